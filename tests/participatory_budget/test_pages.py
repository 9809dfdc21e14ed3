"""Pages: what a resident does from an idea to its project, what the municipality does, and what each page costs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.participatory_budget import services
from balss.participatory_budget.forms.fields import EurosField, PlaceField
from balss.participatory_budget.models import Call, Idea, Project
from tests.participatory_budget.conftest import AFTER_VOTING, IN_IDEAS, IN_VETTING, NOW

ROOM = "/lidzdalibas-budzets/"


def filled(call, **changes):
    return {
        "title": "Šūpoles parkā", "text": "Divas šūpoles.", "benefit": "Bērni.", "place": "Ezera parks",
        "area": call.areas.get(number=1).pk, "category": call.categories.get().pk, "geometry": "56.8164, 24.6049",
        "land": "municipal", "cost_cents": "3 000,50", "cost_basis": "Cenrādis.", "keeper": "Pašvaldība",
        "access": "Vienmēr.", "name": "Anna Liepa", "is_of_age": "on", **changes,
    }  # fmt: skip


def test_a_resident_writes_a_draft_and_hands_it_in(at, call, resident):
    browser = at(IN_IDEAS, resident)
    answer = browser.post(f"{ROOM}{call.slug}/iesniegt/", filled(call, text=""))
    draft = Idea.objects.get()
    assert (answer.status_code, draft.state, draft.cost_cents) == (302, "draft", 300_050)
    refused = browser.post(f"{ROOM}mani/{draft.key}/darit/", {"do": "hand_in"})
    assert refused.status_code == 422
    assert "Tas vajadzīgs, lai ideju varētu iesniegt." in refused.content.decode()
    assert f'action="{ROOM}mani/{draft.key}/labot/"' in refused.content.decode()
    change = filled(call, version=draft.version)
    assert browser.post(f"{ROOM}mani/{draft.key}/labot/", change).status_code == 302
    handed = browser.post(f"{ROOM}mani/{draft.key}/darit/", {"do": "hand_in"})
    assert handed["Location"] == f"{ROOM}{call.slug}/idejas/1/"
    page = at(IN_IDEAS).get(handed["Location"]).content.decode()
    assert "Divas šūpoles." in page
    assert "Anna Liepa" not in page  # the name is shown only where its author wants it
    assert "mlat=56.81640" in page


def test_a_name_is_shown_where_its_author_wants_it(at, call, make_draft, resident):
    services.hand_in(idea=make_draft(shows_name=True), by=resident.actor, now=IN_IDEAS)
    assert "Anna Liepa" in at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas/1/").content.decode()


def test_two_who_change_one_draft_see_both_texts(at, draft_idea, resident, call):
    browser = at(IN_IDEAS, resident)
    stale = filled(call, version=draft_idea.version - 1, title="Cits")
    answer = browser.post(f"{ROOM}mani/{draft_idea.key}/labot/", stale)
    assert answer.status_code == 422
    assert "Šūpoles parkā" in answer.content.decode()


def test_ideas_are_found_by_area_state_and_words(at, call, idea, make_draft, resident):
    other = make_draft(title="Soliņi", text="Trīs soliņi.", area=call.areas.get(number=2))
    services.hand_in(idea=other, by=resident.actor, now=IN_IDEAS)
    browser = at(IN_IDEAS)

    def titles(query):
        page = browser.get(f"{ROOM}{call.slug}/idejas/?{query}").content.decode()
        return [title for title in ("Šūpoles parkā", "Soliņi") if title in page]

    assert titles("") == ["Šūpoles parkā", "Soliņi"]
    assert titles("teritorija=2") == ["Soliņi"]
    assert titles("q=supoles+PARKA&stavoklis=submitted") == ["Šūpoles parkā"]
    assert titles("stavoklis=rejected") == titles("teritorija=99") == titles("teritorija=x") == []


def test_what_was_taken_back_shows_no_words(at, idea, resident, call):
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)
    page = at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas/1/").content.decode()
    assert "Atsaukta ideja" in page
    assert idea.title not in page
    assert idea.text not in page


def test_the_municipality_vets_and_the_author_reads_why_and_contests(at, idea, call, official_account, resident):
    work = f"{ROOM}darbs/{call.slug}/idejas/1/"
    desk = at(IN_VETTING, official_account)
    lines = {
        "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0", "lines-0-words": "Šūpoles", "lines-0-cents": "2 500",
        "feasibility": "Kabeļi.",
    }  # fmt: skip
    assert desk.post(work, {"do": "findings", **lines}).status_code == 302
    assert desk.post(work, {"do": "reject", "reason": ""}).status_code == 302  # refused in words
    assert Idea.objects.get().state == "submitted"
    desk.post(work, {"do": "reject", "reason": "Nav vietas."})
    page = at(IN_VETTING).get(idea.get_absolute_url()).content.decode()
    assert "Nav vietas." in page
    assert "Mēneša laikā pašvaldības izpilddirektoram." in page
    assert "2\xa0500\xa0€" in page
    own = at(IN_VETTING, resident)
    own.post(f"{ROOM}mani/{idea.key}/darit/", {"do": "contest", "words": "Vieta ir."})
    assert "Vieta ir." in at(IN_VETTING, official_account).get(work).content.decode()


def test_the_municipality_enters_the_consent_and_what_was_agreed_for_an_idea_from_elsewhere(
    at, idea, call, official_account
):
    work = f"{ROOM}darbs/{call.slug}/idejas/1/"
    Idea.objects.filter(pk=idea.pk).update(person=None, land="private", owner="Privāts īpašnieks")
    desk = at(IN_VETTING, official_account)
    assert "autoram te nav konta" in desk.get(work).content.decode()
    assert desk.post(work, {"do": "consent"}).status_code == 422
    desk.post(work, {"do": "consent", "upload": ContentFile(b"%PDF-1.4 x", name="piekrisana.pdf")})
    words = {"title": "Šūpoles pie skolas", "text": idea.text, "place": idea.place, "keeper": idea.keeper}
    page = desk.post(work, {"do": "change", **words, "reason": "Vienojāmies pa tālruni."}, follow=True).content.decode()
    assert "Ideja izmainīta." in page
    assert "trūkst īpašnieka saskaņojuma" not in page
    idea.refresh_from_db()
    assert (idea.title, idea.consent.name) == ("Šūpoles pie skolas", "piekrisana.pdf")


def test_findings_are_not_public_before_the_decision(at, idea, official):
    content = {"feasibility": "Vēl domājam."}
    services.save_findings(idea=idea, content=content, lines=[], by=official, now=IN_VETTING)
    assert "Vēl domājam." not in at(IN_VETTING).get(idea.get_absolute_url()).content.decode()


def test_a_call_is_begun_filled_in_and_published_on_pages(at, municipality, official_account, content):
    desk = at(NOW, official_account)
    words = {name: content[name] for name in ("title", "year", "summary", "organiser", "criteria", "offline")}
    words |= {name: content[name] for name in ("contact", "contest_how", "regulation")}
    days = {
        "ideas_first": "2026-02-02", "ideas_last": "2026-03-03", "voting_first": "2026-05-04",
        "voting_last": "2026-05-18", "results_by_date": "2026-06-01", "money_cents": "12000",
    }  # fmt: skip
    points = {f"point_{name}": "5. punkts" for name in content["points"]}
    desk.post(f"{ROOM}darbs/jauns/", words | days | points)
    call = Call.objects.get()
    keep = f"{ROOM}darbs/{call.slug}/"
    page = desk.get(keep).content.decode()
    assert "61. panta 3. punkts" in page  # a day too short
    desk.post(f"{keep}labot/", words | days | points | {"ideas_last": "2026-03-04", "version": call.version})
    money = {
        "areas-TOTAL_FORMS": "1", "areas-INITIAL_FORMS": "0", "areas-0-name": "Novads", "areas-0-money_cents": "12 000",
        "categories-TOTAL_FORMS": "0", "categories-INITIAL_FORMS": "0",
        "revenues-TOTAL_FORMS": "3", "revenues-INITIAL_FORMS": "0",
    }  # fmt: skip
    for place, year in enumerate((2023, 2024, 2025)):
        money |= {
            f"revenues-{place}-year": str(year), f"revenues-{place}-income_tax_cents": "2 000 000",
            f"revenues-{place}-property_tax_cents": "300 000",
        }  # fmt: skip
    assert desk.post(f"{keep}nauda/", money).status_code == 302
    ballot = {"form": "approval", "most_choices": "3", "rule": "greedy", "tie_order": "cost,number", "where": "here"}
    assert desk.post(f"{keep}balsojums/", ballot).status_code == 302
    desk.post(keep, {"do": "publish"})
    call = Call.objects.get()
    assert (call.state, call.areas.get().money_cents, call.ballot.most_choices) == ("published", 1_200_000, 3)
    assert "11\xa0500\xa0€" in at(NOW).get(call.get_absolute_url()).content.decode()


def test_of_a_public_call_the_words_around_it_are_changed_and_nothing_else(at, call, official_account, again):
    change = {
        "summary": "Īsāk.", "contact": call.contact, "offline": call.offline, "contest_how": call.contest_how,
        "money_cents": "1", "voting_last": "2026-05-05", "version": call.version,
    }  # fmt: skip
    answer = at(IN_IDEAS, official_account).post(f"{ROOM}darbs/{call.slug}/labot/", change)
    now = again(call)
    assert (answer.status_code, now.summary) == (302, "Īsāk.")
    assert (now.money_cents, now.voting_closes_at, now.points) == (1_200_000, call.voting_closes_at, call.points)


def test_clocks_and_money_stand_on_the_page_of_a_chosen_project(at, call, official):
    project = Project.objects.create(
        call=call, number=1, area=call.areas.get(number=1), title="Šūpoles", text="Divas.", cost_cents=300_000,
        created_at=NOW, updated_at=NOW, author="system",
    )  # fmt: skip
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    results = services.Results(voters=10, votes={"1": 7}, chosen=["1"])
    services.announce_results(call=call, results=results, by=official, now=AFTER_VOTING)
    content = {"paid_date": AFTER_VOTING.date(), "words": "Šūpoles", "cents": 120_000}
    services.add_expense(project=project, content=content, by=official, now=AFTER_VOTING)
    page = at(AFTER_VOTING + timedelta(days=100)).get(project.get_absolute_url()).content.decode()
    for words in ("2026. gada 20. augusts", "62. panta otrā daļa", "1\xa0200\xa0€ no 3\xa0000\xa0€"):
        assert words in page


@pytest.mark.parametrize("path", ["", "{call}/", "{call}/idejas/", "darbs/", "darbs/{call}/idejas/"])
def test_pages_ask_as_much_for_many_as_for_one(
    at, call, idea, make_draft, make_call, resident, official_account, path, django_assert_num_queries
):
    address = ROOM + path.format(call=call.slug)
    browser = at(IN_IDEAS, official_account)
    browser.get(address)  # what is asked once for a process
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(4):
        services.hand_in(idea=make_draft(title=f"Ideja {number}"), by=resident.actor, now=IN_IDEAS)
        make_call(f"Konkurss{number}")
    with django_assert_num_queries(len(few)):
        browser.get(address)


@pytest.mark.parametrize(
    ("typed", "cents"), [("1 250,50", 125_050), ("1250.5", 125_050), ("12\xa0000 €", 1_200_000), ("0,01", 1)]
)
def test_euros_are_read_as_people_write_them(typed, cents):
    assert EurosField().clean(typed) == cents


def test_cents_are_shown_as_euros():
    assert [EurosField().prepare_value(cents) for cents in (125_050, 1_200_000, 5)] == ["1250,50", "12000", "0,05"]


@pytest.mark.parametrize("typed", ["24.6, 56.8", "nekur", "[1, 2]", "{", "91, 24", '{"type": "Point"}'])
def test_what_is_no_place_is_told_in_words(typed):
    with pytest.raises(ValidationError, match="nav vieta Latvijā"):
        PlaceField().clean(typed)
