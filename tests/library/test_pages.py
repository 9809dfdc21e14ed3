"""The pages: what is found, how many queries it takes, and what an official does step by step."""

import csv

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from balss.library import services
from balss.library.models import PracticeCase
from balss.library.services import content_of
from tests.library.conftest import NOW

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WORK = "/laba-prakse/darbs"


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr("balss.people.middleware.timezone.now", lambda: NOW)


@pytest.fixture
def page(client):
    def get(address, status=200):
        answer = client.get(address)
        assert answer.status_code == status
        return lxml.html.fromstring(answer.content)

    return get


@pytest.fixture
def official(client, anna):
    client.force_login(anna)
    return client


def titles(found):
    return [link.text_content().strip() for link in found.cssselect("main li.card-link h2 a")]


def said(found):
    return " ".join(found.cssselect("main")[0].text_content().split())


@pytest.fixture
def three(make_case, council, zane, field):
    """Of two institutions, two topics and several years."""
    make_case(title="Balsošana bibliotēkās", at=NOW.replace(day=1))
    make_case(title="Skolēnu budžets", institution=council, by=zane, first_year=2026, last_year=None, at=NOW)
    make_case(
        title="Ielu apgaita", topics=(field,), first_year=2022, last_year=2022, at=NOW.replace(day=2),
        outcome="Salaboti gājēju CEĻI.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Skolēnu budžets", "Ielu apgaita", "Balsošana bibliotēkās"]),
        ("?tema=lidzdalibas-budzets", ["Skolēnu budžets", "Balsošana bibliotēkās"]),
        ("?tema=regionala-attistiba", ["Skolēnu budžets", "Ielu apgaita", "Balsošana bibliotēkās"]),
        ("?iestade=ln", ["Skolēnu budžets"]),
        ("?gads=2025", ["Balsošana bibliotēkās"]),
        ("?gads=2026", ["Skolēnu budžets"]),
        ("?q=gajeju+celi", ["Ielu apgaita"]),
        ("?q=BIBLIOTEKAS", ["Balsošana bibliotēkās", "Skolēnu budžets", "Ielu apgaita"]),
        ("?q=skolenu&tema=&iestade=&gads=", ["Skolēnu budžets"]),
        ("?q=nekas", []),
        ("?tema=nav-tadas", []),
        ("?gads=1850", []),
    ],
)
def test_list_is_narrowed_newest_first(page, three, query, found):
    assert sorted(titles(page(f"/laba-prakse/{query}"))) == sorted(found)
    if not query:
        assert titles(page("/laba-prakse/?q=")) == found


def test_list_has_neither_drafts_nor_withdrawn_cases(page, make_draft, make_case, withdraw):
    make_draft()
    withdraw(make_case())
    found = page("/laba-prakse/")
    assert (titles(found), "Vēl neviena institūcija" in said(found)) == ([], True)


def test_list_that_finds_nothing_leads_back_to_all(page, three):
    assert page("/laba-prakse/?q=nekas").cssselect(".empty a")[0].get("href") == "/laba-prakse/"


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "address",
    [
        "/laba-prakse/?x={}", "/laba-prakse/?q=balsoja&x={}", "/laba-prakse/dati/piemeri.json?x={}",
        "/laba-prakse/dati/piemeri.atom?x={}", "/api/v1/library/cases?limit={}", "/vietas/iestade/xm/?x={}",
    ],
)  # fmt: skip
def test_number_of_queries_does_not_grow_with_the_cases(client, make_case, parish, address):
    make_case(territories=(parish,))
    queries_of(client, address.format(7))
    one = queries_of(client, address.format(8))
    for _ in range(2):
        make_case(territories=(parish,))
    assert queries_of(client, address.format(9)) == one


def test_number_of_queries_of_the_workplace_does_not_grow_with_the_cases(official, make_case, make_draft):
    make_case(), make_draft()
    queries_of(official, f"{WORK}/")
    one = queries_of(official, f"{WORK}/")
    for _ in range(2):
        make_case(), make_draft()
    assert queries_of(official, f"{WORK}/") == one


