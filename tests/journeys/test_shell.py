"""The frame of every page, used as people use it: by keyboard, without scripts, over a slow line."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import PageAt
from tests.journeys.pages import PAGES

FIRST_LOAD_BYTES = 105 * 1024
WITH_A_MAP_BYTES = 130 * 1024  # Leaflet, and what draws the marks; it comes after the page itself


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText.trim()"))


def test_first_tab_leads_past_the_header(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/privatums/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Pāriet pie satura")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_tab_follows_the_page_from_top_to_bottom(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/privatums/")
    order = []
    for _ in range(8):
        page.keyboard.press("Tab")
        order.append(focused(page))
    sections = ["Piedalīties", "Plāns", "Notikumi", "Rādītāji", "Institūcijas un pašvaldības"]
    assert order[:7] == ["Pāriet pie satura", "Balss", *sections]


def test_every_focus_is_seen(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/dizains/")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if outline == "none":
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
    assert unseen == []


def test_menu_opens_and_closes_by_keyboard(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto("/")
    plan = page.get_by_role("navigation", name="Galvenā izvēlne").get_by_role("link", name="Plāns")
    expect(plan).to_be_hidden()
    page.get_by_role("button", name="Izvēlne").focus()
    page.keyboard.press("Enter")
    expect(plan).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Piedalīties"
    page.keyboard.press("Escape")
    expect(plan).to_be_hidden()


def test_menu_opens_without_javascript(no_javascript: Page) -> None:
    no_javascript.goto("/privatums/")
    no_javascript.get_by_role("button", name="Izvēlne").click()
    no_javascript.get_by_role("navigation", name="Galvenā izvēlne").get_by_role("link", name="Plāns").click()
    assert urlsplit(no_javascript.url).path == "/plans/"


def test_language_changes_on_the_same_page(no_javascript: Page) -> None:
    no_javascript.goto("/privatums/?no=saites")
    no_javascript.get_by_role("link", name="English").click()
    expect(no_javascript.get_by_role("heading", level=1)).to_have_text("What we know about you")
    no_javascript.get_by_role("link", name="Latviski").click()
    assert no_javascript.url.endswith("/privatums/?no=saites")


def test_error_summary_takes_the_focus_and_leads_to_the_field(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto("/dizains/?errors")
    assert focused(page).startswith("Lūdzu, pārbaudiet ierakstīto")
    page.get_by_role("link", name="Nosaukums:").click()
    page.keyboard.type("Sabiedrības līdzdalība")
    expect(page.get_by_label("Nosaukums")).to_have_value("Sabiedrības līdzdalība")


@pytest.mark.parametrize("address", PAGES)
def test_first_visit_is_light_asks_no_other_host_and_breaks_no_policy(
    page_at: PageAt, server: str, address: str
) -> None:
    page = page_at(390)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    asked: list[Request] = []
    complaints: list[str] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address, wait_until="networkidle")
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(server).netloc}
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert len(sizes) >= 2  # the page and its styles: the list for other sites has nothing else
    has_map = any("/leaflet." in request.url for request in asked)
    assert sum(sizes) <= (WITH_A_MAP_BYTES if has_map else FIRST_LOAD_BYTES)


def test_unchanged_page_is_not_sent_again(page_at: PageAt) -> None:
    page = page_at(390)
    first = page.goto("/privatums/")
    again = page.request.get("/privatums/", headers={"If-None-Match": first.headers["etag"]})  # type: ignore[union-attr]
    assert again.status == 304
