"""Lists and news of an institution, the outbox and what came back, as those see them who work with them."""

import pytest
from playwright.sync_api import Page, expect

from balss.people.services.demo import MUNICIPALITY_HEAD, MUNICIPALITY_OFFICIAL
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import HEIGHT, PageAt
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_notices import ADMINISTRATOR, LEAVE, STOP

WIDTHS = [320, 1280]
WORK = "/zinas/darbs/"
OF_OFFICIALS = [
    WORK,
    f"{WORK}saraksti/jauns/",
    f"{WORK}saraksti/1/",
    f"{WORK}saraksti/2/",  # a file waits
    f"{WORK}jaunumi/jauns/",
    f"{WORK}jaunumi/1/",  # sent
    f"{WORK}jaunumi/2/",  # waits for another official
    f"{WORK}jaunumi/2/mainit/",
    "/zinas/e-adrese/iestade/ogres-novada-pasvaldiba/",
    "/zinas/e-adrese/",
]


ACCOUNT = "beidz@balss.example"  # follows, and stops everything


def walk(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        page.emulate_media(color_scheme="light")


@pytest.mark.slow
@pytest.mark.timeout(400)  # ten pages
@pytest.mark.parametrize("width", WIDTHS)
def test_lists_and_news_are_accessible(page_at: PageAt, width: int) -> None:
    walk(sign_in(page_at(width), MUNICIPALITY_OFFICIAL.email), OF_OFFICIALS)


@pytest.mark.parametrize("width", WIDTHS)
def test_outbox_and_what_came_back_are_accessible(page_at: PageAt, width: int) -> None:
    page = sign_in(page_at(width), ADMINISTRATOR)
    page.get_by_role("link", name="Apskatīt").click()  # the way there is on the account's page
    expect(page.get_by_role("heading", level=1)).to_have_text("Izejošās vēstules")
    walk(page, ["/zinas/izejosas/", "/zinas/izejosas/atgrieztas/"])


def test_official_writes_news_and_another_sends_it_without_javascript(page_at: PageAt) -> None:
    page = sign_in(page_at(390, javascript=False), MUNICIPALITY_OFFICIAL.email)
    page.goto(f"{WORK}jaunumi/jauns/")
    page.get_by_label("Nosaukums (obligāti)").fill("Slidotava atvērta")
    page.get_by_label("Teksts (obligāti)").fill("Slidotava ir **atvērta** līdz martam.")
    page.get_by_label("Dzīvojamo māju vecākie").check()
    page.get_by_role("button", name="Saglabāt un apskatīt").click()
    expect(page.get_by_role("main")).to_contain_text("Slidotava ir atvērta līdz martam.")
    page.get_by_role("button", name="Nodot apstiprināšanai").click()
    expect(page.get_by_role("main")).to_contain_text("citai iestādes amatpersonai")
    address = page.url
    colleague = sign_in(page_at(1280, javascript=False), MUNICIPALITY_HEAD.email)
    colleague.goto(address)
    colleague.get_by_role("button", name="Izlasīju, apstiprinu").click()
    expect(colleague.get_by_role("main")).to_contain_text("Apstiprināta, drīz tiks nosūtīta")


def pressed(page: Page, button: str) -> None:
    """The page that the button leads to is accessible at both widths."""
    page.get_by_role("button", name=button, exact=True).click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_accessible(page)
        page.emulate_media(color_scheme="light")


def test_all_letters_are_stopped_and_taken_back_by_an_address_without_an_account(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(LEAVE)
    pressed(page, "Atteikties no visām vēstulēm")
    expect(page.get_by_role("main")).to_contain_text("Vairs nerakstīsim")
    page.get_by_role("button", name="Atsākt sekot visam").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kam es sekoju")
    page.goto(LEAVE)  # the earlier link opens nothing: what is followed now has one of its own
    expect(page.get_by_role("main")).to_contain_text("Vairs nerakstīsim")


def test_account_stops_all_letters_and_takes_it_back_on_each_of_its_pages(page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(STOP)
    pressed(page, "Atteikties no visām vēstulēm")
    expect(page.get_by_role("button", name="Atsākt sekot visam")).to_be_visible()
    sign_in(page, ACCOUNT)
    for address in ("/konts/", "/zinas/sekot/mani/"):
        page.goto(address)
        assert_accessible(page)
        page.emulate_media(color_scheme="light")
        expect(page.get_by_role("button", name="Atsākt sekot visam")).to_be_visible()
    pressed(page, "Atsākt sekot visam")
    expect(page.get_by_role("main")).to_contain_text("Ogres novada pašvaldība")


def test_all_letters_are_stopped_and_taken_back_without_javascript(no_javascript: Page) -> None:
    page = sign_in(no_javascript, ACCOUNT)
    page.goto("/zinas/sekot/mani/")
    page.get_by_role("link", name="Atteikties no visām vēstulēm").click()
    page.get_by_role("button", name="Atteikties no visām vēstulēm").click()
    page.get_by_role("button", name="Atsākt sekot visam").click()
    expect(page.get_by_role("main")).to_contain_text("Ogres novada pašvaldība")
