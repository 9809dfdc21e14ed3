"""Measure 4.4: a resident agrees to the official e-address, is answered there, and takes it back."""

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from django.utils import formats, translation
from playwright.sync_api import Page, expect

from balss.cli.demo.gateway import CODE, FOLDER, SENDER
from balss.notices.services.official.sealing import unsealed
from balss.people.services.demo import MUNICIPALITY_OFFICIAL, RESIDENT
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import HEIGHT, PageAt, environment_of
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_notices import ASKED, SAID

OWN = "/zinas/e-adrese/"
HAND_OVER = """
from balss.cli import start_django
start_django()
from django.utils import timezone
from balss.notices.jobs import hand_over
from balss.places.queries import working_calendar
from balss.core.calendar import day_in_riga, due_date, rule_book
now = timezone.now()
hand_over(now)
rule = rule_book().rule_at("srv.eaddress", on=day_in_riga(now))
print(due_date(rule, day_in_riga(now), working_calendar()).date)
"""


def test_resident_is_answered_at_the_official_e_address_until_the_consent_is_withdrawn(
    page_at: PageAt, served: Path
) -> None:
    page = sign_in(page_at(390, javascript=False), RESIDENT.email)
    official = sign_in(page_at(1280), MUNICIPALITY_OFFICIAL.email)
    seen = sign_in(page_at(320), RESIDENT.email)
    assert_accessible_when(seen, "Piekrist")
    refused_code(seen)
    agree(page)
    assert_accessible_when(seen, "Atsaukt")
    answer(official, SAID[0], "Jumts būs 2027. gadā.")
    day = hand_over(served)
    page.goto(OWN)
    message = page.locator("main tbody tr").first
    expect(message).to_contain_text("Ogres novada pašvaldība")
    expect(message).to_contain_text(day)
    assert_accessible_when(seen, day)
    assert "Jumts būs 2027. gadā." in in_the_folder(served)
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.get_by_role("main")).to_contain_text("adrese aizmirsta")
    answer(official, SAID[1], "Soliņi būs jau pavasarī.")
    page.goto("/zinas/demonstracija/")
    expect(page.get_by_role("main")).to_contain_text("Soliņi būs jau pavasarī.")
    expect(page.get_by_role("main")).not_to_contain_text("Jumts būs 2027. gadā.")


def assert_accessible_when(page: Page, shows: str) -> None:
    page.goto(OWN)
    expect(page.get_by_role("main")).to_contain_text(shows)
    _assert_accessible(page)


def _assert_accessible(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_accessible(page)


def refused_code(page: Page) -> None:
    give(page, "320000-00002")
    expect(page.get_by_role("main")).to_contain_text("Šis nav tas personas kods")
    _assert_accessible(page)


def agree(page: Page) -> None:
    page.goto(OWN)
    give(page, CODE)
    expect(page.get_by_role("main")).to_contain_text("Gatavs.")


def give(page: Page, code: str) -> None:
    page.get_by_label("personas kods").fill(code)
    page.get_by_label("Piekrītu").check()
    page.get_by_role("button", name="Piekrist").click()


def answer(page: Page, to: str, reason: str) -> None:
    page.goto(f"/lidzdaliba/darbs/iespejas/{ASKED}/atbildes/")
    page.get_by_role("listitem").filter(has_text=to).get_by_role("checkbox").check()
    page.get_by_role("button", name="Atbildēt uz izvēlētajiem").click()
    page.get_by_label("ņemts vērā", exact=True).check()
    page.fill("#id_reason", reason)
    page.fill("#id_theme", "Estrāde")
    page.get_by_role("button", name="Publicēt atbildi").click()
    expect(page.get_by_role("status")).to_be_visible()


def hand_over(served: Path) -> str:
    """Run the job; the day on which the law takes it as notified, as pages write days."""
    command = [sys.executable, "-c", HAND_OVER]
    run = subprocess.run(command, env=environment_of(served), check=True, capture_output=True, text=True)
    with translation.override("lv"):
        day = date.fromisoformat(run.stdout.split()[-1])
        return str(formats.date_format(day, "DATE_FORMAT"))


def in_the_folder(served: Path) -> str:
    """The words of the one message; its address opens with the key of the document system alone."""
    (file,) = (served / FOLDER / SENDER).glob("*.json")
    envelope = json.loads(file.read_bytes())
    keys = [(served / FOLDER / f"document-system.{end}").read_bytes() for end in ("crt", "key")]
    code = unsealed(base64.b64decode(envelope["to"]["sealed"]), certificate=keys[0], key=keys[1])
    assert code == CODE.replace("-", "")
    return str(envelope["text"])
