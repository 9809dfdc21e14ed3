"""A resident looks up whether trust grows: on a phone, without scripts, down to the survey and the data."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PageAt

TRUST_IN_GOVERNMENT = "/raditaji/rindas/trust-national-government/"
INSTITUTIONS = "/raditaji/salidzinajums/trust/"

# A label that leaves its drawing is cut off at the edge of a phone.
CUT_OFF = """
() => [...document.querySelectorAll(".drawing text")].filter(text => {
  const words = text.getBoundingClientRect(), page = document.querySelector("main").getBoundingClientRect();
  return words.left < page.left || words.right > page.right;
}).map(text => text.textContent)
"""


def test_resident_finds_trust_in_government_with_its_survey_and_data(no_javascript: Page) -> None:
    page = no_javascript
    page.goto("/raditaji/")
    page.get_by_role("link", name="Uzticēšanās valdībai", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Uzticēšanās valdībai")
    expect(page.get_by_role("row", name="2023 28,7 % 39,3 % OECD Uzticēšanās pētījums 2023")).to_be_visible()
    expect(page.get_by_role("row", name="2025 vēl nav datu")).to_be_visible()

    answer = page.request.get(page.get_by_role("link", name="CSV").get_attribute("href") or "")
    values = [row["value"] for row in csv.DictReader(io.StringIO(answer.text())) if row["area"] == "LV"]
    assert values == ["24.5", "28.7", ""]


def test_drawing_says_its_numbers_to_who_cannot_see_it(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto(TRUST_IN_GOVERNMENT)

    drawing = page.get_by_role("img", name="Uzticēšanās valdībai")
    expect(drawing).to_have_accessible_name(
        "Uzticēšanās valdībai Latvija: 2021 – 24,5 %, 2023 – 28,7 %. OECD vidēji: 2021 – 41 %, 2023 – 39,3 %. "
        "2025: vēl nav datu."
    )


@pytest.mark.parametrize("address", [TRUST_IN_GOVERNMENT, INSTITUTIONS, "/raditaji/", "/en/raditaji/"])
def test_no_label_of_a_chart_is_cut_off_on_a_small_phone(page_at: PageAt, address: str) -> None:
    page = page_at(320)
    page.goto(address)

    assert page.evaluate(CUT_OFF) == []
