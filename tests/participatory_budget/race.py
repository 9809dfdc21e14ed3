"""Run in a process of its own by test_elections: a round whose election several workers arrange, and count,
at the same moment."""

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.db import connections

from balss.ledger.models import Entry
from balss.participatory_budget import services
from balss.participatory_budget.models import AreaCount, Ballot, Call, PlanningArea, Project
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import SYSTEM
from balss.voting.models import Election
from balss.voting.services import close_election

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
WORKERS = 4


def make_call() -> Call:
    code = uuid4().hex[:12]
    municipality = Institution.objects.create(code=code, slug=code, kind="municipality")
    InstitutionName.objects.create(institution=municipality, lv="Ziedu novada pašvaldība")
    times = {"created_at": NOW, "updated_at": NOW}
    call = Call.objects.create(
        slug=code, institution=municipality, year=2026, title="Kopā", money_cents=1_000, state="published",
        ideas_open_at=NOW - timedelta(days=90), ideas_close_at=NOW - timedelta(days=50),
        voting_opens_at=NOW - timedelta(hours=1), voting_closes_at=NOW + timedelta(days=20),
        published_at=NOW - timedelta(days=91), projects_published_at=NOW - timedelta(days=5), **times,
    )  # fmt: skip
    area = PlanningArea.objects.create(call=call, number=1, name="Novads", money_cents=1_000)
    Ballot.objects.create(call=call, form="approval", rule="greedy", tie_order="cost,id", published_at=NOW)
    Project.objects.create(call=call, number=1, area=area, title="Soli", text="Trīs.", cost_cents=900, **times)
    return call


def at_once(work: Callable[[], object]) -> None:
    ready = threading.Barrier(WORKERS)

    def begin(_number: int) -> None:
        try:
            ready.wait(timeout=20)
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(begin, range(WORKERS)))


def main() -> None:
    call = make_call()
    at_once(lambda: services.carry_elections(by=SYSTEM, now=NOW))
    election = Election.objects.get(pk=call.election_id)
    is_open, over = election.is_open(NOW), call.voting_closes_at + timedelta(hours=1)
    close_election(election=election, now=over)
    at_once(lambda: services.count_sealed(by=SYSTEM, now=over))
    recorded = Entry.objects.filter(action="voting.election_arranged", content__body__contains="Kopā").count()
    counts = AreaCount.objects.filter(count=call.pk).count()
    sys.stdout.write(json.dumps({"recorded": recorded, "is_open": is_open, "counts": counts}))
