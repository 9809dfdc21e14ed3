"""Real processes that try to use one person's one vote at the same moment, in different ways."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from balss.core.vote.receipt import check_ballot_receipt, election_from, read_ballot_receipt
from tests.installation import Installation, finished

ARRANGING = """
from datetime import date, timedelta
from uuid import uuid4
from django.utils import timezone
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.people.models import Account, CodeHash, Person, RoleGrant
from balss.people.services.persons import digest_of
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM
from balss.voting.models import Batch, RollEntry
from balss.voting.queries.standing import key_for
from balss.voting.services import arrange
from tests.voting.officials import code, read

now = timezone.now()
institution, _made = Institution.objects.get_or_create(code="N7", slug="n7", kind="municipality")
project = PaperProject("1", "Projekts", 100, "1")
paper = Paper(str(uuid4()), "Balsojums", Way.SEVERAL, (PaperArea("1", "Novads", 1000),), (project,))
election = arrange(
    paper=paper, institution=institution, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20),
    places=[], roll_date=date(2026, 11, 1), by=SYSTEM, now=now - timedelta(days=1),
)
persons = Person.objects.bulk_create(Person(name="Anna Liepa") for _ in range(PERSONS))
digests = [digest_of(read(code(serial))) for serial in range(1, PERSONS + 1)]
CodeHash.objects.filter(digest__in=digests).delete()
CodeHash.objects.bulk_create(
    CodeHash(person=person, digest=digest, obtained_at=now) for person, digest in zip(persons, digests)
)
RollEntry.objects.bulk_create(RollEntry(key=key_for(election, digest), election=election) for digest in digests)
Batch.objects.create(election=election, number=1, place="A", opened_by="x", opened_date=now.date())
print(paper.election, persons[0].pk, institution.pk)
"""

# Tries to use each person's vote in one way; tells of each what came of it.
TRYING = """
import json, os, time
from pathlib import Path
from hashlib import sha256
from uuid import UUID
from django.utils import timezone
from balss.shared.permissions import Actor, Grant, Role
from balss.shared.refusals import Refused
from balss.voting.models import Batch, Election
from balss.voting.services import Vote, vote_by_service
from balss.voting.services.desk import mark_for_paper, mark_for_screen, vote_at_desk
from tests.voting.officials import code, read

election = Election.objects.get(pk=UUID(os.environ["ELECTION"]))
way, first = os.environ["WAY"], int(os.environ["FIRST"])
clerk = Actor(public_id=way, account_id=1, grant=Grant(Role.OFFICIAL, int(os.environ["INSTITUTION"])))
batch = Batch.objects.get(election=election)
print("ready", flush=True)
while not Path(os.environ["GO"]).exists():
    time.sleep(0.001)
for serial in range(1, PERSONS + 1):
    now, seed = timezone.now(), sha256(f"{election.pk} {way} {serial}".encode()).digest()
    try:
        if way == "online":
            by = Actor(public_id="", account_id=1, person_id=first + serial - 1)
            receipt = vote_by_service(election=election, seed=seed, vote=Vote(("1",)), by=by, now=now).text()
        elif way == "paper":
            mark_for_paper(batch=batch, code=read(code(serial)), attested=False, by=clerk, now=now)
            receipt = ""
        else:
            word = mark_for_screen(election=election, code=read(code(serial)), attested=False, by=clerk, now=now)
            receipt = vote_at_desk(election=election, word=word, seed=seed, vote=Vote(("1",)), now=now).text()
    except Refused as refused:
        print(json.dumps([serial, "refused", refused.message]), flush=True)
    else:
        print(json.dumps([serial, way, receipt]), flush=True)
"""

STANDING = """
import json, os
from uuid import UUID
from balss.box.models import Ballot, BallotBox
from balss.voting.models import Batch, RollEntry

id = UUID(os.environ["ELECTION"])
print(json.dumps({
    "election": BallotBox.objects.get(pk=id).published.as_json(),
    "ballots": Ballot.objects.filter(box=id).count(),
    "channels": list(RollEntry.objects.filter(election=id, used_date__isnull=False).values_list("channel", flat=True)),
    "marked": Batch.objects.get(election=id).marked,
}))
"""

PERSONS = 12
WAYS = ("online", "paper", "desk", "other desk")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def with_persons(code: str) -> str:
    return f"PERSONS = {PERSONS}\n{code}"


def test_four_ways_at_once_for_each_person_are_one_vote_and_a_word_to_the_others(
    installation: Installation, tmp_path: Any
) -> None:
    keys = {"BALSS_BOX_KEY": str(tmp_path / "box.pem"), "BALSS_RIGHTS": str(tmp_path / "rights")}
    election, first, institution = installation.run(with_persons(ARRANGING), **keys).split()
    go = tmp_path / "go"
    known = {"ELECTION": election, "FIRST": first, "INSTITUTION": institution, "GO": str(go), **keys}
    tries = [installation.start(with_persons(TRYING), WAY=way, **known) for way in WAYS]
    for each in tries:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    heard = at_once(tries, go)

    told = [json.loads(line) for text in heard for line in text.splitlines()]
    found = json.loads(installation.run(STANDING, **known))
    given = [(serial, way, receipt) for serial, way, receipt in told if way != "refused"]
    assert sorted(serial for serial, _way, _receipt in given) == list(range(1, PERSONS + 1))
    assert len(found["channels"]) == PERSONS
    on_paper = [way for _serial, way, _receipt in given if way == "paper"]
    assert (found["marked"], found["ballots"]) == (len(on_paper), PERSONS - len(on_paper))
    public = election_from(found["election"])
    for _serial, way, receipt in given:
        if way != "paper":
            assert set(check_ballot_receipt(read_ballot_receipt(receipt), election=public).values()) == {True}
    refusals = [words for _serial, way, words in told if way == "refused"]
    assert len(refusals) == PERSONS * (len(WAYS) - 1)
    assert all(refusals)


def at_once(tries: list[Any], go: Path) -> list[str]:
    """Let all of them go, and what each of them said."""
    heard = [""] * len(tries)

    def listen(place: int) -> None:
        heard[place] = finished(tries[place], 200)

    go.touch()
    threads = [threading.Thread(target=listen, args=(place,)) for place in range(len(tries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard
