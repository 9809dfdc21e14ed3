"""Somebody who takes nobody's word for it checks an entry of the public ledger: on a phone, without scripts."""

import json
import re

from playwright.sync_api import Locator, Page, expect


def find_import_of_plan(page: Page) -> None:
    """From the list, narrowed to one deed, to the page of the entry about the plan's first import."""
    page.goto("/zurnals/")
    page.get_by_label("Kas izdarīts").select_option(label="Ielādēta plāna redakcija")
    page.get_by_role("button", name="Rādīt").click()
    page.get_by_role("link", name="Ielādēta plāna redakcija").last.click()


def outcome(page: Page) -> Locator:
    return page.get_by_role("region", name="Ko rāda pārbaude")


def test_reader_is_led_from_the_list_to_what_was_done(no_javascript: Page) -> None:
    find_import_of_plan(no_javascript)

    expect(no_javascript.get_by_role("heading", level=1)).to_have_text("Ielādēta plāna redakcija")
    no_javascript.get_by_role("link", name="plan.Edition 1").click()
    expect(no_javascript).to_have_url(re.compile(r"/plans/lv-6/$"))


def test_receipt_of_an_entry_is_proven(no_javascript: Page) -> None:
    find_import_of_plan(no_javascript)
    receipt = no_javascript.get_by_role("link", name="Apliecinājums").first.get_attribute("href")
    text = no_javascript.request.get(receipt or "").text()

    no_javascript.goto("/zurnals/parbaude/")
    no_javascript.get_by_role("textbox").fill(text)
    no_javascript.get_by_role("button", name="Pārbaudīt").click()

    expect(outcome(no_javascript)).to_contain_text("Ieraksts ir tieši tāds, kāds tika veikts")
    expect(outcome(no_javascript).get_by_role("cell")).to_have_text(["jā"] * 4)


def test_altered_receipt_is_not_proven_and_the_failed_step_is_named(no_javascript: Page) -> None:
    find_import_of_plan(no_javascript)
    no_javascript.get_by_role("link", name="Pārbaudīt šo ierakstu").click()
    pasted = no_javascript.get_by_role("textbox")
    receipt = json.loads(pasted.input_value())
    receipt["content"]["value"]["measures"] = 25

    pasted.fill(json.dumps(receipt))
    no_javascript.get_by_role("button", name="Pārbaudīt").click()

    expect(outcome(no_javascript)).to_contain_text("Nav pierādīts")
    expect(outcome(no_javascript).get_by_role("row", name="Vai saturs ir tas, kas tika ierakstīts?")).to_contain_text(
        "nē"
    )
