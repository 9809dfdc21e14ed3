"""Proposing: what the law and the call ask, what is one's own, similar ideas, and merging by consent."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.queries.discussions import discussion_of
from balss.participation.queries.feed import Sought, opportunities
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participatory_budget import services
from balss.participatory_budget.models import Call, CoAuthor, Idea, Merger
from balss.participatory_budget.queries.authors import discussion_key
from balss.participatory_budget.queries.found import found_ideas
from balss.participatory_budget.queries.geometry import UnreadableGeometry, middle_of, read_geometry
from balss.participatory_budget.queries.similar import MOST_COMPARED, similar_ideas
from balss.participatory_budget.services.refusals import (
    AlreadyAsked,
    ChangedMeanwhile,
    CostOutOfBounds,
    IdeaIncomplete,
    IdeasClosed,
    NotInThatState,
    NotOfThisCall,
    OfMunicipality,
    TooManyCoAuthors,
    TooYoung,
)
from balss.people.models import Claim
from balss.people.services.personal_data import erase_past_retention
from balss.shared.models import StoredFile
from balss.shared.permissions import ANONYMOUS, NotAllowed, can
from tests.participatory_budget.conftest import IN_IDEAS, IN_VETTING, NOW


def test_a_draft_may_be_empty_and_nobody_else_sees_it(call, resident, official, outsiders):
    draft = services.save_draft(call=call, content={"title": "Šūpoles"}, by=resident.actor, now=NOW)
    assert can(resident.actor, "participatory_budget.view_idea", draft, NOW)
    for other in (official, *outsiders):
        assert not can(other, "participatory_budget.view_idea", draft, NOW)
        with pytest.raises(NotAllowed):
            services.save_draft(call=call, idea=draft, content={"title": "X"}, by=other, now=NOW)


def test_an_idea_gets_the_next_number(draft_idea, make_draft, resident):
    first = services.hand_in(idea=draft_idea, by=resident.actor, now=IN_IDEAS)
    second = services.hand_in(idea=make_draft(), by=resident.actor, now=IN_IDEAS)
    assert (first.number, second.number, first.state) == (1, 2, "submitted")


def test_the_ledger_does_not_say_whose_it_is(idea, resident):
    entry = Entry.objects.get(action="participatory_budget.idea_submitted")
    content = json.loads(entry.content.body)
    assert (entry.actor, set(content), content["number"]) == ("", {"call", "number", "seal"}, 1)


def test_ideas_are_handed_in_while_they_are_taken(draft_idea, resident):
    for moment in (NOW, IN_VETTING, draft_idea.call.ideas_close_at):
        with pytest.raises(IdeasClosed):
            services.hand_in(idea=draft_idea, by=resident.actor, now=moment)
    last = draft_idea.call.ideas_close_at - timedelta(microseconds=1)
    assert services.hand_in(idea=draft_idea, by=resident.actor, now=last).number == 1


def test_what_is_missing_is_told_at_once(call, resident, make_draft):
    draft = make_draft(text=" ".strip(), keeper="", organisation="Biedrība Zieds")
    with pytest.raises(IdeaIncomplete) as refused:
        services.hand_in(idea=draft, by=resident.actor, now=IN_IDEAS)
    assert refused.value.missing == ["text", "keeper", "registration_number"]


def test_land_of_another_needs_its_owner_named(make_draft, resident):
    draft = make_draft(land="private", owner="")
    with pytest.raises(IdeaIncomplete) as refused:
        services.hand_in(idea=draft, by=resident.actor, now=IN_IDEAS)
    assert refused.value.missing == ["owner"]


def test_who_does_not_say_that_they_are_sixteen_is_refused_with_the_article(make_draft, resident):
    with pytest.raises(TooYoung, match=r"60\. panta trešās daļas 1\. punkts"):
        services.hand_in(idea=make_draft(is_of_age=False), by=resident.actor, now=IN_IDEAS)


@pytest.mark.parametrize(("born", "may"), [("2010-02-16", True), ("2010-02-17", False)])
def test_a_verified_age_decides_whatever_somebody_says(make_draft, resident, born, may):
    """On 16 February 2026 who was born on that day of 2010 is sixteen."""
    Claim.objects.create(
        person=resident.person, kind="birth_date", value=born, source="x", level="high", obtained_at=NOW
    )
    draft = make_draft(is_of_age=not may)
    if may:
        assert services.hand_in(idea=draft, by=resident.actor, now=IN_IDEAS).number == 1
    else:
        with pytest.raises(TooYoung):
            services.hand_in(idea=draft, by=resident.actor, now=IN_IDEAS)


def test_an_association_with_a_part_of_the_municipality_may_not_propose(make_draft, resident):
    of_association = {"organisation": "Ziedu fonds", "registration_number": "40000000000"}
    with pytest.raises(OfMunicipality):
        services.hand_in(idea=make_draft(**of_association), by=resident.actor, now=IN_IDEAS)
    free = make_draft(**of_association, without_municipality=True)
    assert services.hand_in(idea=free, by=resident.actor, now=IN_IDEAS).shown_author == "Ziedu fonds"


def test_the_cost_stays_within_the_call_and_the_area(make_draft, call, resident):
    with pytest.raises(CostOutOfBounds, match="6\xa0000"):
        services.hand_in(idea=make_draft(cost_cents=600_001), by=resident.actor, now=IN_IDEAS)
    with pytest.raises(CostOutOfBounds, match="5\xa0000"):
        services.hand_in(
            idea=make_draft(cost_cents=500_001, area=call.areas.get(number=2)), by=resident.actor, now=IN_IDEAS
        )


def test_an_area_of_another_call_is_refused(make_draft, make_call, resident):
    other = make_call("Cits")
    area = other.areas.create(number=1, name="Cita", money_cents=1)
    with pytest.raises(NotOfThisCall):
        make_draft(area=area)


def test_a_changed_idea_keeps_what_it_said(idea, resident):
    services.change_idea(
        idea=idea, content={"title": "Lielas šūpoles"}, version=idea.version, by=resident.actor, now=IN_IDEAS
    )
    with pytest.raises(ChangedMeanwhile):
        services.change_idea(idea=idea, content={}, version=idea.version, by=resident.actor, now=IN_IDEAS)
    assert [each.content["title"] for each in idea.versions.all()] == ["Šūpoles parkā"]
    with pytest.raises(IdeasClosed):
        services.change_idea(idea=idea, content={}, version=idea.version + 1, by=resident.actor, now=IN_VETTING)


def test_a_withdrawn_idea_keeps_its_number(idea, resident, make_draft, again):
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)
    later = services.hand_in(idea=make_draft(), by=resident.actor, now=IN_IDEAS)
    assert (again(idea).state, later.number) == ("withdrawn", 2)
    with pytest.raises(NotInThatState):
        services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)


def test_files_are_seen_with_the_idea_and_the_consent_by_few(idea, resident, official, colleague, outsiders):
    picture = services.add_file(
        idea=idea, upload=ContentFile(b"Skice", name="skice.txt"), title="Skice", by=resident.actor, now=IN_IDEAS
    )
    consent = services.add_consent(
        idea=idea, upload=ContentFile(b"Piekritu", name="s.txt"), by=resident.actor, now=IN_IDEAS
    ).consent
    for anybody in (ANONYMOUS, official, *outsiders):
        assert can(anybody, "shared.download_file", picture.file, NOW)
    assert [can(each, "shared.download_file", consent, NOW) for each in (resident.actor, official)] == [True, True]
    assert not any(can(each, "shared.download_file", consent, NOW) for each in outsiders)
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)
    assert not can(ANONYMOUS, "shared.download_file", picture.file, NOW)


# Discussed


def test_an_idea_is_discussed_until_voting_is_over_and_stands_in_no_list(idea, resident, make_account):
    consultation = discussion_of("participatory_budget", discussion_key(idea))
    berta = make_account("Berta Ozola")
    said = contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Labi, bet kur soli?"),
        speaker=Speaker(name="Berta Ozola"), by=berta.actor, now=IN_IDEAS,
    )  # fmt: skip
    assert (said.state, consultation.opportunity.closes_at) == ("published", idea.call.voting_closes_at)
    shown = opportunities(Sought(when="all"), IN_IDEAS)
    assert [each.kind for each in shown] == ["budget_ideas"]


def test_the_discussion_goes_by_the_new_title_and_ends_when_voting_now_does(idea, resident, official):
    said = {"title": "Trīs soliņi"}
    services.change_idea(idea=idea, content=said, version=idea.version, by=resident.actor, now=IN_IDEAS)
    later = idea.call.voting_closes_at + timedelta(days=7)
    services.prolong(call=idea.call, times={"voting_closes_at": later}, reason="Plūdi.", by=official, now=IN_VETTING)
    opportunity = discussion_of("participatory_budget", discussion_key(idea)).opportunity
    assert (opportunity.title, opportunity.closes_at) == ("Trīs soliņi", later)


def test_a_discussion_that_is_over_is_not_prolonged_with_the_voting(idea, resident, official):
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS + timedelta(hours=1))
    later = idea.call.voting_closes_at + timedelta(days=7)
    services.prolong(call=idea.call, times={"voting_closes_at": later}, reason="Plūdi.", by=official, now=IN_VETTING)
    opportunity = discussion_of("participatory_budget", discussion_key(idea)).opportunity
    assert opportunity.closes_at == IN_IDEAS + timedelta(hours=1)


def test_nothing_more_is_said_of_what_was_taken_back(idea, resident):
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_VETTING)
    consultation = discussion_of("participatory_budget", discussion_key(idea))
    assert not consultation.opportunity.is_open(IN_VETTING)


# Co-authors


def test_a_co_author_is_asked_by_letter_and_agrees_with_that_address(idea, resident, make_account, outsiders):
    berta = make_account("Berta Ozola")
    for _twice in range(2):
        services.invite_co_author(idea=idea, email="Berta@example.lv", by=resident.actor, now=IN_IDEAS)
    assert Notice.objects.filter(kind="participatory_budget.co_author", to="berta@example.lv").count() == 1
    assert not can(berta.actor, "participatory_budget.edit_idea", idea, IN_IDEAS)
    for other in outsiders:
        with pytest.raises(NotAllowed):
            services.agree_to_co_author(idea=idea, by=other, now=IN_IDEAS)
    services.agree_to_co_author(idea=idea, by=berta.actor, now=IN_IDEAS)
    assert can(berta.actor, "participatory_budget.edit_idea", idea, IN_IDEAS)


def test_similar_ideas_are_found_among_many_without_reading_their_texts(make_draft, idea, call):
    """Two queries, neither of which reads a text; of the others no more than the newest are compared."""
    Idea.objects.bulk_create(
        Idea(
            call=call, number=number, title=f"Soliņi {number}", text="x" * 10_000, state="submitted",
            submitted_at=IN_IDEAS, created_at=IN_IDEAS, updated_at=IN_IDEAS,
        )
        for number in range(2, 300)
    )  # fmt: skip
    draft = make_draft(title="Šūpoles bērniem parkā")
    with CaptureQueriesContext(connection) as asked:
        (found,) = similar_ideas(draft)
        assert (found.get_absolute_url(), found.title) == (idea.get_absolute_url(), idea.title)
    selected = [query["sql"].partition(" FROM ")[0] for query in asked.captured_queries]
    assert len(selected) == 2
    assert not [columns for columns in selected if '"text"' in columns]
    assert f"LIMIT {MOST_COMPARED}" in asked.captured_queries[0]["sql"]


def test_the_letter_to_a_co_author_has_no_word_of_who_asks(make_draft, resident):
    draft = make_draft(title="Pirkt lētas tabletes", text="https://surogatpasts.example")
    services.invite_co_author(idea=draft, email="x@example.lv", by=resident.actor, now=IN_IDEAS)
    letter = Notice.objects.get(kind="participatory_budget.co_author")
    assert letter.subject == "Aicinājums kļūt par līdzautoru: Ziedu novada līdzdalības budžets"
    assert not [word for word in ("tabletes", "surogatpasts", "Anna") if word in letter.subject + letter.text]


def test_an_idea_has_ten_co_authors_at_most(idea, resident):
    for number in range(10):
        services.invite_co_author(idea=idea, email=f"x{number}@example.lv", by=resident.actor, now=IN_IDEAS)
    with pytest.raises(TooManyCoAuthors):
        services.invite_co_author(idea=idea, email="x10@example.lv", by=resident.actor, now=IN_IDEAS)
    services.invite_co_author(idea=idea, email="X0@example.lv", by=resident.actor, now=IN_IDEAS)  # asked already
    assert Notice.objects.filter(kind="participatory_budget.co_author").count() == 10


def test_who_was_asked_reads_a_draft_and_agrees_and_nobody_else_reads_it(at, draft_idea, resident, make_account):
    berta, other = make_account("Berta Ozola"), make_account("Cits Ozols")
    page = f"/lidzdalibas-budzets/mani/{draft_idea.key}/"
    services.invite_co_author(idea=draft_idea, email=berta.email, by=resident.actor, now=IN_IDEAS)
    assert at(IN_IDEAS, other).get(page).status_code == 403
    browser = at(IN_IDEAS, berta)
    assert draft_idea.text in browser.get(page).content.decode()
    browser.post(f"{page}lidzautors/")
    assert can(berta.actor, "participatory_budget.edit_idea", draft_idea, IN_IDEAS)


def test_letters_to_co_authors_are_few_from_an_account_and_to_an_address(at, make_draft, resident, make_account):
    def asked(browser, draft, email):
        return browser.post(f"/lidzdalibas-budzets/mani/{draft.key}/darit/", {"do": "co_author", "email": email})

    berta = make_account("Berta Ozola")
    mine, browser = [make_draft() for _number in range(3)], at(IN_IDEAS, resident)
    answers = [asked(browser, mine[place // 10], f"x{place}@example.lv").status_code for place in range(21)]
    assert answers == [302] * 20 + [429]
    hers, browser = [make_draft(author=berta) for _number in range(6)], at(IN_IDEAS, berta)
    assert [asked(browser, each, "Gita@example.lv").status_code for each in hers] == [302] * 5 + [429]
    assert Notice.objects.filter(kind="participatory_budget.co_author").count() == 25


# Whose land


NEIGHBOUR = "Zelma Kalniņa"


@pytest.fixture
def on_private_land(make_draft, resident, official):
    """Changed once, so that an earlier wording is there too."""
    idea = services.hand_in(idea=make_draft(land="private", owner=NEIGHBOUR), by=resident.actor, now=IN_IDEAS)
    services.add_consent(idea=idea, upload=ContentFile(b"P", name="s.txt"), by=resident.actor, now=IN_IDEAS)
    change = {"title": "Lielas šūpoles", "owner": NEIGHBOUR}
    return services.change_idea(idea=idea, content=change, version=idea.version, by=resident.actor, now=IN_IDEAS)


def test_a_private_owner_is_read_by_the_municipality_alone(at, on_private_land, call, resident, official_account):
    idea, room = on_private_land, f"/lidzdalibas-budzets/{call.slug}"
    browser = at(IN_IDEAS)
    for path in ("idejas/1/", "idejas/", "idejas.geojson"):
        assert NEIGHBOUR not in browser.get(f"{room}/{path}").content.decode()
    assert NEIGHBOUR not in b"".join(browser.get(f"{room}/idejas.csv").streaming_content).decode()
    assert NEIGHBOUR not in json.dumps([each.content for each in idea.versions.all()])
    assert not Entry.objects.filter(content__body__contains=NEIGHBOUR).exists()
    assert [each.key for each in found_ideas([f"{call.slug}/1"]) if NEIGHBOUR in str(each)] == []
    desk = at(IN_VETTING, official_account)
    assert NEIGHBOUR in desk.get(f"/lidzdalibas-budzets/darbs/{call.slug}/idejas/1/").content.decode()


def test_a_public_owner_is_read_by_everybody(at, make_draft, resident):
    land = {"land": "public", "owner": "Latvijas valsts meži"}
    idea = services.hand_in(idea=make_draft(**land), by=resident.actor, now=IN_IDEAS)
    assert "Latvijas valsts meži" in at(IN_IDEAS).get(idea.get_absolute_url()).content.decode()


@pytest.mark.parametrize("how", ["listed", "withdrawn", "called off"])
def test_owner_and_consent_go_a_month_after_nothing_more_is_decided(
    on_private_land, make_draft, resident, call, official, again, how
):
    public = services.hand_in(
        idea=make_draft(land="public", owner="Latvijas valsts meži"), by=resident.actor, now=IN_IDEAS
    )
    file = on_private_land.consent
    if how == "listed":
        Call.objects.filter(pk=call.pk).update(projects_published_at=IN_VETTING)
    elif how == "withdrawn":
        services.withdraw_idea(idea=on_private_land, by=resident.actor, now=IN_VETTING)
    else:
        services.cancel_call(call=call, reason="Nav naudas.", by=official, now=IN_VETTING)
    erase_past_retention(IN_VETTING + timedelta(days=29))
    assert (again(on_private_land).owner, again(on_private_land).consent) == (NEIGHBOUR, file)
    erase_past_retention(IN_VETTING + timedelta(days=31))
    assert (again(on_private_land).owner, again(on_private_land).consent) == ("", None)
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    assert again(public).owner == "Latvijas valsts meži"


def test_another_consent_replaces_the_file_before(on_private_land, resident):
    before = on_private_land.consent
    services.add_consent(idea=on_private_land, upload=ContentFile(b"Q", name="t.txt"), by=resident.actor, now=IN_IDEAS)
    assert not StoredFile.objects.filter(pk=before.pk).exists()


# Similar, merging


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("Šūpoles bērniem parkā", True),
        ("Parka šūpolēm jauns pamats", True),
        ("Soliņi pie ezera", False),
        ("Apgaismojums Skolas ielā", False),
    ],
)
def test_similar_ideas_are_found_by_stems_of_titles(idea, make_draft, title, alike):
    draft = make_draft(title=title, text="Pavisam citi vārdi.")
    assert similar_ideas(draft) == ([idea] if alike else [])


def test_the_same_words_under_another_title_are_similar(idea, make_draft):
    assert similar_ideas(make_draft(title="Aktīvā atpūta", text=idea.text)) == [idea]


@pytest.fixture
def other_author(make_account):
    return make_account("Berta Ozola")


@pytest.fixture
def other_idea(make_draft, other_author):
    draft = make_draft(author=other_author, title="Slidkalniņš parkā")
    return services.hand_in(idea=draft, by=other_author.actor, now=IN_IDEAS)


def test_ideas_merge_when_both_authors_agree(idea, other_idea, resident, other_author, official, again):
    merger = services.propose_merger(idea=other_idea, into=idea, reason="Viens parks.", by=official, now=IN_VETTING)
    assert Notice.objects.filter(kind="participatory_budget.merger_proposed").count() == 2
    with pytest.raises(NotAllowed):
        services.answer_merger(merger=merger, agrees=True, by=official, now=IN_VETTING)
    services.answer_merger(merger=merger, agrees=True, by=resident.actor, now=IN_VETTING)
    assert again(other_idea).state == "submitted"
    services.answer_merger(merger=merger, agrees=True, by=other_author.actor, now=IN_VETTING)
    assert (again(other_idea).state, again(other_idea).merged_into) == ("merged", idea)
    assert can(other_author.actor, "participatory_budget.edit_idea", idea, IN_VETTING)


def test_one_no_ends_a_merger(idea, other_idea, resident, other_author, again):
    merger = services.propose_merger(idea=other_idea, into=idea, reason="Viens parks.", by=resident.actor, now=IN_IDEAS)
    assert merger.into_agreed_at is not None
    assert merger.idea_agreed_at is None
    with pytest.raises(AlreadyAsked):
        services.propose_merger(idea=other_idea, into=idea, reason="Vēlreiz.", by=resident.actor, now=IN_IDEAS)
    services.answer_merger(merger=merger, agrees=False, by=other_author.actor, now=IN_IDEAS)
    assert (again(other_idea).state, again(merger).state) == ("submitted", "declined")


def test_strangers_merge_nothing(idea, other_idea, outsiders):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.propose_merger(idea=other_idea, into=idea, reason="Tā.", by=outsider, now=IN_IDEAS)
    assert not Merger.objects.exists()


# Who may


DEEDS = {
    "change": lambda idea, by: services.change_idea(idea=idea, content={}, version=idea.version, by=by, now=IN_IDEAS),
    "withdraw": lambda idea, by: services.withdraw_idea(idea=idea, by=by, now=IN_IDEAS),
    "file": lambda idea, by: services.add_file(
        idea=idea, upload=ContentFile(b"A", name="a.txt"), title="A", by=by, now=IN_IDEAS
    ),
    "invite": lambda idea, by: services.invite_co_author(idea=idea, email="x@example.lv", by=by, now=IN_IDEAS),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_an_author_changes_an_idea(idea, official, outsiders, again, deed):
    for outsider in (official, *outsiders):
        with pytest.raises(NotAllowed):
            DEEDS[deed](idea, outsider)
    assert (again(idea).version, CoAuthor.objects.count(), idea.files.count()) == (idea.version, 0, 0)


def test_who_is_not_signed_in_begins_no_idea_and_nobody_after_the_time(call, resident):
    for actor, moment in ((ANONYMOUS, IN_IDEAS), (resident.actor, IN_VETTING)):
        with pytest.raises(NotAllowed):
            services.save_draft(call=call, content={"title": "X"}, by=actor, now=moment)


@pytest.mark.parametrize("wrong", [{"number": None}, {"state": "draft"}, {"state": "merged"}])
def test_the_database_keeps_numbers_with_states(idea, wrong):
    with pytest.raises(IntegrityError):
        Idea.objects.filter(pk=idea.pk).update(**wrong)


# Where


def test_a_geometry_keeps_only_what_it_needs():
    feature = {
        "type": "Feature",
        "properties": {"x": 1},
        "geometry": {"type": "Point", "coordinates": [24.60411234, 56.8, 3]},
    }
    assert read_geometry(feature) == {"type": "Point", "coordinates": [24.604112, 56.8]}


@pytest.mark.parametrize(
    "wrong",
    [
        None, "Point", [], {}, {"type": "Point"}, {"type": "Point", "coordinates": [24.6]},
        {"type": "Point", "coordinates": ["24.6", "56.8"]}, {"type": "Point", "coordinates": [56.8, 24.6]},
        {"type": "Point", "coordinates": [float("nan"), 56.8]}, {"type": "Point", "coordinates": [True, 56.8]},
        {"type": "Polygon", "coordinates": [[[24.6, 56.8], [24.7, 56.8], [24.7, 56.9]]]},
        {"type": "Polygon", "coordinates": []}, {"type": "LineString", "coordinates": [[24.6, 56.8]] * 2001},
        {"type": "GeometryCollection", "geometries": []},
    ],
)  # fmt: skip
def test_what_is_no_place_in_latvia_is_refused(wrong):
    with pytest.raises(UnreadableGeometry):
        read_geometry(wrong)


def test_the_middle_of_an_area():
    square = {"type": "Polygon", "coordinates": [[[24, 56], [25, 56], [25, 57], [24, 57], [24, 56]]]}
    assert middle_of(square) == (24.5, 56.5)


def test_the_day_is_that_of_the_call(call):
    assert call.ideas_last_date == date(2026, 3, 4)
