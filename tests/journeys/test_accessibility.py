"""Every page template can be used by everybody: three widths, light and dark."""

import pytest

from tests.journeys.accessibility import assert_accessible, colour_faults, faults
from tests.journeys.conftest import PageAt
from tests.journeys.pages import PAGES, WIDTHS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible(page_at: PageAt, address: str, width: int) -> None:
    page = page_at(width)
    page.goto(address)
    assert_accessible(page)


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
