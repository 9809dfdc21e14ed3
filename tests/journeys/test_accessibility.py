"""Every page template can be used by everybody: three widths, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.accessibility import assert_accessible, colour_faults, faults
from tests.journeys.conftest import HEIGHT, PageAt, new_visitor
from tests.journeys.pages import LINKED, PAGES, WIDTHS


@pytest.fixture(scope="module")
def reader(browser: Browser, server: str) -> Iterator[Page]:
    """One visitor who opens page after page, so that style sheets and scripts are loaded once."""
    visitor = new_visitor(browser, server)
    yield visitor.new_page()
    visitor.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible(reader: Page, address: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": HEIGHT})
    reader.goto(address)
    assert_accessible(reader)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", LINKED)
def test_page_that_only_links_lead_to_is_accessible(reader: Page, view: str, width: int) -> None:
    address, link = LINKED[view]
    reader.set_viewport_size({"width": width, "height": HEIGHT})
    reader.goto(address)
    reader.goto(reader.locator(link).first.get_attribute("href") or "")
    assert_accessible(reader)


def test_faint_border_is_found(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto("/dizains/")
    page.evaluate("document.querySelector('#id_title').style.borderColor = '#ccc'")
    assert [fault.split(":")[0] for fault in faults(page)] == ["faint"]


def test_faint_words_in_the_dark_are_found(page_at: PageAt) -> None:
    page = page_at(390, dark=True)
    page.goto("/privatums/")
    page.evaluate("document.querySelector('h1').style.color = '#333'")
    assert [fault.split(":")[0] for fault in colour_faults(page)] == ["color-contrast"]


def test_page_too_wide_for_its_screen_is_found(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto("/privatums/")
    page.evaluate("document.querySelector('h1').style.width = '25rem'")
    assert faults(page) == ["scrolls sideways: 406 in 320 pixels"]


def test_open_menu_is_accessible(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto("/")
    page.get_by_role("button", name="Izvēlne").click()
    assert_accessible(page)
