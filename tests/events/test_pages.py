"""The public pages: what is found, how many queries it takes, and that hostile words stay words."""

from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.events import services
from balss.events.models import Event, Registration
from balss.events.services import Attendee, NewMaterial, Speaks
from balss.events.views import listing
from balss.notices.models import Notice
from balss.places.models import Topic
from balss.shared import rate_limits
from tests.events.conftest import NOW, STARTS

HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}<img src=x onerror=alert(1)>'


@pytest.fixture
def clock(monkeypatch):
    """Sets the time of the requests."""

    def at(moment):
        monkeypatch.setattr("balss.people.middleware.timezone.now", lambda: moment)

    at(NOW)
    return at


@pytest.fixture
def page(client, clock):
    def get(address, status=200):
        answer = client.get(address)
        assert answer.status_code == status
        return lxml.html.fromstring(answer.content)

    return get


def titles(page):
    return [link.text_content().strip() for link in page.cssselect(".event-title a")]


def test_list_shows_what_comes_soonest_first(page, make_event):
    later = timedelta(days=2)
    make_event(title="Vēlāk", starts_at=STARTS + later, ends_at=STARTS + later * 2)
    make_event(title="Drīz")
    assert titles(page("/notikumi/")) == ["Drīz", "Vēlāk"]


def test_list_shows_the_past_latest_first_and_drafts_never(page, make_event, make_draft, clock):
    early = timedelta(days=2)
    make_event(title="Senāk", starts_at=STARTS - early, ends_at=STARTS - early / 2)
    make_event(title="Nesen")
    make_draft(title="Melnraksts")
    clock(STARTS + timedelta(days=30))
    assert (titles(page("/notikumi/")), titles(page("/notikumi/?kad=past"))) == ([], ["Nesen", "Senāk"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("veids=webinar", ["Vebinārs"]),
        ("vieta=latgale", ["Pagastā"]),
        ("iestade=ym&kad=all", []),
        ("iestade=xm&grupa=jauniesi", ["Vebinārs"]),
        ("veids=nav-tada&vieta=&kad=all", []),
        ("vieta=&kad=all", ["Pagastā", "Vebinārs"]),
    ],
)
def test_list_is_narrowed(page, make_event, youth, other_ministry, query, found):
    make_event(title="Vebinārs", kind="webinar", form="online", territory=None, audiences=(youth,))
    make_event(title="Pagastā")
    assert titles(page(f"/notikumi/?{query}")) == found


def test_empty_list_says_what_to_do(page, db):
    assert page("/notikumi/").cssselect(".empty a")[0].get("href") == "?kad=past"


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "address",
    [
        "/notikumi/?kad=all&{}",
        "/notikumi/kalendars/2026/5/?{}",
        "/notikumi/dati/notikumi.ics?kad=all&{}",
        "/api/v1/events?{}",
    ],
)
def test_number_of_queries_does_not_grow_with_the_events(client, clock, make_event, youth, address):
    make_event(audiences=(youth,))
    one = queries_of(client, address.format("limit=1" if "api" in address else "x=1"))
    for _ in range(4):
        make_event(audiences=(youth,))
    five = queries_of(client, address.format("limit=99" if "api" in address else "x=2"))
    assert (five, five <= 25) == (one, True)


def test_number_of_queries_of_the_desk_does_not_grow_with_the_registrations(client, clock, event, enter, anna):
    client.force_login(anna)
    enter(event, "A")
    one = queries_of(client, f"/notikumi/darbs/{event.slug}/pieteikumi/")
    for name in "BCDE":
        enter(event, name)
    assert queries_of(client, f"/notikumi/darbs/{event.slug}/pieteikumi/") == one


def test_month_has_an_event_of_two_days_on_both(page, make_event):
    make_event(ends_at=STARTS + timedelta(days=1))
    found = page("/notikumi/kalendars/2026/5/").cssselect(".month-narrow time")
    assert [day.get("datetime") for day in found] == ["2026-05-20", "2026-05-21"]


@pytest.mark.parametrize("address", ["2026/13/", "2026/0/", "1999/5/", "2101/1/", "99999/1/"])
def test_month_that_is_none_is_not_there(client, db, address):
    assert client.get(f"/notikumi/kalendars/{address}").status_code == 404


