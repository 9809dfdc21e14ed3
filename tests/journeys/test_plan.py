"""A resident follows the plan on a phone, without scripts too: what was promised, how far it is, what proves it."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PageAt
from tests.journeys.signing_in import sign_in

RECORDING = "https://www.fm.gov.lv/lv/vebinara-ieraksts"
KEPT_SECONDS = 40  # a page is kept for half a minute before it is made anew
NAME = "Budžeta atklātība un uztveramība nozares, iestādes un pašvaldības līmenī."


def report_webinar(page: Page) -> None:
    """The ministry of finance says that the webinar of measure 2.2 was held, and where its recording is."""
    sign_in(page, "finanses@balss.example")
    page.goto("/plans/darbs/pasakumi/lv-6/2.2/")
    page.get_by_role("button", name="Ziņot tagad, ārpus periodiem").click()
    page.get_by_label("Izpildes procesā").check()
    page.fill("#id_text", "Vebinārs par vadlīnijām noticis.")
    page.fill("[name=value-1-number]", "1")
    page.fill("[name=value-1-address]", RECORDING)
    page.get_by_role("button", name="Nosūtīt koordinatoram").click()
    expect(page.locator("main")).to_contain_text("nosūtīts, gaida lēmumu")


def wait_until_shown(page: Page, words: str) -> None:
    """Loads the page again until the change has come to everybody."""
    give_up_at = time.monotonic() + KEPT_SECONDS
    while words not in page.inner_text("main") and time.monotonic() < give_up_at:
        time.sleep(1)
        page.reload()


@pytest.mark.parametrize("javascript", [False, True])
def test_resident_follows_measure_2_2_from_the_home_page_to_its_evidence(page_at: PageAt, javascript: bool) -> None:
    report_webinar(page_at(1280, javascript=javascript))
    page = page_at(390, javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name=re.compile(rf"^2\.2 [^.]+\. {NAME}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    wait_until_shown(page, "Vebinārs par vadlīnijām noticis.")

    webinar = page.get_by_role("article").filter(has_text="FM vebinārs")
    expect(webinar).to_contain_text("Mērķis: vismaz 1")
    expect(webinar.get_by_role("link", name="Pierādījums").first).to_have_attribute("href", RECORDING)
    page.get_by_role("link", name="Visas šī pasākuma izmaiņas").click()
    expect(page.get_by_role("listitem").filter(has_text="Vebinārs par vadlīnijām noticis.").first).to_be_visible()


def test_whole_plan_is_at_one_look_on_a_phone(no_javascript: Page) -> None:
    no_javascript.set_viewport_size({"width": 390, "height": 844})
    no_javascript.goto("/plans/")

    signs = no_javascript.locator(".board .sign")
    expect(signs).to_have_count(24)
    for sign in signs.all():
        expect(sign).to_be_in_viewport(ratio=1)


def test_resident_narrows_the_plan_to_what_is_overdue(no_javascript: Page) -> None:
    no_javascript.goto("/plans/")
    no_javascript.get_by_role("navigation", name="Pasākumi pēc aprēķinātā statusa").get_by_role("link").first.click()

    expect(no_javascript.get_by_role("status")).to_contain_text("kavējas")
    expect(no_javascript.locator("#list .status").first).to_have_text("kavējas")


def test_keyboard_reaches_the_signs_in_the_order_of_the_plan(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/plans/")
    page.locator(".board .sign").first.focus()
    reached = []
    for _ in range(5):
        reached.append(page.evaluate("document.activeElement.querySelector('span').textContent"))
        page.keyboard.press("Tab")

    assert reached == ["1.1", "1.2", "1.3", "1.4", "1.5"]
