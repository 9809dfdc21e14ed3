"""Measure 2.3: who does not vote on the internet votes at a desk, on its screen or on paper; and a librarian lends a
screen without seeing the vote."""

import re

import pytest
from playwright.sync_api import Page, expect

from balss.core.vote.paper import Way
from balss.people.services.demo import HELPER, MUNICIPALITY_HEAD, MUNICIPALITY_OFFICIAL
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.pages import WIDTHS
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_voting import ELECTIONS, voter
from tests.voting.officials import code

ELECTION = ELECTIONS[Way.SEVERAL]
WORK = f"/balsosana/darbs/{ELECTION}/"

pytestmark = pytest.mark.slow


def finds(clerk: Page, serial: int) -> None:
    clerk.goto(f"{WORK}galds/")
    clerk.get_by_label("Personas kods").fill(code(serial))
    clerk.get_by_role("button", name="Atrast sarakstā").click()


def marks(clerk: Page, serial: int, how: str) -> None:
    finds(clerk, serial)
    clerk.get_by_label("Ir pārbaudīts").check()
    clerk.get_by_role("button", name=how).click()


def enters(reader: Page, number: int, *, vote: str = "") -> None:
    reader.goto(f"{WORK}kastes/1/{number}/")
    if vote:
        reader.get_by_label("ir balss par").check()
        reader.get_by_label("Projektu numuri").fill(vote)
    else:
        reader.get_by_label("ir tukša").check()
    reader.get_by_role("button", name="Saglabāt, nākamā zīme").click()


def accessible_at(page: Page, *widths: int) -> None:
    for width in widths or WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)


def test_person_with_a_document_votes_on_the_screen_of_the_desk(page_at: PageAt) -> None:
    clerk, screen = sign_in(page_at(1280), MUNICIPALITY_OFFICIAL.email), page_at(390)
    marks(clerk, 41, "Atzīmēt un balsot uz ekrāna")
    accessible_at(clerk)
    word = clerk.locator("#desk-code").inner_text()
    screen.goto(f"/balsosana/{ELECTION}/galds/")
    accessible_at(screen)
    screen.get_by_label("Kods").fill(word.lower())
    screen.get_by_role("button", name="Atvērt balsošanas zīmi").click()
    screen.get_by_role("checkbox").first.check()
    screen.get_by_role("button", name="Tālāk: pārbaudīt izvēli").click()
    screen.get_by_role("button", name="Nodot savu balsi").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Jūsu balss ir urnā")
    screen.get_by_role("button", name="Pabeigts: aizvērt").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Ekrāns ir brīvs")
    finds(clerk, 41)
    expect(clerk.get_by_role("heading", name="Balsstiesības izmantotas")).to_be_visible()


def test_papers_of_an_urn_are_entered_by_two_settled_and_cast(page_at: PageAt) -> None:
    first = sign_in(page_at(1280), MUNICIPALITY_OFFICIAL.email)
    second = sign_in(page_at(1280), MUNICIPALITY_HEAD.email)
    first.goto(f"{WORK}kastes/")
    first.get_by_label("Kur atrodas kaste").fill("Ogres bibliotēka")
    first.get_by_role("button", name="Iesākt").click()
    for serial in (51, 52):
        marks(first, serial, "Atzīmēt un izsniegt zīmi")
    first.goto(f"{WORK}kastes/1/")
    first.get_by_role("button", name="Beigt izsniegt zīmes").click()
    project = first_project(first)
    enters(first, 1, vote=project)
    enters(first, 2)
    enters(second, 1)
    enters(second, 2)
    expect(second.get_by_role("heading", name="Abi ievadi atšķiras")).to_be_visible()
    accessible_at(second)
    second.get_by_role("link", name="Labot 1. zīmi").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("1. zīme no 2")
    enters(second, 1, vote=project)
    second.get_by_role("button", name="Nodot šīs kastes balsis").click()
    expect(second.get_by_text("Šīs kastes balsis ir urnā.")).to_be_visible()
    second.goto(WORK)
    accessible_at(second)


def first_project(page: Page) -> str:
    """The number of a project on the ballot."""
    page.goto(f"{WORK}kastes/1/1/")
    found = re.match(r"\S+(?=\. )", (page.locator("main details li").first.text_content() or "").strip())
    assert found
    return found[0]


def test_librarian_lends_the_screen_and_the_vote_closes_it(page_at: PageAt) -> None:
    page = sign_in(page_at(390), HELPER.email)
    page.get_by_role("link", name="Palīdzēt balsot").click()
    accessible_at(page)
    page.locator(".ds-card", has=page.locator(f"input[value='{ELECTION}']")).get_by_role("button").click()
    expect(page.get_by_text(HELPER.name)).to_have_count(0)
    expect(page.locator("#site-menu")).to_have_count(0)
    accessible_at(page)
    sign_in(page, voter("aizdots"))
    page.goto(f"/balsosana/{ELECTION}/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Tālāk: pārbaudīt izvēli").click()
    page.get_by_role("button", name="Nodot savu balsi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jūsu balss ir urnā")
    page.get_by_role("button", name="Pabeigts: aizvērt").click()
    page.goto("/konts/")
    expect(page).to_have_url(re.compile("/konts/pieslegties/"))
