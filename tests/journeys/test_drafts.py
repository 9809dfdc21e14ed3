"""An official publishes a draft of binding regulations in two versions (plan, measure 3.4); a resident finds a point of
it by a word, follows it by e-mail, gets the letter, and sees what changed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from balss.people.services.demo import MUNICIPALITY_OFFICIAL
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt, environment_of
from tests.journeys.letters import Mailbox, post
from tests.journeys.signing_in import sign_in

VISITORS = [(390, False), (1280, True)]  # width, with scripts
WORK = "/tiesibu-aktu-projekti/darbs/"
FIRST = """Par kapsētu uzturēšanu

I. Vispārīgie jautājumi
1. Noteikumi attiecas uz visām novada kapsētām.
2. {word} kapsētā stāda ne tuvāk kā divus metrus no celiņa.
3. Kapu vietas uzturētājs sakopj to līdz 1. novembrim."""

# What the worker does each minute; it delivers at once.
TELL = """
from balss.cli import start_django
start_django()
from django.utils import timezone
from balss.notices.services import send_due
send_due(now=timezone.now())
"""


@pytest.fixture(scope="module")
def mailbox(served: Path, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with post(served, server, tmp_path_factory.mktemp("mail")) as box:
        yield box


def check(page: Page, javascript: bool) -> None:
    """axe is a script."""
    if javascript:
        assert_accessible(page)
        page.emulate_media(color_scheme="light")


def begin(official: Page, title: str, text: str, javascript: bool) -> str:
    """From the list of drafts to the first version; the address of the draft in the workplace."""
    official.goto("/tiesibu-aktu-projekti/")
    official.get_by_role("link", name="Mūsu projekti").click()
    official.get_by_role("link", name="Jauns projekts").click()
    official.fill("#id_title", title)
    official.get_by_label("saistošo noteikumu projekts").check()
    official.fill("#id_summary", "Kā kopt kapsētas.")
    official.fill("#id_contact_email", "kapi@ogre.example")
    check(official, javascript)
    official.get_by_role("button", name="Saglabāt").click()
    official.fill("#id_text", text)
    check(official, javascript)
    official.get_by_role("button", name="Pārbaudīt").click()
    expect(official.get_by_role("heading", name="Teksts: 5 vienības")).to_be_visible()
    check(official, javascript)
    official.get_by_role("button", name="Publicēt 1. redakciju").click()
    expect(official.get_by_role("status")).to_contain_text("Redakcija ir publicēta")
    return official.url


def change(official: Page, javascript: bool) -> None:
    """A new version: a point comes before the others, and the trees move away from the path."""
    official.get_by_role("link", name="Gatavot jaunu redakciju").click()
    text = official.locator("#id_text").input_value()
    text = text.replace("divus metrus", "trīs metrus").replace("3. Kapu", "4. Kapu")
    official.fill(
        "#id_text", text.replace("4. Kapu", "3. Kapsētās drīkst braukt tikai ar kājām velkamu ratu.\n4. Kapu")
    )
    official.get_by_role("button", name="Pārbaudīt").click()
    expect(official.get_by_role("table")).to_contain_text("cits numurs")
    official.get_by_role("button", name="Publicēt 2. redakciju").click()
    expect(official.get_by_role("alert")).to_contain_text("Pasakiet vienā teikumā")
    check(official, javascript)
    official.fill("#id_note", "Celiņus vairs nebojās saknes.")
    official.get_by_role("button", name="Publicēt 2. redakciju").click()
    expect(official.get_by_role("status")).to_contain_text("Redakcija ir publicēta")


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_point_is_found_followed_told_of_and_compared(
    page_at: PageAt, mailbox: Mailbox, served: Path, width: int, javascript: bool
) -> None:
    title, email = f"Par kapsētām {uuid4().hex[:6]}", f"velta{width}@example.lv"
    official = sign_in(page_at(width, javascript=javascript), MUNICIPALITY_OFFICIAL.email)
    kept = begin(official, title, FIRST.format(word="Tūju dzīvžogu"), javascript)

    page = page_at(width, javascript=javascript)
    page.goto(f"/meklet/?q=tujas+dzivzogi+{title[-6:]}")
    page.get_by_role("link", name=f"{title}: 2. punkts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2. punkts")
    check(page, javascript)
    page.get_by_role("link", name="Sekot", exact=True).click()
    page.get_by_label("uzreiz").check()
    page.get_by_label("E-pasta adrese").fill(email)
    page.get_by_role("main").get_by_role("button", name="Sekot").click()
    page.goto(mailbox.link(email, "Apstipriniet", "/zinas/sekot/apstiprinat/"))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kam es sekoju")

    official.goto(kept)
    change(official, javascript)
    subprocess.run([sys.executable, "-c", TELL], env=environment_of(served), check=True)
    letter = mailbox.letter(email, title)
    assert f"{title}: 2. punkts" in letter
    page.goto(mailbox.link(email, title, "/tiesibu-aktu-projekti/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kas mainījies no 1. līdz 2. redakcijai")
    expect(page.get_by_role("main")).to_contain_text("Celiņus vairs nebojās saknes.")
    expect(page.locator("del")).to_contain_text(["pārsvītroti", "divus"])
    check(page, javascript)
