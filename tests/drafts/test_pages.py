"""The pages: what is shown, how many queries it takes, and what an official does step by step."""

import csv
import json

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from balss.drafts import services
from balss.drafts.models import Draft, Version, Wording, WorkingText
from balss.participation.models import Opportunity, Process
from tests.drafts.conftest import FIRST, NOW, SECOND
from tests.drafts.test_versions import act

ROOM = "/tiesibu-aktu-projekti/"
WORK = f"{ROOM}darbs/"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>&{vards};\"'"


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
def official(client, zane):
    client.force_login(zane)
    return client


def titles(found):
    return [link.text_content().strip() for link in found.cssselect("main li.card-link h2 a")]


def said(found):
    return " ".join(found.cssselect("main")[0].text_content().split())


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ielas nosaukums", "Suņu un kaķu turēšana"]), ("?q=sunu", ["Suņu un kaķu turēšana"]),
        ("?veids=decision", ["Ielas nosaukums"]), ("?tema=majdzivnieki", ["Suņu un kaķu turēšana"]),
        ("?iestade=ln", ["Ielas nosaukums", "Suņu un kaķu turēšana"]), ("?q=nekas", []), ("?tema=nav", []),
        ("?veids=nav", []), ("?iestade=xm", []),
    ],
)  # fmt: skip
def test_list_is_narrowed_newest_first(page, make_published, make_draft, withdraw, query, found):
    make_published(at=NOW.replace(day=1))
    make_published(title="Ielas nosaukums", kind="decision", topics=(), summary="Jauna iela.")
    make_draft(title="Sunim nerādīt"), withdraw(make_published(title="Suns atsaukts"))
    assert titles(page(f"{ROOM}{query}")) == found


def test_list_says_what_can_be_done_where_there_is_nothing(page, published):
    assert page(f"{ROOM}?q=nekas").cssselect(".empty a")[0].get("href") == ROOM
    assert page(f"{ROOM}?q=suns").cssselect('main a[href*="kind=drafts.provision"]')


def test_page_has_the_text_with_an_anchor_and_an_address_for_each_provision(page, twice, serials):
    found = page(twice.get_absolute_url())
    at = serials(twice)["3.1"]
    assert "bez pavadas suņu laukumā" in found.get_element_by_id(f"p{at}").text_content()
    link = found.get_element_by_id(f"p{at}").cssselect("a")[0]
    assert (link.text_content(), link.get("href")) == ("3.1.", f"{ROOM}{twice.slug}/punkti/{at}/")
    words = said(found)
    for wanted in (
        "2. redakcija, publicēta 04.05.2026.", "Kur suns drīkst būt bez pavadas.", "Pēc iedzīvotāju ierosinājuma.",
        "Attīstības nodaļa", "birojs@ln.example", "Svītrots šajā redakcijā", "Publicēta projekta redakcija",
    ):  # fmt: skip
        assert wanted in words
    assert f"ko=drafts.draft%3A{twice.slug}" in found.cssselect("main .page-header a.ds-button")[0].get("href")


def test_provision_has_its_words_its_history_and_the_way_to_follow_it(page, twice, serials):
    found = page(f"{ROOM}{twice.slug}/punkti/{serials(twice)['3.1']}/")
    assert found.cssselect("h1")[0].text_content() == "3.1. apakšpunkts"
    [newer, first] = found.cssselect("ol.steps > li")
    assert [each.get("id") for each in (newer, first)] == ["redakcija-2", "redakcija-1"]
    assert [each.text_content() for each in newer.cssselect("del")] != []
    assert "[pievienots: " in newer.cssselect("ins")[0].text_content()
    assert "drafts.provision" in found.cssselect("main .page-header a.ds-button")[0].get("href")


def test_deleted_provision_keeps_its_page(page, twice):
    fee = Wording.objects.get(change="gone").provision.serial
    words = said(page(f"{ROOM}{twice.slug}/punkti/{fee}/"))
    assert ("To svītroja 2. redakcija" in words, "nodevu 10 eiro" in words) == (True, True)


def test_comparison_marks_words_and_says_so_in_words(page, twice):
    found = page(f"{ROOM}{twice.slug}/salidzinat/1/2/")
    steps = found.cssselect("ul.steps > li")
    assert [" ".join(step.cssselect("h3")[0].text_content().split()) for step in steps] == [
        "3.1. apakšpunkts (mainīts teksts)", "4. punkts (jauns teksts)",
        "5. punkts (cits numurs; iepriekš: 4. punkts)", "5. punkts (svītrots teksts)",
    ]  # fmt: skip
    assert "".join(each.text_content() for each in steps[0].cssselect("del")).startswith("[svītrots: ")


