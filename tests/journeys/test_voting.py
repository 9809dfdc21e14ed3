"""Measure 2.3: one votes on a ballot of 150 projects: by phone, by keyboard, with and without JavaScript; keeps the
receipt, checks it, changes the vote; and nothing that happens in between costs anybody the vote."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from balss.core.vote.paper import Way
from balss.people.services.demo import RESIDENT
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import HEIGHT, PageAt
from tests.journeys.pages import WIDTHS
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_voting import ELECTIONS, voter

CAST = "Nodot savu balsi"
NEXT = "Tālāk: pārbaudīt izvēli"


def address(way: Way, part: str = "") -> str:
    return f"/balsosana/{ELECTIONS[way]}/{part}"


def assert_accessible_at(page: Page, widths: list[int]) -> None:
    for width in sorted(widths, reverse=True):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_accessible(page)


def saved(page: Page) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Saglabāt apliecinājumu failā").click()
    return download.value.path()


def choices_of(receipt: Path) -> list[str]:
    choices: list[str] = json.loads(receipt.read_text())["ballot"]["choices"]
    return choices


def cast_first_project(page: Page) -> None:
    page.get_by_role("checkbox", name="Šūpoles").first.check()
    page.get_by_role("button", name=NEXT).click()
    page.get_by_role("button", name=CAST).click()


@pytest.mark.parametrize(
    ("way", "widths"),
    [(Way.MONEY, WIDTHS), (Way.RANKING, WIDTHS), *((way, [320]) for way in (Way.ONE, Way.SEVERAL, Way.POINTS))],
)
def test_every_ballot_is_accessible(page_at: PageAt, way: Way, widths: list[int]) -> None:
    page = sign_in(page_at(1280), RESIDENT.email)
    page.goto(address(way))
    page.locator("summary", has_text="Par projektu").first.click()
    assert_accessible_at(page, widths)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_voter_chooses_checks_votes_keeps_the_receipt_and_changes_the_vote(page_at: PageAt, scripts: bool) -> None:
    page = sign_in(page_at(320, javascript=scripts), voter(f"balso-{scripts}"))
    page.goto(address(Way.MONEY))
    if scripts:
        page.get_by_label("Meklēt projektu").fill("SUPOLES 149. vieta")
        expect(page.get_by_text("Redzami projekti: 1")).to_be_visible()
    page.get_by_role("checkbox", name="149. vieta").check()
    if scripts:
        page.get_by_label("Meklēt projektu").fill("")
        page.get_by_label("Rādīt tikai izvēlētos").check()
        expect(page.get_by_role("checkbox", name="Šūpoles")).to_have_count(1)
    else:
        page.get_by_role("button", name="Cik vēl atlicis?").click()
    expect(page.locator("#tally")).to_have_text("Izvēlēts: 1 · Atlicis: 202\u00a0810\u00a0€")
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_text("Nekas vēl nav nodots.")).to_be_visible()
    if scripts:
        assert_accessible_at(page, WIDTHS)
    page.get_by_role("button", name=CAST).click()
    way_words = "neviens, arī mēs ne, nevar pateikt" if scripts else "Tās izveidoja mūsu pakalpojums"
    expect(page.locator("#receipt-way")).to_contain_text(way_words)
    if scripts:
        assert_accessible_at(page, WIDTHS)
    receipt, code = saved(page), page.locator("#receipt-code").text_content() or ""
    assert choices_of(receipt) == ["149"]

    page.goto(address(Way.MONEY, "apliecinajums/"))
    page.get_by_label("Apliecinājuma fails").set_input_files(receipt)
    page.get_by_role("button", name="Pārbaudīt apliecinājumu").click()
    expect(page.get_by_role("status")).to_contain_text("Jūsu balss ir urnā un nav mainīta")
    if scripts:
        assert_accessible_at(page, WIDTHS)

    page.goto(address(Way.MONEY))
    expect(page.get_by_text("Jūs jau balsojāt")).to_be_visible()
    page.get_by_role("link", name="Mainīt savu balsi").first.click()
    page.get_by_label("Maiņas kods").fill(code)
    page.get_by_role("checkbox", name="148. vieta").check()
    page.get_by_role("button", name=NEXT).click()
    page.get_by_role("button", name="Mainīt savu balsi").click()
    expect(page.get_by_text("Jūs balsojāt par")).to_be_visible()
    assert choices_of(saved(page)) == ["148"]


def test_the_whole_vote_goes_by_keyboard_and_the_focus_stays_in_sight(page_at: PageAt) -> None:
    page = sign_in(page_at(320), voter("klaviatura"))
    page.goto(address(Way.POINTS))
    page.get_by_label("Rādīt tikai izvēlētos").focus()
    for _ in range(24):  # a field and its text, twelve times
        page.keyboard.press("Tab")
        foot = page.locator(".ballot-foot").bounding_box()
        here = page.evaluate("(({bottom}) => bottom)(document.activeElement.getBoundingClientRect())")
        assert foot is not None
        assert here <= foot["y"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("7")
    expect(page.locator("#tally")).to_have_text("Izvēlēts: 1 · Atlikuši punkti: 3")
    page.keyboard.press("Enter")
    expect(page.locator("#vote-review")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#vote-done")).to_be_focused()


def spoken(page: Page, role: str) -> list[str]:
    """What the browser hands to a screen reader of the nodes of a role: their names, else the names of what is in them,
    with “polite” where a change is read out by itself."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}

    def words(node: dict[str, Any]) -> str:
        name = str(node.get("name", {}).get("value", ""))
        return name or " ".join(words(known[each]) for each in node.get("childIds", ()) if each in known)

    def live(node: dict[str, Any]) -> str:
        return next((each["value"]["value"] for each in node["properties"] if each["name"] == "live"), "")

    return [
        " ".join(f"{live(node)} {words(node)}".split())
        for node in nodes
        if not node["ignored"] and node["role"]["value"] == role
    ]


