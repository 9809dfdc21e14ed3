"""The coordinator renames, merges and closes institutions: first what passes on and what not, then the decision."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.signing_in import sign_in

SOURCE = "Ministru kabineta 2026. gada 24. novembra rīkojums Nr. 700"
PHONE, DESK = (390, False), (1280, True)  # width, with scripts


def open_form(page: Page, slug: str, link: str) -> None:
    """From the page of the institution, and once sent empty: refused in words."""
    page.goto(f"/vietas/iestade/{slug}/")
    page.get_by_role("link", name=link, exact=True).click()
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_be_visible()


def fill(page: Page, **fields: str) -> None:
    for name, value in {"basis": SOURCE, **fields}.items():
        page.fill(f"#id_{name}", value)


def look(page: Page, *, accessible: bool) -> Locator:
    """What passes on and what does not, shown before anything is written."""
    page.get_by_role("button", name="Skatīt, kas pāriet").click()
    told = page.locator("#told")
    expect(told.get_by_role("heading", name="Kas pāriet un kas ne")).to_be_visible()
    if accessible:
        assert_accessible(page)
    return told


def day(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def coordinator_at(page_at: PageAt, screen: tuple[int, bool]) -> Page:
    width, scripts = screen
    return sign_in(page_at(width, javascript=scripts), "koordinators@balss.example")


# Each visitor changes an institution of its own, for all share one server.


@pytest.mark.parametrize(("screen", "slug"), [(PHONE, "uznemumu-registrs"), (DESK, "valsts-ienemumu-dienests")])
def test_institution_is_renamed_from_a_day_on(page_at: PageAt, screen: tuple[int, bool], slug: str) -> None:
    page = coordinator_at(page_at, screen)
    open_form(page, slug, "Pārdēvēt")
    if screen == DESK:
        assert_accessible(page)
    fill(page, lv="Jaunais dienests", effective_date=day(0))
    page.get_by_role("button", name="Pārdēvēt").click()
    expect(page.get_by_role("status")).to_contain_text("Jaunais nosaukums ir ierakstīts")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jaunais dienests")
    expect(page.locator("#history")).to_contain_text(SOURCE)


@pytest.mark.parametrize(
    ("screen", "slug"), [(PHONE, "iepirkumu-uzraudzibas-birojs"), (DESK, "valsts-digitalas-attistibas-agentura")]
)
def test_institution_merges_and_its_duties_pass_on(page_at: PageAt, screen: tuple[int, bool], slug: str) -> None:
    page = coordinator_at(page_at, screen)
    open_form(page, slug, "Pievienot citai")
    page.select_option("#id_successor", label="Sabiedrības integrācijas fonds")
    fill(page, effective_date=day(30))
    told = look(page, accessible=screen == DESK)
    expect(told).to_contain_text("Pāriet pārņēmējai")
    told.get_by_role("button", name="Pievienot").click()
    expect(page.get_by_role("status")).to_contain_text("pievienošana pārņēmējai ir ierakstīta")
    expect(page.locator("#history").get_by_role("link", name="Sabiedrības integrācijas fonds")).to_be_visible()


@pytest.mark.parametrize(("screen", "slug"), [(PHONE, "valsts-administracijas-skola"), (DESK, "valsts-kase")])
def test_institution_is_closed_after_what_ends_with_it_is_shown(
    page_at: PageAt, screen: tuple[int, bool], slug: str
) -> None:
    page = coordinator_at(page_at, screen)
    open_form(page, slug, "Slēgt")
    fill(page, last_day=day(30))
    told = look(page, accessible=screen == DESK)
    told.get_by_role("button", name="Slēgt institūciju").click()
    expect(page.get_by_role("status")).to_contain_text("Institūcija ir slēgta")
    expect(page.locator("#history")).to_contain_text(SOURCE)