def test_versions_are_chosen_for_comparison(client, twice, publish):
    publish(twice, SECOND + "\n6. Beigas.")
    answers = [client.get(f"{ROOM}{twice.slug}/salidzinat/?no={a}&lidz={b}").url for a, b in ((3, 1), (2, 2), (9, 1))]
    assert answers == [f"{ROOM}{twice.slug}/salidzinat/1/3/", twice.get_absolute_url(), twice.get_absolute_url()]


@pytest.mark.parametrize("rest", ["redakcijas/3/", "salidzinat/2/1/", "salidzinat/1/1/", "punkti/99/", "punkti/0/"])
def test_what_is_not_there_is_not_found(page, twice, rest):
    page(f"{ROOM}{twice.slug}/{rest}", status=404)


def test_withdrawn_draft_says_why_and_is_no_data_any_more(page, client, twice, withdraw):
    withdraw(twice)
    for rest in ("", "redakcijas/1/", "punkti/1/", "salidzinat/1/2/"):
        assert "Dome no tā atteicās." in said(page(f"{ROOM}{twice.slug}/{rest}")) or rest == "redakcijas/1/"
    assert [client.get(f"{ROOM}{twice.slug}.{kind}").status_code for kind in ("json", "csv")] == [404, 404]


def test_opportunity_is_led_to_while_it_is_open(page, council, make_published):
    process = Process.objects.create(
        institution=council, slug="p", title="Suņi novadā", state="under_way", author="x", created_at=NOW,
        updated_at=NOW, published_at=NOW,
    )  # fmt: skip
    ask = Opportunity.objects.create(
        process=process, institution=council, kind="opinion", title="Ko domājat par suņiem?", state="published",
        opens_at=NOW.replace(day=1), closes_at=NOW.replace(day=20), published_at=NOW, author="x", created_at=NOW,
        updated_at=NOW,
    )  # fmt: skip
    made = make_published(process=process, opportunity=ask)
    for address in (made.get_absolute_url(), f"{ROOM}{made.slug}/punkti/1/"):
        found = page(address)
        assert found.cssselect(f'#take-part ~ p a[href="{ask.get_absolute_url()}"]')
    Opportunity.objects.filter(pk=ask.pk).update(closes_at=NOW)
    assert "pašlaik nenotiek" in said(page(f"{made.get_absolute_url()}?velreiz"))


def test_pasted_text_is_only_words(client, official, make_published, zane):
    """Scripts, mark-up and quotes that stand in a text, its headings and notes run nowhere."""
    text = f"{EVIL}\nI. {EVIL[:20]} Virsraksts\n1. Punkts {EVIL}\n2. Otrais."
    made = make_published(text, text.replace("Otrais", f"{EVIL} Cits"), summary=EVIL, unit=EVIL[:90])
    services.set_text(draft=made, text=f"{text}\n3. {EVIL}", revision=made.revision, by=zane.actor, now=NOW)
    addresses = [
        made.get_absolute_url(), f"{ROOM}{made.slug}/redakcijas/1/", f"{ROOM}{made.slug}/salidzinat/1/2/",
        f"{ROOM}{made.slug}/punkti/1/", f"{ROOM}{made.slug}/punkti/2/", f"{WORK}{made.slug}/parbaudit/",
        f"{WORK}{made.slug}/teksts/", f"{WORK}{made.slug}/", ROOM,
    ]  # fmt: skip
    for address in addresses:
        page = lxml.html.fromstring(official.get(address).content)
        assert [each for each in page.iter("script") if "alert" in (each.text or "")] == []
        assert page.cssselect('[onerror], img[src="x"]') == []
        assert "alert(1)" in page.text_content() or address in (f"{WORK}{made.slug}/", f"{ROOM}{made.slug}/punkti/2/")


@pytest.mark.parametrize(
    "rest", ["{}", "{}redakcijas/1/", "{}salidzinat/1/2/", "{}punkti/2/", "json", "csv", "api", "atom", "work", "check"]
)
def test_number_of_queries_does_not_grow_with_the_provisions(official, make_published, zane, rest):
    def address(count):
        made = make_published(act(count), act(count, "Teksts"), title=f"Akts {count}")
        services.set_text(draft=made, text=act(count, "Vēl"), revision=made.revision, by=zane.actor, now=NOW)
        own = {
            "json": f"{ROOM}{made.slug}.json", "csv": f"{ROOM}{made.slug}.csv", "work": f"{WORK}{made.slug}/",
            "api": f"/api/v1/drafts/{made.slug}/provisions?limit=50", "check": f"{WORK}{made.slug}/parbaudit/",
            "atom": f"{ROOM}dati/projekti.atom",
        }  # fmt: skip
        return own.get(rest, rest.format(f"{ROOM}{made.slug}/"))

    queries_of(official, address(2))
    assert queries_of(official, address(4)) == queries_of(official, address(40))


