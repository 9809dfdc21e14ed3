"""Followers of calls, ideas and projects are told by the subscriptions of room `notices`, and of nothing twice."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from balss.notices.models import Happening, Notice, Rhythm
from balss.notices.services import send_due
from balss.notices.services.following import Wishes, ask_to_follow, asked_by, confirm
from balss.notices.services.happenings import sequence
from balss.participatory_budget import services
from balss.participatory_budget.models import Idea
from balss.participatory_budget.queries.followed import CALL, IDEA, PROJECT, ideas, key_of, projects
from balss.participatory_budget.services import Line, Results
from balss.participatory_budget.services.merging import answer_merger, propose_merger
from tests.installation import ROOT
from tests.participatory_budget.conftest import AFTER_VOTING, IN_IDEAS, IN_VETTING

LATER = AFTER_VOTING + timedelta(days=40)


def follow(email, *things, now=IN_IDEAS):
    """From now on: what happened so far has its place in the sequence before."""
    sequence()
    ask_to_follow(email=email, things=things, wishes=Wishes(Rhythm.IMMEDIATELY), now=now)
    letter = Notice.objects.get(kind="notices.confirm_following", to=email)
    confirm(asked=asked_by(letter.text.split("/sekot/apstiprinat/")[1].split("/")[0]), now=now)


def told(email):
    send_due(now=LATER)
    letters = Notice.objects.filter(kind="notices.digest", to=email).order_by("pk")
    return [letter.text.count("\nŠūpoles parkā\n") for letter in letters]


@pytest.fixture
def listed(idea, call, official):
    services.save_findings(idea=idea, content={}, lines=[Line("Viss", 300_000)], by=official, now=IN_VETTING)
    services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    return call.projects.get()


def test_followers_hear_of_the_vote_and_of_each_step(idea, listed, call, official):
    follow("zane@example.lv", (IDEA, key_of(idea)))
    results = Results(voters=10, votes={"1": 7}, chosen=["1"])
    services.announce_results(call=call, results=results, by=official, now=AFTER_VOTING)
    assert told("zane@example.lv") == [1]
    project = call.projects.get()
    services.start_project(project=project, on=AFTER_VOTING.date(), by=official, now=LATER)
    services.add_update(project=project, text="Pamati ielieti.", by=official, now=LATER)
    assert sum(told("zane@example.lv")) >= 2
    kinds = Happening.objects.filter(about=PROJECT).order_by("position").values_list("kind", flat=True)
    assert list(kinds) == [f"participatory_budget.project_{what}" for what in ("chosen", "begun", "told")]


def test_who_follows_idea_project_and_municipality_is_told_once(idea, listed, call, official, municipality):
    things = [(IDEA, key_of(idea)), (PROJECT, key_of(listed)), ("places.institution", municipality.slug)]
    follow("zane@example.lv", *things)
    results = Results(voters=10, votes={"1": 7}, chosen=["1"])
    services.announce_results(call=call, results=results, by=official, now=AFTER_VOTING)
    assert told("zane@example.lv") == [1]


def test_followers_of_the_municipality_are_not_told_of_single_ideas(call, municipality, make_draft, resident):
    follow("novads@example.lv", ("places.institution", municipality.slug))
    follow("konkurss@example.lv", (CALL, call.slug))
    services.hand_in(idea=make_draft(), by=resident.actor, now=IN_IDEAS)
    assert told("novads@example.lv") == []
    assert told("konkurss@example.lv") == [1]


def test_followers_of_an_idea_that_became_a_part_of_another_hear_of_that_one(
    idea, make_draft, make_account, resident, call, official
):
    berta = make_account("Berta Ozola")
    other = services.hand_in(idea=make_draft(author=berta, title="Slidkalniņš parkā"), by=berta.actor, now=IN_IDEAS)
    follow("zane@example.lv", (IDEA, key_of(other)))
    merger = propose_merger(idea=other, into=idea, reason="Viens parks.", by=official, now=IN_VETTING)
    for author in (resident, berta):
        answer_merger(merger=merger, agrees=True, by=author.actor, now=IN_VETTING)
    assert told("zane@example.lv") == [1]
    idea.refresh_from_db()
    services.save_findings(idea=idea, content={}, lines=[Line("Viss", 300_000)], by=official, now=IN_VETTING)
    services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    assert told("zane@example.lv") == [1, 1]


def test_call_that_opens_is_told_once_and_its_longer_time_too(call, municipality, official):
    assert list(Happening.objects.filter(about="participation.opportunity").values_list("kind", flat=True)) == [
        "participation.opportunity_published"
    ]
    services.cancel_call(call=call, reason="Nav naudas.", by=official, now=IN_IDEAS)
    kinds = Happening.objects.filter(about="participation.opportunity").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["participation.opportunity_published", "participation.opportunity_withdrawn"]


def test_what_nobody_may_read_cannot_be_followed(idea, make_draft, call):
    draft = make_draft(title="Melnraksts")
    assert set(ideas([key_of(idea), key_of(draft), f"{call.slug}/", f"{call.slug}/{'9' * 40}", "x"])) == {key_of(idea)}
    assert projects([key_of(idea)]) == {}
    Idea.objects.filter(pk=idea.pk).update(state="withdrawn")
    assert ideas([key_of(idea)]) == {}


MIGRATED = """
import json
from datetime import UTC, datetime
from balss.cli import start_django
start_django()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.core.management import call_command
call_command("migrate", "participatory_budget", "0002", verbosity=0)
call_command("migrate", "notices", "0003", verbosity=0)
state = MigrationExecutor(connection).loader.project_state(
    [("participatory_budget", "0002_withdrawn_projects"), ("notices", "0003_feed_links")])
get = state.apps.get_model
now = datetime(2026, 3, 1, tzinfo=UTC)
body = get("places", "Institution").objects.create(code="N1", slug="n1", kind="municipality")
call = get("participatory_budget", "Call").objects.create(
    slug="2026-n1", institution=body, year=2026, title="T", created_at=now, updated_at=now)
people = [get("people", "Person").objects.create(name=name) for name in ("Anna", "Zane", "Ilze")]
accounts = [get("people", "Account").objects.create(person=person, email=f"{n}@example.lv")
            for n, person in enumerate(people)]
idea = get("participatory_budget", "Idea").objects.create(
    call=call, number=1, title="I", person=people[0], state="submitted", submitted_at=now,
    created_at=now, updated_at=now)
get("participatory_budget", "CoAuthor").objects.create(
    idea=idea, email="2@example.lv", person=people[2], invited_at=now, agreed_at=now)
for account in accounts:
    get("participatory_budget", "Follower").objects.create(idea=idea, account=account, since=now)
call_command("migrate", "notices", verbosity=0)
call_command("migrate", "participatory_budget", verbosity=0)
from balss.notices.models import Subscription
rows = Subscription.objects.values_list("follower__account__email", "follower__rhythm", "kind", "key")
print(json.dumps(list(rows)))
"""


@pytest.mark.slow
def test_earlier_followers_follow_by_subscription_and_authors_are_not_told_twice(tmp_path: Path) -> None:
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/old.sqlite3", "BALSS_ENV": "test",
        "DJANGO_SETTINGS_MODULE": "balss.config.settings", "BALSS_VAR": str(tmp_path),
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", MIGRATED], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout
    assert json.loads(said) == [["1@example.lv", "immediately", IDEA, "2026-n1/1"]]