def test_last_month_that_is_shown_leads_no_further(page, db):
    assert [link.get("rel") for link in page("/notikumi/kalendars/2100/12/").cssselect("nav a[rel]")] == ["prev"]


def test_page_of_a_draft_marks_what_is_missing_and_nothing_else(client, clock, make_draft, anna):
    """Also where the names of topics are longer than a key of a table."""
    topic = Topic.objects.create(code="vide", position=1, name_lv="Vides aizsardzība un klimats", name_en="Environment")
    draft = make_draft(place="", topics=(topic,))
    client.force_login(anna)
    answer = client.post(f"/notikumi/darbs/{draft.slug}/izsludinat/")
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"__all__", "place"})


def test_page_of_a_draft_is_not_there_but_for_its_institution(client, clock, draft, anna, other_official):
    assert client.get(f"/notikumi/{draft.slug}/").status_code == 404
    client.force_login(other_official)
    assert client.get(f"/notikumi/{draft.slug}/").status_code == 404
    client.force_login(anna)
    assert client.get(f"/notikumi/{draft.slug}/").status_code == 200


def test_hostile_words_are_shown_as_words(page, make_event, anna, close, upload):
    event = make_event(title=HOSTILE, summary=HOSTILE, place=HOSTILE, address=HOSTILE, accessibility_note=HOSTILE)
    services.save_item(
        event=event, starts_at=STARTS, ends_at=None, title=HOSTILE, speakers=[Speaks(HOSTILE, HOSTILE)],
        by=anna.actor, now=NOW,
    )  # fmt: skip
    material = NewMaterial(HOSTILE, upload=upload(f"../../{HOSTILE}.txt"))
    services.add_material(event=event, material=material, by=anna.actor, now=NOW)
    close(event, outcome=HOSTILE, minutes=HOSTILE, institutions=((HOSTILE, 3),), media=((HOSTILE, "public"),))
    for address in (f"/notikumi/{event.slug}/", "/notikumi/?kad=all", "/notikumi/kalendars/2026/5/"):
        found = page(address)
        assert found.cssselect("main script, main img, [onerror]") == []
        assert "{{ 7|add:7 }}" in found.text_content()


@pytest.mark.parametrize(
    ("name", "bytes_given"),
    [
        ("a.html", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.pdf", b"MZ\x90\x00\x03"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b""),
    ],
)
def test_hostile_material_is_refused_in_words(client, clock, event, anna, upload, name, bytes_given):
    client.force_login(anna)
    given = {"title": "Slaidi", "kind": "presentation", "upload": upload(name, bytes_given)}
    answer = client.post(f"/notikumi/darbs/{event.slug}/materiali/", given)
    assert (answer.status_code, event.materials.count()) == (422, 0)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/"])
def test_hostile_address_of_a_material_is_refused(client, clock, event, anna, address):
    client.force_login(anna)
    given = {"title": "Ieraksts", "kind": "recording", "address": address}
    answer = client.post(f"/notikumi/darbs/{event.slug}/materiali/", given)
    assert (answer.status_code, event.materials.count()) == ((422, 0) if address[:3] != "ftp" else (302, 1))


def test_guest_registers_confirms_and_cancels_by_the_link(client, clock, page, make_event):
    event = make_event(form="online", online_link="https://video.example/1")
    answer = client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "Anna", "email": "Anna@Example.lv"})
    assert "Anna@Example.lv" in answer.content.decode()
    letter = Notice.objects.get(kind="events.confirm_registration")
    path = letter.text.split("localhost:8000")[1].split()[0]
    assert "Apstiprināt pieteikumu" in page(path).text_content()
    assert Registration.objects.get().standing == "unconfirmed"
    client.post(f"{path}apstiprinat/")
    assert "https://video.example/1" in [link.get("href") for link in page(path).cssselect("a")]
    client.post(f"{path}atcelt/")
    assert Registration.objects.get().standing == "cancelled"
    assert "https://video.example/1" not in [link.get("href") for link in page(path).cssselect("a")]