@pytest.mark.parametrize(
    "address",
    [
        ROOM + "?x={}", ROOM + "dati/projekti.json?x={}", ROOM + "dati/projekti.csv?x={}",
        ROOM + "dati/projekti.atom?x={}", "/api/v1/drafts?limit={}", "/vietas/iestade/ln/?x={}",
    ],
)  # fmt: skip
def test_number_of_queries_does_not_grow_with_the_drafts(client, make_published, parish, address):
    make_published(territories=(parish,))
    queries_of(client, address.format(7))
    one = queries_of(client, address.format(8))
    for _ in range(2):
        make_published(territories=(parish,))
    assert queries_of(client, address.format(9)) == one


def test_data_has_drafts_and_provisions(client, twice):
    rows = list(csv.DictReader(client.get(f"{ROOM}dati/projekti.csv").getvalue().decode("utf-8-sig").splitlines()))
    assert [(row["id"], row["version"], row["topics"]) for row in rows] == [(twice.slug, "2", "majdzivnieki")]
    whole = json.loads(client.get(f"{ROOM}{twice.slug}.json").getvalue())
    assert (whole["draft"]["title"], [each["number"] for each in whole["versions"]]) == (twice.title, [2, 1])
    changed = [(each["number"], each["change"]) for each in whole["provisions"] if each["change"] != "same"]
    assert changed == [("3.1", "words"), ("4", "new"), ("5", "moved"), ("5", "gone")]
    provisions = list(csv.DictReader(client.get(f"{ROOM}{twice.slug}.csv").getvalue().decode("utf-8-sig").splitlines()))
    assert [row["number"] for row in provisions] == [each["number"] for each in whole["provisions"]]


def test_api_has_what_the_files_have(client, twice, make_draft, withdraw, make_published):
    make_draft(), withdraw(make_published(title="Atsaukts"))
    listed = client.get("/api/v1/drafts?institution=LN&kind=regulations").json()
    assert [each["id"] for each in listed["items"]] == [twice.slug]
    assert client.get(f"/api/v1/drafts/{twice.slug}").json()["version"] == 2
    assert [each["number"] for each in client.get(f"/api/v1/drafts/{twice.slug}/versions").json()] == [2, 1]
    parts = client.get(f"/api/v1/drafts/{twice.slug}/provisions?limit=3").json()
    assert [each["kind"] for each in parts["items"]] == ["preamble", "chapter", "point"]
    assert client.get("/api/v1/drafts?institution=NAV").json()["items"] == []


def test_feed_has_each_version_once(client, twice):
    feed = etree.fromstring(client.get(f"{ROOM}dati/projekti.atom").content)
    found = [each.text for each in feed.findall("{*}entry/{*}title")]
    assert found == [f"{twice.title} (2. redakcija)", f"{twice.title} (1. redakcija)"]


def test_institution_shows_its_drafts(page, published):
    assert published.title in said(page("/vietas/iestade/ln/"))


def sent(client, address, **words):
    return client.post(address, words)


def test_official_goes_all_the_way(official, page):
    made = sent(
        official, f"{WORK}jauns/", title="Suņu turēšana", kind="regulations", summary="Kur suns drīkst būt."
    )  # fmt: skip
    draft = Draft.objects.get()
    assert made.url == f"{WORK}{draft.slug}/teksts/"
    file = SimpleUploadedFile("noteikumi.txt", FIRST.encode("windows-1257"))
    assert official.post(made.url, {"file": file, "revision": 0}).url == f"{WORK}{draft.slug}/parbaudit/"
    assert "Teksts: 10 vienības" in said(page(f"{WORK}{draft.slug}/parbaudit/"))
    lacking = sent(official, f"{WORK}{draft.slug}/publicet/", revision=1)
    assert (lacking.url, Version.objects.count()) == (f"{WORK}{draft.slug}/labot/?trukst", 0)
    assert "Cilvēkiem tas jāzina." in said(page(f"{WORK}{draft.slug}/labot/?trukst"))
    sent(
        official, f"{WORK}{draft.slug}/labot/", title="Suņu turēšana", kind="regulations", revision=1,
        summary="Kur suns drīkst būt.", contact_email="birojs@ln.example",
    )  # fmt: skip
    assert sent(official, f"{WORK}{draft.slug}/publicet/", revision=2).url == f"{WORK}{draft.slug}/"
    shown = page(f"{WORK}{draft.slug}/teksts/").get_element_by_id("id_text").text
    assert "3.1. ved suni pavadā visās ielās un parkos;" in shown
    sent(official, f"{WORK}{draft.slug}/teksts/", text=shown.replace("un parkos", "un stacijā"), revision=3)
    assert "1 mainīts" not in said(page(f"{WORK}{draft.slug}/parbaudit/"))
    refused = sent(official, f"{WORK}{draft.slug}/publicet/", revision=4, note="")
    assert refused.status_code == 422
    assert "Pasakiet vienā teikumā, kas mainīts un kāpēc" in lxml.html.fromstring(refused.content).text_content()
    sent(official, f"{WORK}{draft.slug}/publicet/", revision=4, note="Parki ir citos noteikumos.")
    assert [each.note for each in Version.objects.order_by("number")] == ["", "Parki ir citos noteikumos."]
    assert Wording.objects.filter(version__number=2).exclude(change="same").get().mark == "3.1"


