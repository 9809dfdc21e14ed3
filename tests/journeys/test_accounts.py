"""Accounts in a browser: signing in, choosing the role to act in, managing staff, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from balss.people.services.demo import INSTITUTION_ADMIN, PASSWORD, RESIDENT
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.pages import WIDTHS

STAFF = "/konts/darbinieki/viedas-administracijas-un-regionalas-attistibas-ministrija/"
PAGES = [
    "/konts/",
    "/konts/mani-dati/",
    "/konts/parole/",
    "/konts/e-pasts/",
    "/konts/otrais-solis/",
    "/konts/otrais-solis/ieslegt/",
    "/konts/piesaistes/",
    "/konts/dzest/",
    "/konts/iziet/",
    STAFF,
    f"{STAFF}uzaicinat/",
    f"{STAFF}loma/",
    "/konts/darbinieki/finansu-ministrija/",  # another's: refused
]


def sign_in(page: Page, email: str) -> None:
    page.goto("/konts/pieslegties/")
    page.get_by_label("E-pasta adrese").fill(email)
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Pieslēgties").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mans konts")


def act_as_administrator(page: Page) -> None:
    page.get_by_role("button", name="Darboties šajā lomā").first.click()


def invite(page: Page, email: str) -> None:
    page.get_by_label("E-pasta adrese").fill(email)
    page.get_by_role("button", name="Nosūtīt uzaicinājumu").click()
    expect(page.get_by_role("main")).to_contain_text(f"Uzaicinājums nosūtīts uz adresi {email}.")


def confirm_password(page: Page) -> None:
    """What protects the account asks for the password once more; then the pages behind it open."""
    page.goto("/konts/otrais-solis/ieslegt/")
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("button", name="Turpināt").click()


@pytest.mark.timeout(400)  # fourteen pages
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_accounts_are_accessible(page_at: PageAt, width: int) -> None:
    page = page_at(width)
    sign_in(page, INSTITUTION_ADMIN.email)
    act_as_administrator(page)
    page.goto("/konts/dzest/")
    assert_accessible(page)  # the question for the password
    confirm_password(page)
    for address in PAGES:
        page.goto(address)
        assert_accessible(page)


def test_administrator_invites_a_colleague_without_javascript(no_javascript: Page) -> None:
    page = no_javascript
    sign_in(page, INSTITUTION_ADMIN.email)
    act_as_administrator(page)
    page.get_by_role("link", name="Institūcijas darbinieki").click()
    page.get_by_role("link", name="Uzaicināt darbinieku").click()
    invite(page, "jauna.kolege@balss.example")
    page.locator(".row", has_text="jauna.kolege@balss.example").get_by_role("button", name="Atsaukt").click()
    expect(page.get_by_role("main")).to_contain_text("Uzaicinājums ir atsaukts.")


@pytest.mark.parametrize("width", WIDTHS)
def test_invitation_is_accessible_to_who_follows_its_letter(page_at: PageAt, width: int) -> None:
    administrator = page_at(width)
    sign_in(administrator, INSTITUTION_ADMIN.email)
    act_as_administrator(administrator)
    administrator.goto(f"{STAFF}uzaicinat/")
    invite(administrator, f"kolege{width}@balss.example")

    page = page_at(width)
    page.goto("/zinas/demonstracija/")
    page.locator("main a[href*='/konts/uzaicinajums/']").first.click()
    expect(page).to_have_url(re.compile("/konts/uzaicinajums/"))
    assert_accessible(page)


def test_who_may_not_is_told_which_role_it_takes(page_at: PageAt) -> None:
    page = page_at(390)
    sign_in(page, RESIDENT.email)
    page.goto(STAFF)
    expect(page.get_by_role("main")).to_contain_text("institūcijas administrators")


def test_every_page_leads_to_sign_in_and_back(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/privatums/")
    page.get_by_role("link", name="Pieslēgties").click()
    page.get_by_label("E-pasta adrese").fill(RESIDENT.email)
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Pieslēgties").click()
    expect(page).to_have_url("/privatums/")
