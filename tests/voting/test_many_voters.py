"""Several processes that take votes at once, and processes killed while they do: nothing lost, nothing double, nobody
locked out, and every receipt that was given proves itself."""

import json
import random
import signal
import threading
import time
from typing import Any

import pytest

from balss.core.vote.receipt import check_ballot_receipt, election_from, read_ballot_receipt
from tests.installation import Installation, finished

ARRANGING = """
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.people.models import Account, Claim, CodeHash, Person
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM
from balss.voting.services import arrange

now = timezone.now()
institution, _made = Institution.objects.get_or_create(code="N8", slug="n8", kind="municipality")
projects = tuple(PaperProject(str(n), f"Projekts {n}", 100, "1") for n in range(1, 31))
paper = Paper(str(uuid4()), "Balsojums", Way.SEVERAL, (PaperArea("1", "Novads", 1000),), projects)
arrange(paper=paper, institution=institution, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20),
        places=["Novads"], by=SYSTEM, now=now - timedelta(days=1))
persons = Person.objects.bulk_create(Person(name="Anna Liepa") for _ in range(300))
known = now - timedelta(days=1)
CodeHash.objects.bulk_create(
    CodeHash(person=each, digest=f"{paper.election} {each.pk}", obtained_at=known) for each in persons
)
Claim.objects.bulk_create(
    Claim(person=each, kind=kind, value=value, source="x", level="high", obtained_at=now - timedelta(days=1))
    for each in persons for kind, value in (("birth_date", "1990-01-01"), ("municipality", "Novads"))
)
print(paper.election, persons[0].pk)
"""

# Votes for one person after the other and tells each receipt only once it has it; presses the button twice.
VOTING = """
import json, os, random
from hashlib import sha256
from uuid import UUID
from django.utils import timezone
from balss.shared.permissions import Actor
from balss.voting.models import Election
from balss.voting.services import Vote, vote_by_service

election = Election.objects.get(pk=UUID(os.environ["ELECTION"]))
first, start, times = (int(os.environ[name]) for name in ("FIRST", "START", "TIMES"))
for number in range(start, start + times):
    by = Actor(public_id="", account_id=1, person_id=first + number)
    seed = sha256(f"{election.pk} {number}".encode()).digest()  # the form that this voter has open
    vote = Vote((str(1 + number % 30),))
    for _press in range(2):
        receipt = vote_by_service(election=election, seed=seed, vote=vote, by=by, now=timezone.now())
    print(json.dumps([number, receipt.text()]), flush=True)
"""

STANDING = """
import json, os
from datetime import timedelta
from uuid import UUID
from balss.box.models import Ballot, BallotBox
from balss.box.services import seal
from balss.box.queries import days_of
from balss.voting.models import RollEntry

id = UUID(os.environ["ELECTION"])
box = BallotBox.objects.get(pk=id)
sealed = seal(election=id, now=box.closes_at + timedelta(minutes=2))
print(json.dumps({
    "election": box.published.as_json(),
    "keys": list(Ballot.objects.filter(box=id).values_list("key", flat=True)),
    "used": RollEntry.objects.filter(election=id, used_date__isnull=False).count(),
    "counted": sum(day.cast for day in days_of(sealed)),
}))
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def arranged(installation: Installation, tmp_path: Any) -> dict[str, str]:
    keys = {"BALSS_BOX_KEY": str(tmp_path / "box.pem"), "BALSS_RIGHTS": str(tmp_path / "rights")}
    election, first = installation.run(ARRANGING, **keys).split()
    return {"ELECTION": election, "FIRST": first, **keys}


def assert_all_is_there(installation: Installation, arranged: dict[str, str], given: dict[int, str]) -> dict[str, Any]:
    """Sealing computes the whole tree anew; then each receipt is checked against what was published of the election."""
    found: dict[str, Any] = json.loads(installation.run(STANDING, **arranged))
    election = election_from(found["election"])
    for text in given.values():
        receipt = read_ballot_receipt(text)
        assert set(check_ballot_receipt(receipt, election=election).values()) == {True}
        assert receipt.ballot.key in found["keys"]
    return found


def test_four_writers_at_once_lose_nothing_double_nothing_and_are_never_locked_out(
    installation: Installation, arranged: dict[str, str]
) -> None:
    writers = [
        installation.start(VOTING, START=str(start), TIMES="30", **arranged)
        for start in (0, 30, 60, 45)  # the last one votes for half of others' voters, from the same forms
    ]
    lines = [json.loads(line) for writer in writers for line in finished(writer, 200).splitlines()]
    given = dict(lines)

    found = assert_all_is_there(installation, arranged, given)
    assert (len(lines), len(given)) == (120, 90)
    assert (len(found["keys"]), found["used"], found["counted"]) == (90, 90, 90)


def test_every_receipt_given_before_a_process_was_killed_is_proved(
    installation: Installation, arranged: dict[str, str]
) -> None:
    """A hundred and fifty voters, by processes of which each is killed at a moment of its own, and started anew."""
    moments, given, killed = random.Random(11), {}, 0
    deadline = time.monotonic() + 200
    while len(given) < 150 and time.monotonic() < deadline:
        start = len(given)
        writer = installation.start(VOTING, START=str(start), TIMES=str(150 - start), **arranged)
        heard: list[str] = []
        listening = threading.Thread(target=lambda out=writer.stdout, heard=heard: heard.extend(out))
        listening.start()
        if killed < 4:
            enough = moments.randint(1, 40)
            while len(heard) < enough and writer.poll() is None and time.monotonic() < deadline:
                time.sleep(moments.uniform(0.001, 0.02))
            writer.send_signal(signal.SIGKILL)
            killed += 1
        writer.wait(timeout=200)
        listening.join(timeout=10)
        writer.stderr.close()
        writer.stdout.close()
        given |= dict(json.loads(line) for line in heard if line.endswith("\n"))

    found = assert_all_is_there(installation, arranged, given)
    assert (len(given), killed) == (150, 4)
    assert (len(found["keys"]), found["used"], found["counted"]) == (150, 150, 150)
