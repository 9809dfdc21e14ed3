"""The half-yearly round of the plan: an official reports, the coordinator returns and asks, the reviewer looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.pages import WIDTHS
from tests.journeys.signing_in import sign_in

WORKPLACE = "/plans/darbs/"


def open_draft(page: Page, measure: str) -> Page:
    """A report outside the periods: begun, or gone on with."""
    page.goto(f"{WORKPLACE}pasakumi/lv-6/{measure}/")
    page.get_by_role("button", name="Ziņot tagad, ārpus periodiem").click()
    page.wait_for_url(re.compile("/rakstit/$"))
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_an_official_are_accessible(page_at: PageAt, width: int) -> None:
    page = sign_in(page_at(width), "finanses@balss.example")
    page.goto(WORKPLACE)
    assert_accessible(page)
    page.goto(f"{WORKPLACE}pasakumi/lv-6/2.2/")
    assert_accessible(page)
    open_draft(page, "2.2").fill("#id_text", "")  # the words of an earlier report stand there
    page.get_by_role("button", name="Nosūtīt koordinatoram").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_coordinator_and_the_reviewer_are_accessible(page_at: PageAt, width: int) -> None:
    page = sign_in(page_at(width), "koordinators@balss.example")
    for address in ("koordinators/", "pieprasijumi/jauns/lv-6/", "koordinators/periodi/lv-6/2026-1/", "redakcijas/"):
        page.goto(WORKPLACE + address)
        assert_accessible(page)
    page = sign_in(page_at(width), "vertetaja@balss.example")
    for address in ("vertejumi/", "vertejumi/lv-6/2.2/"):
        page.goto(WORKPLACE + address)
        assert_accessible(page)


def test_draft_saves_itself_and_words_survive_the_end_of_the_session(page_at: PageAt) -> None:
    page = open_draft(sign_in(page_at(390), "finanses@balss.example"), "2.4")
    address = page.url
    page.fill("#id_text", "Pats saglabājies.")
    expect(page.locator("#draft-state")).to_have_text("Saglabāts", timeout=15_000)
    page.context.clear_cookies()
    page.fill("#id_text", "Rakstīts pēc sesijas beigām.")
    expect(page.locator("#draft-state")).to_contain_text("konts vairs nav atvērts", timeout=15_000)
    sign_in(page, "finanses@balss.example").goto(address)
    expect(page.locator("#id_text")).to_have_value("Rakstīts pēc sesijas beigām.")


def test_report_is_written_returned_and_corrected_without_scripts(page_at: PageAt) -> None:
    official = open_draft(sign_in(page_at(390, javascript=False), "finanses@balss.example"), "2.1")
    official.get_by_label("Izpildes procesā").check()
    official.fill("#id_text", "Notikušas divas darbnīcas.")
    official.get_by_role("button", name="Nosūtīt koordinatoram").click()
    expect(official.locator("main")).to_contain_text("nosūtīts, gaida lēmumu")

    coordinator = sign_in(page_at(1280, javascript=False), "koordinators@balss.example")
    coordinator.goto(WORKPLACE)
    coordinator.locator("table a", has_text="2.1").first.click()
    coordinator.fill("#id_reason", "Trūkst dalībnieku skaita.")
    coordinator.get_by_role("button", name="Atgriezt", exact=True).click()
    expect(coordinator.get_by_role("status")).to_contain_text("atgriezts")

    official.goto(f"{WORKPLACE}?rada=returned")
    official.get_by_role("link", name="Izlasīt iemeslu un labot").click()
    expect(official.locator("main")).to_contain_text("Trūkst dalībnieku skaita.")
    official.get_by_role("button", name="Labot").click()
    expect(official.locator("#id_text")).to_have_value("Notikušas divas darbnīcas.")