def test_answer_to_a_guest_is_the_same_for_an_address_that_is_registered(client, clock, event, register):
    register(event, "a@example.lv")
    known, new = [
        client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "X", "email": email}).content.decode()
        for email in ("a@example.lv", "b@example.lv")
    ]
    assert known.replace("a@example.lv", "b@example.lv") == new


def test_page_of_a_forged_or_erased_link_is_not_there(client, clock, event, register):
    guest = register(event, "a@example.lv")
    link = services.link_of(guest)
    assert client.get(f"/notikumi/pieteikums/{link[:-1]}x/").status_code == 404
    guest.delete()
    assert client.get(f"/notikumi/pieteikums/{link}/").status_code == 404


def test_page_of_a_link_is_kept_nowhere(client, clock, event, register):
    answer = client.get(f"/notikumi/pieteikums/{services.link_of(register(event, 'a@example.lv'))}/")
    assert ("no-store" in answer["Cache-Control"], answer["Referrer-Policy"]) == (True, "same-origin")


def test_account_registers_sees_and_cancels(client, clock, page, event, resident, make_account):
    client.force_login(resident)
    client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "Iveta"})
    assert titles(page("/notikumi/mani/")) == [event.title]
    registration = Registration.objects.get()
    address = f"/notikumi/{event.slug}/pieteikties/{registration.public_id}/atcelt/"
    client.force_login(make_account("cits@example.lv"))
    assert client.post(address).status_code == 403
    client.force_login(resident)
    client.post(address)
    assert (titles(page("/notikumi/mani/")), Registration.objects.get().standing) == ([], "cancelled")


def test_wrong_address_is_said_beside_its_field_and_nothing_typed_is_lost(client, clock, event):
    answer = client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "Anna", "email": "nav adrese"})
    found = lxml.html.fromstring(answer.content)
    assert (answer.status_code, found.get_element_by_id("id_name").get("value")) == (422, "Anna")


def test_too_many_registrations_from_one_address_are_refused(client, clock, event, monkeypatch):
    monkeypatch.setattr(rate_limits, "_add_one", lambda *words: 21)
    answer = client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "Anna", "email": "a@example.lv"})
    assert (answer.status_code, Registration.objects.count()) == (429, 0)


def test_late_visitor_reads_that_registration_has_ended(page, clock, event):
    clock(STARTS + timedelta(minutes=1))
    assert "Pieteikšanās beidzās" in page(f"/notikumi/{event.slug}/pieteikties/").text_content()


def test_pages_of_the_workplace_are_closed_to_others(client, clock, event, resident, other_official):
    pages = [
        "", "labot/", "programma/", "parcelt/", "atcelt/", "materiali/", "pieteikumi/", "saraksts/", "saraksts.pdf",
        "slegt/", "atvert/",
    ]  # fmt: skip
    for visitor in (resident, other_official):
        client.force_login(visitor)
        answers = [client.get(f"/notikumi/darbs/{event.slug}/{name}").status_code for name in pages]
        assert answers == [403] * len(pages)
    client.logout()
    assert client.get("/notikumi/darbs/").status_code in (302, 401, 403)


def test_official_takes_an_event_from_draft_to_held(client, clock, anna, parish, youth, again):
    client.force_login(anna)
    given = {
        "kind": "seminar", "title": "Atvērtā diena", "summary": "Nāciet.", "starts_at": "2026-05-20T10:00",
        "ends_at": "2026-05-20T15:00", "form": "onsite", "place": "Nams", "address": "", "territory": parish.pk,
        "accessibility": ["lift"], "spoken": ["lv"], "admission": "registration", "capacity": "10",
        "contact_email": "birojs@xm.example", "audiences": [youth.pk], "co_organisers": "",
    }  # fmt: skip
    assert client.post("/notikumi/darbs/jauns/", given).status_code == 302
    event = Event.objects.get()
    work = f"/notikumi/darbs/{event.slug}/"
    client.post(f"{work}programma/", {"starts": "10:00", "ends": "11:00", "title": "Sākums", "name-1": "A. Smith",
                                      "office-1": "OECD", "country-1": "GB"})  # fmt: skip
    client.post(f"{work}izsludinat/")
    client.post(f"{work}pieteikumi/", {"channel": "phone", "name": "Velta"})
    clock(datetime(2026, 5, 20, 12, 30, tzinfo=UTC))
    client.force_login(anna)
    client.post(f"{work}pieteikumi/{Registration.objects.get().public_id}/", {"came": "1"})
    shown = lxml.html.fromstring(client.get(f"{work}slegt/").content)
    assert shown.get_element_by_id("id_came_onsite").get("value") == "1"
    closed = client.post(f"{work}slegt/", {"came_onsite": "12", "outcome": "Vienojās.", "institutions": "XM 3",
                                           "without_materials": "on", "group-jauniesi": "6"})  # fmt: skip
    assert (closed.status_code, again(event).state, again(event).came) == (302, "held", 12)
    assert event.programme.get().speakers.get().is_foreign


