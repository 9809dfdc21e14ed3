"""Several processes that take contributions at once, and processes killed while they do: what was acknowledged is
there, with its ledger entry, and once."""

import json
import random
import signal
import threading
import time
from typing import Any

import pytest

from tests.installation import Installation, finished

PEOPLE = """
from datetime import timedelta
from django.utils import timezone
from balss.participation.models import Consultation, Opportunity, Process
from balss.people.models import Account, Person
from balss.places.models import Institution

now = timezone.now()
institution, _made = Institution.objects.get_or_create(code="N9", slug="n9", kind="municipality")
written = {"author": "x", "created_at": now, "updated_at": now, "published_at": now}
process = Process.objects.create(institution=institution, slug=f"iela-{now:%H%M%S%f}", state="under_way", **written)
opportunity = Opportunity.objects.create(
    process=process, institution=institution, kind="ideas", state="published", opens_at=now - timedelta(days=1),
    closes_at=now + timedelta(days=1), **written,
)
Consultation.objects.create(opportunity=opportunity)
account = Account.objects.create(email=f"{process.slug}@example.lv", person=Person.objects.create(name="Anna Liepa"))
print(opportunity.pk, account.pk)
"""

# Says something again and again, and tells the number only once the contribution is in the database.
SAYING = """
import os, sys
from uuid import UUID, uuid4
from django.utils import timezone
from balss.participation.models import Consultation
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.people.models import Account
from balss.people.queries import actor_of

consultation = Consultation.objects.get(pk=os.environ["OPPORTUNITY"])
by = actor_of(Account.objects.get(pk=os.environ["ACCOUNT"]))
for number in range(int(os.environ["TIMES"])):
    key = uuid4()
    for _press in range(2):  # a second press of the same button
        said = contribute(
            consultation=consultation, submission_key=key, said=Said(f"Doma {number}"), speaker=Speaker(name="Anna"),
            by=by, now=timezone.now(),
        )
    print(said.receipt, flush=True)
"""

COUNTING = """
import json, os
from balss.ledger.models import Entry
from balss.participation.models import Contribution

of = Contribution.objects.filter(consultation=os.environ["OPPORTUNITY"])
receipts = list(of.values_list("receipt", flat=True))
keys = of.values("submission_key").distinct().count()
submitted = Entry.objects.filter(action="participation.contribution_submitted")
entries = [entry.content_value["receipt"] for entry in submitted]
print(json.dumps({"receipts": receipts, "keys": keys, "entries": [each for each in entries if each in set(receipts)]}))
"""


pytestmark = pytest.mark.slow


@pytest.fixture
def open_for_all(installation: Installation) -> dict[str, str]:
    opportunity, account = installation.run(PEOPLE).split()
    return {"OPPORTUNITY": opportunity, "ACCOUNT": account}


def standing(installation: Installation, open_for_all: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(installation.run(COUNTING, **open_for_all))
    return found


def test_four_writers_at_once_are_never_locked_out(installation, open_for_all):
    writers = [installation.start(SAYING, TIMES="40", **open_for_all) for _writer in range(4)]
    acknowledged = [receipt for writer in writers for receipt in finished(writer, 120).split()]

    found = standing(installation, open_for_all)
    assert len(acknowledged) == 160
    assert sorted(found["receipts"]) == sorted(acknowledged) == sorted(found["entries"])


def test_what_was_acknowledged_before_a_process_was_killed_is_there_once(installation, open_for_all):
    """Five hundred submissions, by processes of which each is killed at a moment of its own, and started anew."""
    moments, acknowledged, killed = random.Random(7), [], 0
    deadline = time.monotonic() + 150
    while len(acknowledged) < 500 and time.monotonic() < deadline:
        writer = installation.start(SAYING, TIMES=str(500 - len(acknowledged)), **open_for_all)
        heard: list[str] = []
        listening = threading.Thread(target=lambda out=writer.stdout, heard=heard: heard.extend(out))
        listening.start()
        if killed < 8:
            enough = moments.randint(1, 80)
            while len(heard) < enough and writer.poll() is None and time.monotonic() < deadline:
                time.sleep(moments.uniform(0.001, 0.02))
            writer.send_signal(signal.SIGKILL)
            killed += 1
        writer.wait(timeout=150)
        listening.join(timeout=10)
        writer.stderr.close()
        writer.stdout.close()
        acknowledged += [line.strip() for line in heard if line.endswith("\n")]

    found = standing(installation, open_for_all)
    assert (len(acknowledged) >= 500, killed) == (True, 8)
    assert set(acknowledged) <= set(found["receipts"])
    assert len(found["receipts"]) == found["keys"]
    assert sorted(found["entries"]) == sorted(found["receipts"])
    assert len(found["receipts"]) - len(set(acknowledged)) <= killed  # written, and killed before it could be told
