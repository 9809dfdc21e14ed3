"""Processes that write letters at once and are killed at any moment: nothing is lost, nothing is told twice."""

import json

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.slow

FOLLOWERS, NEWS, KILLED = 30, 40, 20  # KILLED: pairs of workers
PEOPLE = f"""
from datetime import datetime, UTC
from balss.notices.models import Follower, Subscription, Rhythm
from balss.places.models import Topic
Topic.objects.get_or_create(code="test-topic", defaults=dict(position=1, name_lv="T", name_en="T"))
for n in range({FOLLOWERS}):
    rhythm = Rhythm.IMMEDIATELY if n % 2 else Rhythm.DAILY
    f = Follower.objects.create(email=f"f{{n}}@example.lv", rhythm=rhythm, created_at=datetime.now(UTC),
                                next_at=None if n % 2 else datetime(2020, 1, 1, tzinfo=UTC))
    Subscription.objects.create(follower=f, kind="places.topic", key="test-topic", since=0, created_at=f.created_at)
"""
# Children of one process, so that they begin within milliseconds; each has connections of its own.
KILL = f"""
import os, random, signal, time, traceback
from datetime import datetime, UTC, timedelta
from django.db import connections, transaction
from balss.notices.models import Happening, Concern
from balss.notices.services import send_due
import balss.notices.services.digests as digests
digests.CHUNK = 3

def child(do):
    pid = os.fork()
    if pid:
        return pid
    try:
        do()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)

def happen(n):
    with transaction.atomic():
        h = Happening.objects.create(kind="events.event_held", about="places.topic", key="test-topic",
            title={{"lv": f"n{{n}}"}}, address=f"/n{{n}}/", created_at=datetime.now(UTC))
        Concern.objects.create(happening=h, kind="places.topic", key="test-topic")

def write():
    for n in range(1, {NEWS}):
        happen(n)
        time.sleep(0.08)

def tell():
    days = 0
    while True:
        days += 1
        send_due(now=datetime.now(UTC) + timedelta(days=days % 400))

happen(0)
send_due(now=datetime.now(UTC))  # what is read and compiled for the first letter is there for the children's
connections.close_all()
chance = random.Random(7)
writer = child(write)
for _ in range({KILLED}):
    workers = [child(tell) for _ in range(2)]
    time.sleep(chance.uniform(0.05, 0.3))
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])  # it was at work until then
assert os.waitpid(writer, 0)[1] == 0
send_due(now=datetime.now(UTC) + timedelta(days=500))
"""
COUNT = """
import json
from collections import Counter
from balss.notices.models import Notice
told = Counter()
for to, text in Notice.objects.filter(kind="notices.digest").values_list("to", "text"):
    for line in text.splitlines():
        if line.startswith("http") and "/zinas/" not in line:
            told[f"{to} {line.rsplit('/', 2)[1]}"] += 1
print(json.dumps(told))
"""


def test_each_happening_is_in_exactly_one_letter_of_each_follower(own_installation: Installation) -> None:
    told = json.loads(own_installation.run(PEOPLE + KILL + COUNT))
    assert set(told.values()) == {1}
    assert len(told) == FOLLOWERS * NEWS