def test_announcing_marks_what_is_missing(client, clock, make_draft, anna):
    client.force_login(anna)
    draft = make_draft(place="", contact_email="")
    answer = client.post(f"/notikumi/darbs/{draft.slug}/izsludinat/")
    found = lxml.html.fromstring(answer.content)
    marked = [each.get("id") for each in found.cssselect("[aria-invalid=true]")]
    assert (answer.status_code, sorted(marked)) == (422, ["id_contact_email", "id_place"])


def test_words_typed_over_a_colleagues_change_are_kept(client, clock, draft, anna, content):
    client.force_login(anna)
    services.change_event(event=draft, content=content(title="Kolēģa"), revision=0, by=anna.actor, now=NOW)
    shown = client.get(f"/notikumi/darbs/{draft.slug}/labot/").context["form"].initial
    given = {name: value for name, value in shown.items() if value not in (None, "", ())} | {
        "revision": "0", "title": "Mans", "starts_at": "2026-05-20T10:00", "ends_at": "2026-05-20T15:00",
    }  # fmt: skip
    answer = client.post(f"/notikumi/darbs/{draft.slug}/labot/", given)
    found = lxml.html.fromstring(answer.content)
    assert (answer.status_code, found.get_element_by_id("id_title").get("value")) == (409, "Mans")
    assert client.post(f"/notikumi/darbs/{draft.slug}/labot/", given | {"revision": "1"}).status_code == 302


def test_check_in_list_is_a_tagged_pdf(client, clock, event, enter, anna):
    client.force_login(anna)
    enter(event, "Velta Kalna", organisation="Biedrība")
    answer = client.get(f"/notikumi/darbs/{event.slug}/saraksts.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert b"/StructTreeRoot" in answer.content


def test_panel_of_an_institution_shows_its_events(page, event):
    assert event.title in page("/vietas/iestade/xm/").text_content()


def test_home_page_shows_at_most_three_next_events(page, make_event):
    for number in range(4):
        make_event(title=f"Notikums {number}")
    assert titles(page("/")) == ["Notikums 0", "Notikums 1", "Notikums 2"]


def test_list_stands_in_pages(page, make_event, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_LENGTH", 2)
    for number in range(3):
        make_event(title=f"N{number}")
    assert (titles(page("/notikumi/")), titles(page("/notikumi/?page=2"))) == (["N0", "N1"], ["N2"])


def test_english_reader_gets_the_translation(page, make_event):
    make_event(title_en="Open government", summary_en="Come.")
    assert titles(page("/en/notikumi/")) == ["Open government"]


def test_who_is_signed_in_elsewhere_is_not_taken_for_a_guest(client, clock, event, resident):
    client.force_login(resident)
    client.post(f"/notikumi/{event.slug}/pieteikties/", {"name": "Iveta", "email": "cits@example.lv"})
    assert Registration.objects.get().email == "iveta@example.lv"
    assert services.ticket_of(services.link_of(Registration.objects.get())).has_link is False


def test_guest_of_a_hybrid_event_chooses_how_to_take_part(client, clock, make_event):
    event = make_event(form="hybrid", online_link="https://video.example/1")
    given = {"name": "Anna", "email": "a@example.lv", "way": "online"}
    client.post(f"/notikumi/{event.slug}/pieteikties/", given)
    assert Registration.objects.get().is_online
    assert Attendee("A").is_online is False