def test_a_screen_reader_is_given_each_project_with_its_cost_and_what_is_left(page_at: PageAt) -> None:
    page = sign_in(page_at(320), voter("klausitajs"))
    page.goto(address(Way.MONEY))
    projects = [" ".join(text.split()) for text in page.locator(".projects label").all_inner_texts()]
    assert [name for name in spoken(page, "checkbox") if "€" in name] == projects
    assert len(projects) == 150
    page.locator(".projects input").first.check()
    left = " ".join(page.locator("#tally").inner_text().split())
    assert left.startswith("Izvēlēts: 1")
    assert f"polite {left}" in spoken(page, "status")


def test_too_much_is_told_before_anything_is_asked_and_the_choice_outlives_the_page(page_at: PageAt) -> None:
    page = sign_in(page_at(390), voter("par-daudz"))
    page.goto(address(Way.POINTS))
    page.locator("input.number").nth(0).fill("7")
    page.locator("input.number").nth(1).fill("4")
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_role("alert")).to_have_text("Izvēlēts: 2 · Punktu par daudz: 1")
    page.goto("/")
    page.goto(address(Way.POINTS))
    expect(page.locator("#tally")).to_have_text("Izvēlēts: 2 · Punktu par daudz: 1")


def test_a_vote_that_was_lost_on_its_way_is_cast_later(page_at: PageAt) -> None:
    page = sign_in(page_at(390), voter("pazudis"))
    page.goto(address(Way.SEVERAL))
    page.route("**/urna/", lambda route: route.abort())
    cast_first_project(page)
    expect(page.get_by_role("alert")).to_contain_text("Nav savienojuma. Nekas nav zudis")
    page.unroute("**/urna/")
    page.goto(address(Way.SEVERAL))
    expect(page.get_by_text("Jūsu balss vēl nav nonākusi urnā")).to_be_visible()
    page.get_by_role("button", name=NEXT).click()
    page.get_by_role("button", name=CAST).click()
    expect(page.get_by_text("Jūs balsojāt par")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_of_two_browsers_of_one_voter_the_second_is_told(page_at: PageAt, scripts: bool) -> None:
    first, second = (sign_in(page_at(390, javascript=scripts), voter(f"divi-{scripts}")) for _ in range(2))
    for page in (first, second):
        page.goto(address(Way.SEVERAL))
    cast_first_project(first)
    expect(first.get_by_text("Jūs balsojāt par")).to_be_visible()
    cast_first_project(second)
    expect(second.get_by_role("alert")).to_contain_text("citā logā vai citā ierīcē. Katram ir viena balss")


def test_a_button_pressed_twice_casts_one_vote(page_at: PageAt) -> None:
    page = sign_in(page_at(390), voter("divreiz"))
    page.goto(address(Way.SEVERAL))
    page.get_by_role("checkbox", name="Šūpoles").first.check()
    page.get_by_role("button", name=NEXT).click()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith(("/urna/", "/tiesibas/")) else None
    )
    page.get_by_role("button", name=CAST).dblclick()
    expect(page.get_by_text("Jūs balsojāt par")).to_be_visible()
    assert [each.split("/")[-2] for each in asked] == ["tiesibas", "urna"]
