"""Processes that write letters at once and are killed at any moment: nothing is lost, nothing is told twice."""

import json
import random
import time

import pytest

from tests.installation import Installation, finished

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("installation")]

FOLLOWERS, NEWS = 30, 20
FURNISH = f"""
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
WRITE = f"""
from datetime import datetime, UTC
from django.db import transaction
from balss.notices.models import Happening, Concern
for n in range({NEWS}):
    with transaction.atomic():
        h = Happening.objects.create(kind="events.event_held", about="places.topic", key="test-topic",
            title={{"lv": f"n{{n}}"}}, address=f"/n{{n}}/", created_at=datetime.now(UTC))
        Concern.objects.create(happening=h, kind="places.topic", key="test-topic")
"""
RUN = """
from datetime import datetime, UTC, timedelta
from balss.notices.services import send_due
import balss.notices.services.digests as digests
digests.CHUNK = 3
days = 0
while True:
    days += 1
    send_due(now=datetime.now(UTC) + timedelta(days=days % 400))
"""
LAST = """
from datetime import datetime, UTC, timedelta
from balss.notices.services import send_due
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


def test_each_happening_is_in_exactly_one_letter_of_each_follower(installation: Installation) -> None:
    installation.run(FURNISH)
    chance = random.Random(7)
    writer = installation.start(WRITE)
    for _ in range(4):
        workers = [installation.start(RUN) for _ in range(2)]
        time.sleep(2.5 + chance.random() * 2)
        for worker in workers:
            worker.kill()
            worker.communicate()
    finished(writer)
    installation.run(LAST)
    told = json.loads(installation.run(COUNT))
    assert set(told.values()) == {1}
    assert len(told) == FOLLOWERS * NEWS
