"""An event is held: announced, registered for, moved, closed with who came and what came of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.pages import WIDTHS
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_events import TITLE

WORK = "/notikumi/darbs/"
VISITORS = [(390, False), (1280, True)]  # width, with scripts
OFFICIAL = "aizsardziba@balss.example"


def announce(page: Page, title: str, *, capacity: str = "") -> str:
    """Write and announce an event of the ministry; answers the address of its public page."""
    day = timezone.localdate() + timedelta(days=20)
    page.goto(f"{WORK}jauns/")
    page.fill("#id_title", title)
    page.fill("#id_summary", "Praktiska pēcpusdiena par to, kā sagatavoties.")
    page.fill("#id_starts_at", f"{day}T10:00")
    page.fill("#id_ends_at", f"{day}T13:00")
    page.fill("#id_place", "Ludzas tautas nams")
    page.select_option("#id_territory", label="Ludzas novads")
    page.get_by_label("Ieeja bez pakāpieniem").check()
    page.fill("#id_capacity", capacity)
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    page.get_by_role("button", name="Izsludināt notikumu").click()
    expect(page.get_by_role("alert")).to_contain_text("aizpildiet to, kas iedzīvotājiem jāzina")
    page.fill("#id_contact_email", "seminari@aim.example")
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    page.get_by_role("button", name="Izsludināt notikumu").click()
    expect(page.get_by_role("status")).to_contain_text("izsludināts")
    page.get_by_role("link", name="Skatīt publisko lapu").click()
    return page.url


def register(page: Page, address: str, email: str) -> None:
    """As a guest, up to the button in the page that the letter leads to."""
    page.goto(address)
    page.get_by_role("link", name="Pieteikties", exact=True).click()
    page.fill("#id_name", "Zane Kalēja")
    page.fill("#id_email", email)
    page.get_by_role("button", name="Pieteikties").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ieskatieties savā e-pastā")
    page.goto(letter_link(page, email))
    page.get_by_role("button", name="Apstiprināt pieteikumu").click()


def letter_link(page: Page, email: str) -> str:
    """The link in the newest letter to an address, as the demonstration shows letters."""
    page.goto("/zinas/demonstracija/")
    words = page.locator("main").inner_text()
    found = re.search(rf"{re.escape(email)}.*?(/notikumi/pieteikums/[^\s]+/)", words, re.DOTALL)
    assert found is not None, words[:2000]
    return found.group(1)


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_guest_registers_waits_and_moves_up_when_another_cancels(page_at: PageAt, width: int, javascript: bool) -> None:
    official = sign_in(page_at(width, javascript=javascript), OFFICIAL)
    address = announce(official, f"Mazā darbnīca {uuid4().hex[:6]}", capacity="1")
    first, second = page_at(width, javascript=javascript), page_at(width, javascript=javascript)
    emails = [f"{uuid4().hex[:8]}@example.lv" for _ in range(2)]
    register(first, address, emails[0])
    expect(first.locator("main")).to_contain_text("Jums ir vieta")
    register(second, address, emails[1])
    expect(second.locator("main")).to_contain_text("Esat gaidīšanas sarakstā")
    if javascript:  # axe is a script
        assert_accessible(second)
    first.get_by_role("button", name="Atcelt manu pieteikumu").click()
    expect(first.locator("main")).to_contain_text("Jūsu pieteikums ir atcelts")
    second.reload()
    expect(second.locator("main")).to_contain_text("Jums ir vieta")


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_moved_and_cancelled_event_tells_who_registered(page_at: PageAt, width: int, javascript: bool) -> None:
    official = sign_in(page_at(width, javascript=javascript), OFFICIAL)
    title = f"Pārceļamais {uuid4().hex[:6]}"
    address = announce(official, title)
    guest, email = page_at(width, javascript=javascript), f"{uuid4().hex[:8]}@example.lv"
    register(guest, address, email)
    official.goto(address)
    official.get_by_role("link", name="Pārvaldīt notikumu").click()
    official.get_by_role("link", name="Pārcelt uz citu laiku vai vietu").click()
    official.fill("#id_place", "Ludzas bibliotēka")
    official.fill("#id_reason", "Tautas namā plīsusi caurule.")
    official.get_by_role("button", name="Pārcelt notikumu").click()
    expect(official.get_by_role("status")).to_contain_text("pārcelts")
    guest.reload()
    expect(guest.locator("main")).to_contain_text("Ludzas bibliotēka")
    official.get_by_role("link", name="Atcelt notikumu").click()
    official.fill("#id_reason", "Slims lektors.")
    official.get_by_role("button", name="Atcelt notikumu").click()
    guest.reload()
    expect(guest.locator("main")).to_contain_text("Slims lektors.")
    guest.goto("/zinas/demonstracija/")
    expect(guest.locator("main")).to_contain_text(f"Atcelts: {title}")


@pytest.mark.parametrize(("width", "javascript", "number"), [(*each, n) for n, each in enumerate(VISITORS, start=1)])
def test_event_is_held_and_everybody_reads_what_came_of_it(
    page_at: PageAt, width: int, javascript: bool, number: int
) -> None:
    """Measure 3.3: seminars on comprehensive defence."""
    page = sign_in(page_at(width, javascript=javascript), OFFICIAL)
    page.goto(WORK)
    page.get_by_role("link", name=f"{TITLE} {number}").click()
    page.get_by_role("link", name="Pieteikumi un ierašanās").click()
    page.locator("tr", has_text="Velta Kalna").get_by_role("button", name="Ieradās").click()
    page.get_by_label("pie durvīm").check()
    page.fill("#id_name", "Janīna Ozola")
    page.get_by_role("button", name="Ievadīt pieteikumu").click()
    expect(page.locator("main")).to_contain_text("Janīna Ozola")
    page.get_by_role("link", name=f"{TITLE} {number}").click()
    page.get_by_role("link", name="Noslēgt notikumu").click()
    expect(page.locator("#id_came_onsite")).to_have_value("2")
    page.fill("#id_came_onsite", "23")
    page.fill("#id_group-seniori", "11")
    page.fill("#id_group-jauniesi", "3")
    page.fill("#id_institutions", "Ludzas novads 2")
    page.get_by_role("button", name="Noslēgt notikumu").click()
    expect(page.get_by_role("alert")).to_contain_text("Kas no tā iznāca")
    page.fill("#id_outcome", "Pagasti veido kaimiņu tīklu.")
    page.get_by_label("Materiālu, ar ko dalīties, nav").check()
    page.get_by_role("button", name="Noslēgt notikumu").click()
    expect(page.get_by_role("status")).to_contain_text("ieskaitīts plānam")
    page.get_by_role("link", name="Skatīt publisko lapu").click()
    resident = page_at(width, javascript=javascript)
    resident.goto(page.url)
    main = resident.locator("main")
    expect(main).to_contain_text("Pagasti veido kaimiņu tīklu.")
    expect(main).to_contain_text("mazāk par 5")
    expect(main).not_to_contain_text("Velta Kalna")
    checked = page_at(width)
    checked.goto(page.url)
    assert_accessible(checked)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_an_organiser_are_accessible(page_at: PageAt, width: int) -> None:
    page = sign_in(page_at(width), OFFICIAL)
    page.goto(WORK)
    assert_accessible(page)
    page.goto(f"{WORK}jauns/")
    assert_accessible(page)
    page.goto(WORK)
    page.get_by_role("link", name=f"{TITLE} {len(VISITORS) + 1}").click()
    manage = page.url
    assert_accessible(page)
    for name in ("labot", "programma", "parcelt", "atcelt", "materiali", "pieteikumi", "saraksts", "slegt"):
        page.goto(f"{manage}{name}/")
        assert_accessible(page)
    page.fill("#id_came_onsite", "-3")
    page.get_by_role("button", name="Noslēgt notikumu").click()
    assert_accessible(page)
