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


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible(reader: Page, address: str) -> None:
    reader.goto(address)
    _assert_accessible_at_all_widths(reader)


@pytest.mark.parametrize("view", LINKED)
def test_page_that_only_links_lead_to_is_accessible(reader: Page, view: str) -> None:
    address, link = LINKED[view]
    reader.goto(address)
    reader.goto(reader.locator(link).first.get_attribute("href") or "")
    _assert_accessible_at_all_widths(reader)


def _assert_accessible_at_all_widths(page: Page) -> None:
    """As it is loaded on the widest screen, and then turned and made narrower."""
    for width in sorted(WIDTHS, reverse=True):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        try:
            assert_accessible(page)
        except AssertionError as fault:
            raise AssertionError(f"{width} pixels wide: {fault}") from fault


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