def test_page_says_all_of_the_case(page, make_case, parish):
    case = make_case(
        advice="* Sākt laikus\n* Jautāt citiem", cost="3000 eiro", duration="Divi mēneši", territories=(parish,),
        partners="Ludzas bibliotēka", links=(("Nolikums", "https://ln.example/n"), ("Process", "/lidzdaliba/p/")),
        contact_phone="65700000",
    )  # fmt: skip
    found = page(case.get_absolute_url())
    words = said(found)
    for wanted in (
        "Seniori nebalsoja.", "Bibliotekāri palīdz.", "Balsoja divreiz vairāk.", "Sākt laikus", "3000 eiro",
        "2024–2025", "Divi mēneši", "Ludzas bibliotēka", "Cirmas pagasts", "Līdzdalības budžets", "birojs@xm.example",
        "65700000", "Izdomātā ministrija", "04.05.2026.: Publicēts labās prakses piemērs",
    ):  # fmt: skip
        assert wanted in words
    assert [link.get("href") for link in found.cssselect("#links ~ ul a")] == ["https://ln.example/n", "/lidzdaliba/p/"]
    assert found.cssselect("main li")[0].text_content() == "Sākt laikus"


def test_english_page_has_the_translation_and_marks_what_is_not_translated(page, make_case):
    case = make_case(english={"title": "Voting at libraries", "problem": "Seniors did not vote."})
    found = page(f"/en{case.get_absolute_url()}")
    assert found.cssselect("h1")[0].text_content() == "Voting at libraries"
    assert [each.text_content().strip() for each in found.cssselect('main div[lang="lv"]')] == [
        "Bibliotekāri palīdz.", "Balsoja divreiz vairāk.",
    ]  # fmt: skip


def test_draft_is_there_for_its_institution_alone(client, draft, anna, other_official):
    def status():
        return client.get(draft.get_absolute_url()).status_code

    seen = [status()]
    for account in (other_official, anna):
        client.force_login(account)
        seen.append(status())
    assert seen == [404, 404, 200]


def test_withdrawn_case_stays_readable_with_the_reason_and_out_of_the_data(client, page, case, withdraw):
    withdraw(case)
    found = page(case.get_absolute_url())
    assert "Skaitļi bija aplami." in said(found)
    assert found.cssselect('meta[name="robots"]')[0].get("content") == "noindex"
    assert client.get(f"/laba-prakse/{case.slug}.json").status_code == 404
    assert client.get(f"/api/v1/library/cases/{case.slug}").status_code == 404


def test_data_say_the_same_as_csv_json_feed_and_api(client, three, make_draft):
    make_draft(title="Melnraksts")
    rows = list(csv.DictReader(client.get("/laba-prakse/dati/piemeri.csv").getvalue().decode("utf-8-sig").splitlines()))
    cases = client.get("/laba-prakse/dati/piemeri.json").getvalue()
    feed = etree.fromstring(client.get("/laba-prakse/dati/piemeri.atom").content)
    api = client.get("/api/v1/library/cases").json()
    expected = ["Skolēnu budžets", "Ielu apgaita", "Balsošana bibliotēkās"]
    assert [row["title"] for row in rows] == [row["title"] for row in api["items"]] == expected
    assert [each.text for each in feed.findall("a:entry/a:title", ATOM)] == expected
    assert [title.encode() in cases for title in (*expected, "Melnraksts")] == [True, True, True, False]
    one = client.get(f"/api/v1/library/cases/{rows[0]['id']}").json()
    assert (one["topics"], one["last_year"], rows[0]["last_year"]) == (["lidzdalibas-budzets"], None, "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?institution=LN", ["Skolēnu budžets"]),
        ("?topic=lidzdalibas-budzets&year=2024", ["Balsošana bibliotēkās"]),
        ("?words=gajeju", ["Ielu apgaita"]),
        ("?topic=nav", []),
        ("?institution=nav", []),
    ],
)
def test_api_narrows(client, three, query, found):
    assert [each["title"] for each in client.get(f"/api/v1/library/cases{query}").json()["items"]] == found


def test_unchanged_download_is_not_sent_again(client, case, content, anna):
    address = "/laba-prakse/dati/piemeri.csv"
    tag = client.get(address)["ETag"]
    same = client.get(address, headers={"If-None-Match": tag})
    services.change_case(case=case, content=content(cost="5"), revision=1, by=anna.actor, now=NOW)
    assert (same.status_code, client.get(address)["ETag"] == tag) == (304, False)


def test_institution_has_its_cases_on_its_page(page, case):
    found = page("/vietas/iestade/xm/")
    assert case.get_absolute_url() in [link.get("href") for link in found.cssselect("main a")]


FORM = {
    "title": "Skolēnu budžets", "summary": "Skolēni izlemj.", "problem": "Neviens nejautā.", "solution": "Balso.",
    "outcome": "Jauns laukums.", "first_year": "2025", "contact_email": "skola@xm.example",
    "links": "Nolikums: https://ln.example/n\nhttp://localhost:8000/lidzdaliba/procesi/x/\n",
    "title_en": "Budget of pupils",
}  # fmt: skip


