"""A resident finds the own parish, sees what happens there, prints it for the library, keeps it, and asks who is
competent; on a phone without scripts and at a desk (plan, measures 3.7 and 4.4)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.signing_in import sign_in

SCREENS = [(320, False), (1280, True)]  # width, with scripts


def find(page: Page, words: str, name: str) -> None:
    page.goto("/mana-vieta/")
    page.get_by_label("Pašvaldība, pilsēta vai pagasts").fill(words)
    page.get_by_role("button", name="Atrast manu vietu").click()
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize(("width", "javascript"), SCREENS)
def test_resident_finds_the_own_parish_and_what_concerns_it(page_at: PageAt, width: int, javascript: bool) -> None:
    page = page_at(width, javascript=javascript)
    find(page, "ogrē", "Ogres novads")
    expect(page.locator("#take_part")).to_be_visible()
    page.locator("#parts").get_by_role("link", name="Taurupes pagasts").click()
    expect(page.get_by_text("kopīgs visiem: Ogres novads").first).to_be_visible()
    page.get_by_role("link", name="Ogres novads", exact=True).first.click()
    page.locator("#take_part h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_month_of_a_place_is_printed_from_its_page(page_at: PageAt) -> None:
    page = page_at(390)
    find(page, "Ķekavā", "Ķekavas novads")
    address = page.get_by_role("link", name="Šis mēnesis vienā lapā").get_attribute("href")
    answer = page.request.get(f"{address}")
    assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")


def test_place_is_kept_with_the_account_and_taken_away_again(page_at: PageAt) -> None:
    page = sign_in(page_at(390), "iedzivotaja@balss.example")
    find(page, "taurupē", "Taurupes pagasts")
    page.get_by_role("link", name="Saglabāt kā manu vietu").click()
    page.get_by_role("button", name="Saglabāt kā manu vietu: Taurupes pagasts").click()
    expect(page.get_by_role("status")).to_contain_text("Saglabāts kā jūsu vieta.")
    page.goto("/kurs-atbild/?q=sniegs+uz+ielas")
    expect(page.get_by_role("heading", name="Ogres novada pašvaldība")).to_be_visible()
    page.goto("/mana-vieta/")
    page.get_by_role("button", name="Noņemt: Taurupes pagasts").click()
    expect(page.get_by_role("button", name="Saglabāt kā manu vietu: Taurupes pagasts")).to_be_visible()


@pytest.mark.parametrize(("width", "javascript"), SCREENS)
def test_resident_learns_who_is_competent(page_at: PageAt, width: int, javascript: bool) -> None:
    page = page_at(width, javascript=javascript)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Kurš atbild?").click()
    page.get_by_label("Par ko ir runa?").fill("kas tira sniegu musu ielaa")
    page.get_by_label("Kur? Novads, pilsēta vai pagasts").fill("Nekuriene")
    page.get_by_role("button", name="Uzzināt, kurš atbild").click()
    expect(page.get_by_role("alert")).to_contain_text("Šādu vietu nezinām")
    expect(page.get_by_label("Par ko ir runa?")).to_have_value("kas tira sniegu musu ielaa")
    if javascript:  # axe is a script
        assert_accessible(page)
    page.get_by_label("Kur? Novads, pilsēta vai pagasts").fill("Ogre")
    page.get_by_role("button", name="Uzzināt, kurš atbild").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Ogres novada pašvaldība")
    expect(page.get_by_text("Pašvaldību likums 4(1) 3.")).to_be_visible()
    if javascript:  # axe is a script
        assert_accessible(page)
