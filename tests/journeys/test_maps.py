"""Measure 2.3: where ideas lie. Pointed at on a map or typed, read on a map or in the list; tiles only as the operator
wants."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.accessibility import assert_accessible, faults
from tests.journeys.conftest import BALSS, PageAt, environment_of, free_port, new_visitor, wait_until_it_answers
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_budget import DONE, OPEN

ROOM = "/lidzdalibas-budzets/"
IDEAS, FORM = f"{ROOM}{DONE}/idejas/", f"{ROOM}{OPEN}/iesniegt/"
BOOKS = "Grāmatu maiņas skapis Ikšķiles stacijā"
PLACE = "Vieta kartē, ja to zināt"
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def form(page_at: PageAt) -> Page:
    resident = sign_in(page_at(1280), "iedzivotaja@balss.example")
    resident.goto(FORM)
    resident.get_by_label("Jūsu ierosinājums vienā rindā").fill("Soliņi pie ezera")
    return resident


def ground(page: Page) -> dict[str, float]:
    """Where the map lies on the screen."""
    shown = page.locator(".map-ground")
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def press(page: Page, across: float, down: float) -> None:
    """On the map, at shares of its width and height."""
    box = ground(page)
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


@pytest.mark.parametrize("width", [390, 1280])
def test_marks_lead_to_their_ideas_by_keyboard(page_at: PageAt, width: int) -> None:
    page = page_at(width)
    page.goto(IDEAS)
    marks = page.get_by_role("region", name="Idejas kartē").locator("a.map-mark")
    expect(marks).to_have_count(3)  # two more lie together
    assert_accessible(page)
    page.get_by_role("link", name="Izlaist karti").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map-end")).to_be_focused()
    mark = page.locator(".map-ground").get_by_role("link", name=BOOKS)
    mark.focus()
    expect(mark.get_by_text(BOOKS)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(BOOKS)
    expect(page.get_by_role("region", name="Vieta kartē").locator(".map-dot")).to_be_visible()
    assert_accessible(page)


def test_marks_that_lie_together_share_one_that_opens(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto(IDEAS)
    marks = page.locator(".map-mark")
    expect(marks).to_have_count(4)
    for _step in range(3):
        page.get_by_role("button", name="Tālināt").click()
    many = page.locator("button.map-mark").first
    expect(many).to_contain_text("Šeit kopā")
    assert faults(page) == []
    many.press("Enter")
    expect(page.locator(".map-ground")).to_be_focused()
    expect(page.locator("a.map-mark").first).to_be_visible()


def test_area_of_an_idea_is_drawn_on_its_page(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(IDEAS)
    page.get_by_role("link", name="Ogres upes promenādes posms", exact=False).first.click()
    expect(page.locator("path.map-shape")).to_be_visible()
    assert faults(page) == []


def test_list_is_whole_without_scripts(no_javascript: Page) -> None:
    no_javascript.goto(IDEAS)
    expect(no_javascript.locator(".map")).to_be_hidden()
    expect(no_javascript.get_by_role("link", name=BOOKS)).to_be_visible()


def test_form_is_whole_without_scripts(no_javascript: Page) -> None:
    resident = sign_in(no_javascript, "iedzivotaja@balss.example")
    resident.goto(FORM)
    expect(resident.locator(".map")).to_be_hidden()
    expect(resident.get_by_label(PLACE)).to_be_editable()


def test_place_is_pointed_at_typed_and_kept(form: Page) -> None:
    field, says = form.get_by_label(PLACE), form.locator(".map-says")
    press(form, 0.5, 0.5)
    pointed = field.input_value()
    expect(says).to_have_text(f"Vieta: {pointed}")
    expect(form.locator(".map-dot")).to_have_count(1)

    form.locator(".map-ground").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        form.keyboard.press(key)
    (north, east), (old_north, old_east) = (map(float, each.split(",")) for each in (field.input_value(), pointed))
    assert east > old_east
    assert north < old_north

    form.get_by_role("button", name="Atsaukt").click()
    expect(field).to_have_value(pointed)
    field.fill("15.36, 44.19")  # Yemen
    form.get_by_role("button", name="Saglabāt").click()
    expect(form.get_by_role("alert")).to_contain_text("Vieta kartē")
    expect(field).to_have_value("15.36, 44.19")
    field.fill("56.8164, 24.6049")
    expect(form.locator(".map-dot")).to_have_count(1)
    assert_accessible(form)
    form.get_by_role("button", name="Saglabāt").click()
    form.get_by_role("link", name="Turpināt rakstīt").click()
    expect(field).to_have_value("56.8164, 24.6049")


def test_area_is_drawn_corner_by_corner(form: Page) -> None:
    form.set_viewport_size({"width": 320, "height": 900})
    field, says = form.get_by_label(PLACE), form.locator(".map-says")
    form.get_by_role("button", name="Teritorija").click()
    expect(says).to_contain_text("vismaz trīs")
    for across, down in ((0.4, 0.3), (0.8, 0.3)):
        press(form, across, down)
    expect(says).to_have_text("Atzīmētie stūri: 2. Teritorijai vajag vismaz trīs.")
    expect(field).to_have_value("")
    press(form, 0.8, 0.7)
    expect(says).to_have_text("Teritorija, stūru skaits: 3")
    drawn = json.loads(field.input_value())
    assert (drawn["type"], len(drawn["coordinates"][0])) == ("Polygon", 4)
    assert_accessible(form)
    form.get_by_role("button", name="Saglabāt").click()
    form.get_by_role("link", name="Turpināt rakstīt").click()
    expect(form.get_by_role("button", name="Teritorija")).to_have_attribute("aria-pressed", "true")
    expect(form.locator(".map-dot")).to_have_count(3)
    form.get_by_role("button", name="Noņemt").click()
    expect(field).to_have_value("")


def test_own_place_is_asked_of_the_device_after_a_press(form: Page) -> None:
    form.get_by_role("button", name="Mana atrašanās vieta").click()  # nobody allowed it yet
    expect(form.locator(".map-says")).to_contain_text("Ierīce nepateica")
    form.context.grant_permissions(["geolocation"])
    form.context.set_geolocation({"latitude": 56.8164, "longitude": 24.6049, "accuracy": 12})
    form.get_by_role("button", name="Mana atrašanās vieta").click()
    expect(form.get_by_label(PLACE)).to_have_value("56.8164, 24.6049")
    expect(form.locator(".map-says")).to_have_text("Vieta: 56.8164, 24.6049, precizitāte ap 12 m")


@pytest.fixture
def tiles() -> Iterator[tuple[int, list[tuple[str, str | None]]]]:
    """A server of tiles on this machine: its port, and what it was asked for, with the page that asked."""
    asked: list[tuple[str, str | None]] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Referer"]))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(ONE_PIXEL)

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow  # starts a server of its own
def test_tiles_are_loaded_from_the_one_server_that_the_operator_named(
    browser: Browser, served: Path, tiles: tuple[int, list[tuple[str, str | None]]]
) -> None:
    tiles_port, asked = tiles
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "BALSS_ORIGIN": address,
        "BALSS_MAP_TILES": f"http://127.0.0.1:{tiles_port}/{{z}}/{{x}}/{{y}}.png",
        "BALSS_MAP_ATTRIBUTION": "© Mūsu karte",
    }
    process = subprocess.Popen(
        [BALSS, "serve", "--port", str(port), "--no-access-log"], env=environment_of(served) | settings
    )
    try:
        wait_until_it_answers(f"{address}/veseliba/")
        with new_visitor(browser, address) as visitor:
            page = visitor.new_page()
            refused: list[str] = []
            page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
            page.goto(IDEAS)
            expect(page.locator("a.map-mark")).to_have_count(3)
            expect(page.locator("img.leaflet-tile-loaded").first).to_be_visible()
            expect(page.get_by_text("© Mūsu karte")).to_be_visible()
            assert refused == []
            assert {referrer for _path, referrer in asked} == {f"{address}/"}  # which site asks, and not which page
            assert faults(page) == []
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert os.environ.get("BALSS_MAP_TILES") is None  # all other pages of the journeys are shown without tiles