def test_official_drafts_publishes_changes_withdraws_and_puts_back(official, budgets, page):
    made = official.post(f"{WORK}/jauns/", {**FORM, "topics": [budgets.pk]})
    case = PracticeCase.objects.get()
    work = f"{WORK}/{case.slug}/"
    assert (made["Location"], case.state, case.translations) == (work, "draft", {"en": {"title": "Budget of pupils"}})
    assert case.links == [
        ["Nolikums", "https://ln.example/n"], ["/lidzdaliba/procesi/x/", "/lidzdaliba/procesi/x/"],
    ]  # fmt: skip
    official.post(f"{work}publicet/")
    shown = official.get(f"{work}labot/").context["form"].initial
    changed = {**FORM, "topics": [budgets.pk], "outcome": "Divi laukumi.", "revision": shown["revision"]}
    assert official.post(f"{work}labot/", changed).status_code == 302
    official.post(f"{work}atsaukt/", {"reason": "Kļūda."})
    official.post(f"{work}atjaunot/", {"reason": "Nebija kļūda."})
    case.refresh_from_db()
    assert (case.state, case.outcome, case.revision) == ("published", "Divi laukumi.", 4)
    assert page(work).cssselect("h1")[0].text_content() == "Skolēnu budžets"


def test_what_is_missing_is_marked_when_it_is_published(official, make_draft):
    draft = make_draft(outcome="", topics=())
    answer = official.post(f"{WORK}/{draft.slug}/publicet/")
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["__all__", "outcome", "topics"])
    assert answer.context["form"]["title"].value() == draft.title


def test_published_case_cannot_lose_what_others_need(official, case, budgets):
    answer = official.post(f"{WORK}/{case.slug}/labot/", {**FORM, "outcome": "", "topics": [budgets.pk], "revision": 1})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["__all__", "outcome"])


def test_change_begun_before_anothers_shows_both(official, draft, content, anna):
    services.change_case(case=draft, content=content(title="Citas rokas"), revision=0, by=anna.actor, now=NOW)
    answer = official.post(f"{WORK}/{draft.slug}/labot/", {**FORM, "revision": 0})
    assert answer.status_code == 409
    assert "Citas rokas" in str(answer.context["form"].errors["title"])
    assert answer.context["form"]["revision"].value() == "1"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"first_year": ""}, "first_year"),
        ({"first_year": "2027"}, "first_year"),
        ({"first_year": "1850"}, "first_year"),
        ({"last_year": "2024"}, "last_year"),
        ({"contact_email": "nav"}, "contact_email"),
        ({"links": "Tikai nosaukums"}, "links"),
        ({"links": "Slikti javascript:alert(1)"}, "links"),
        ({"links": "Slikti //evil.example/"}, "links"),
        ({"links": "Slikti /\\evil.example/"}, "links"),
        ({"links": "A https://a.example/" + "a" * 500}, "links"),
        ({"links": "\n".join(["A https://a.example/"] * 21)}, "links"),
        ({"title_en": "A" * 201}, "title_en"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(official, wrong, field):
    answer = official.post(f"{WORK}/jauns/", FORM | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert PracticeCase.objects.count() == 0


def test_form_of_a_case_sent_as_it_came_changes_nothing(official, make_case, parish):
    case = make_case(
        links=(("Nolikums", "https://ln.example/n"), ("/p/", "/p/")), english={"title": "Voting"},
        partners="Ludzas bibliotēka",
    )  # fmt: skip
    before = content_of(case)
    form = official.get(f"{WORK}/{case.slug}/labot/").context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() is not None}
    assert official.post(f"{WORK}/{case.slug}/labot/", sent).status_code == 302
    case = PracticeCase.objects.get(pk=case.pk)
    assert (content_of(case), case.revision) == (before, 1)


def test_draft_is_discarded_and_a_published_case_is_not(official, make_draft, case):
    draft = make_draft()
    for each in (draft, case):
        official.post(f"{WORK}/{each.slug}/izmest/")
    assert list(PracticeCase.objects.all()) == [case]


def test_footer_leads_there(page, db):
    assert "/laba-prakse/" in [link.get("href") for link in page("/laba-prakse/").cssselect("footer a")]


def test_official_is_led_to_the_workplace_and_a_visitor_is_not(client, page, db, anna):
    def leads():
        return f"{WORK}/" in [link.get("href") for link in page("/laba-prakse/?q=").cssselect("main a")]

    before = leads()
    client.force_login(anna)
    assert (before, leads()) == (False, True)
