"""Measure 2.3, from a vote to its count: a voter votes, reads the result and why the own favourite lost; an observer
counts the published ballots anew and finds the voter's in the box."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from balss.people.services.demo import MUNICIPALITY_OFFICIAL
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import BALSS, PageAt, environment_of
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_voting import SMALL, SMALL_ELECTIONS, voter

FAVOURITE = "Sporta laukuma segums"
END_VOTING = """
from balss.cli import start_django
start_django()
from django.utils import timezone
from tests.journeys.stage_voting import end_voting
end_voting({slug!r}, now=timezone.now())
"""


def saved(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def balss(*words: str | Path) -> str:
    done = subprocess.run([BALSS, *map(str, words)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_vote_to_a_result_that_anyone_can_count_anew(
    page_at: PageAt, served: Path, tmp_path: Path, scripts: bool
) -> None:
    slug, election = SMALL[scripts], SMALL_ELECTIONS[scripts]
    page = sign_in(page_at(390, javascript=scripts), voter(f"cels-{scripts}"))
    page.goto(f"/lidzdalibas-budzets/{slug}/")
    page.get_by_role("link", name="Balsošanas zīme").click()
    page.get_by_role("checkbox", name=FAVOURITE).check()
    page.get_by_role("button", name="Tālāk: pārbaudīt izvēli").click()
    page.get_by_role("button", name="Nodot savu balsi").click()
    expect(page.get_by_text("Jūs balsojāt par")).to_be_visible()
    receipt = saved(page, "Saglabāt apliecinājumu failā", tmp_path)

    page.goto(f"/lidzdalibas-budzets/{slug}/rezultati/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Šādas lapas nav")
    subprocess.run([sys.executable, "-c", END_VOTING.format(slug=slug)], env=environment_of(served), check=True)
    official = sign_in(page_at(1280, javascript=scripts), MUNICIPALITY_OFFICIAL.email)
    official.goto(f"/lidzdalibas-budzets/darbs/{slug}/rezultati/")
    official.get_by_role("button", name="Publicēt rezultātus").click()

    page.goto(f"/lidzdalibas-budzets/{slug}/rezultati/")
    if scripts:
        assert_accessible(page)
    why = page.get_by_role("row").filter(has_text=FAVOURITE)
    expect(why).to_contain_text("5\u00a0000\u00a0€ mazāk")
    page.get_by_role("link", name="Parādīt").click()
    page.locator("#receipt-file").set_input_files(receipt)
    page.get_by_role("button", name="Parādīt").click()
    expect(page.get_by_role("status")).to_contain_text(f"{FAVOURITE} – nav izraudzīts")

    observer = page_at(1280, javascript=scripts)
    observer.goto(f"/lidzdalibas-budzets/{slug}/rezultati/")
    files = [saved(observer, name, tmp_path) for name in (f"{slug}-1.pb",)]
    for name in ("urna.json", "velesanas.json"):
        files.append(tmp_path / name)
        files[-1].write_bytes(observer.request.get(f"/balsosana/{election}/{name}").body())
    ballots, box, paper = files
    assert json.loads(balss("count", ballots, "--json"))["selected"] == ["1", "3"]
    chosen = observer.locator("section[aria-labelledby=area-1] table").first
    assert chosen.locator("tbody th").all_inner_texts() == ["Gājēju taka gar upi", "Soliņi parkā"]
    balss("vote", "verify", box, "--election", paper)
    assert FAVOURITE in balss("vote", "check", receipt, "--election", paper, "--box", box)