def test_text_beyond_the_bounds_is_refused_in_words_and_stays_in_the_form(official, draft):
    too_long = official.post(f"{WORK}{draft.slug}/teksts/", {"text": "ā" * 1_000_001, "revision": draft.revision})
    found = lxml.html.fromstring(too_long.content)
    assert (too_long.status_code, "ne vairāk kā 2 MB" in said(found)) == (422, True)
    assert len(found.get_element_by_id("id_text").text) >= 1_000_001
    empty = official.post(f"{WORK}{draft.slug}/teksts/", {"text": " \n ", "revision": draft.revision})
    assert (empty.status_code, "Teksta nav." in said(lxml.html.fromstring(empty.content))) == (422, True)
    broken = SimpleUploadedFile("a.docx", b"PK\x03\x04 nothing")
    wrong = official.post(f"{WORK}{draft.slug}/teksts/", {"file": broken, "revision": draft.revision})
    assert (wrong.status_code, "nevar nolasīt" in said(lxml.html.fromstring(wrong.content))) == (422, True)


def test_form_longer_than_what_is_taken_at_all_says_so(official, draft):
    answer = official.post(f"{WORK}{draft.slug}/teksts/", {"text": "a" * 3_000_000, "revision": draft.revision})
    found = lxml.html.fromstring(answer.content)
    assert (answer.status_code, "garāks nekā" in said(found)) == (413, True)
    assert WorkingText.objects.get().text.startswith("Par suņu")


def test_official_corrects_the_cutting_and_the_pairing(official, published, page, zane):
    services.set_text(draft=published, text=SECOND, revision=published.revision, by=zane.actor, now=NOW)
    found = page(f"{WORK}{published.slug}/parbaudit/")
    line = next(
        box.get("value") for box in found.cssselect('input[name="lines"]') if "3.2." in box.get("aria-label", "")
    )
    sent(official, f"{WORK}{published.slug}/dalijums/", lines=[line], revision=published.revision + 1)
    assert WorkingText.objects.get().turned == [int(line)]
    fee = Wording.objects.get(mark="5").provision.serial
    words = {"mark": "4", "serial": str(fee), "revision": published.revision + 2}
    sent(official, f"{WORK}{published.slug}/sapari/", **words)
    assert WorkingText.objects.get().decided == {"4": fee}
    assert "jūsu norādīts" in said(page(f"{WORK}{published.slug}/parbaudit/"))
    sent(official, f"{WORK}{published.slug}/sapari/", **words)
    sent(official, f"{WORK}{published.slug}/dalijums/", lines=["x"], revision=1)
    assert WorkingText.objects.get().decided == {"4": fee}


def test_two_officials_who_change_a_draft_at_once_see_both(official, draft):
    words = {"title": "Mani vārdi", "kind": "decision", "revision": draft.revision}
    Draft.objects.filter(pk=draft.pk).update(revision=draft.revision + 1, title="Kolēģa vārdi")
    answer = official.post(f"{WORK}{draft.slug}/labot/", words)
    words = lxml.html.fromstring(answer.content).text_content()
    assert (answer.status_code, "Kolēģa vārdi" in words, Draft.objects.get().title) == (409, True, "Kolēģa vārdi")


def test_draft_is_withdrawn_and_thrown_away_on_its_pages(official, make_draft, published, page):
    made = make_draft(title="Lieks")
    assert "Lieks" in said(page(WORK))
    sent(official, f"{WORK}{made.slug}/izmest/")
    sent(official, f"{WORK}{published.slug}/atsaukt/", reason="Vairs nevajag.")
    assert list(Draft.objects.values_list("state", "withdrawn_reason")) == [("withdrawn", "Vairs nevajag.")]
    assert "Vairs nevajag." in said(page(f"{WORK}{published.slug}/"))
