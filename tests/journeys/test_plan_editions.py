"""The coordinator imports a corrected edition of the plan: first what it changes, then the decision."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from balss.plan.queries import PUBLISHED_PLAN
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.signing_in import sign_in

EDITIONS = "/plans/darbs/redakcijas/"
RESULT = "Tiek attīstīta iespēja pašvaldību"  # how the result of measure 3.4 begins


def look(page: Page, document: Path) -> None:
    """Upload, up to the page that shows what the document changes."""
    page.goto(EDITIONS)
    page.get_by_label("Plāna dokuments").set_input_files(document)
    page.get_by_role("button", name="Skatīt, ko tas maina").click()


def document_of(folder: Path, words: str) -> Path:
    assert RESULT in PUBLISHED_PLAN.read_text()
    file = folder / "plans-labots.txt"
    file.write_text(PUBLISHED_PLAN.read_text().replace(RESULT, words))
    return file


@pytest.mark.parametrize(
    ("width", "scripts", "words"),
    [(390, False, "Tiek veidota iespēja pašvaldību"), (1280, True, "Tiek radīta iespēja pašvaldību")],
)
def test_corrected_edition_shows_its_differences_and_is_then_applied(
    page_at: PageAt, tmp_path: Path, width: int, scripts: bool, words: str
) -> None:
    page = sign_in(page_at(width, javascript=scripts), "koordinators@balss.example")
    page.goto("/plans/darbs/koordinators/")
    page.get_by_role("link", name="Plāna redakcijas ielāde").click()
    look(page, document_of(tmp_path, words))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ko dokuments maina")
    expect(page.get_by_role("heading", name="3.4. Vienots digitāls risinājums")).to_be_visible()
    expect(page.locator("main")).to_contain_text(words)
    if scripts:
        assert_accessible(page)
    public = page.context.new_page()
    public.goto("/plans/lv-6/pasakumi/3.4/")
    expect(public.locator("main")).not_to_contain_text(words)  # nothing is written yet

    page.get_by_role("button", name="Apstiprināt redakciju").click()
    expect(page.get_by_role("status")).to_be_visible()
    public.reload()
    expect(public.locator("main")).to_contain_text(words)


def test_document_that_is_no_plan_is_told_in_words(page_at: PageAt, tmp_path: Path) -> None:
    page = sign_in(page_at(320), "koordinators@balss.example")
    file = tmp_path / "plans.txt"
    file.write_bytes(b"%PDF-1.7")
    look(page, file)
    expect(page.get_by_role("alert")).to_contain_text("Tā ir PDF datne")
    assert_accessible(page)
