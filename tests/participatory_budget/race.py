"""Run in a process of its own by test_elections: a round whose election several workers arrange, and count,
at the same moment; and by test_data: a round into which several bring ideas and projects."""

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from django.db import connections

from balss.ledger.models import Entry
from balss.participatory_budget import services
from balss.participatory_budget.models import AreaCount, Ballot, Call, Idea, PlanningArea, Project
from balss.participatory_budget.services.importing import Unreadable, import_ideas, import_projects
from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import SYSTEM, Grant, Role
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


def number() -> None:
    """Ideas are handed in and taken in, and projects taken in under the numbers that come next, all at once."""
    call = make_call()
    Project.objects.all().filter(call=call).delete()
    Call.objects.filter(pk=call.pk).update(
        ideas_close_at=NOW + timedelta(days=1), voting_opens_at=NOW + timedelta(days=9), projects_published_at=None
    )
    call.refresh_from_db()
    grant = Grant(Role.OFFICIAL, call.institution_id)
    account = Account.objects.create(email=f"{call.slug}@example.lv", person=Person.objects.create(name="Olga"))
    RoleGrant.objects.create(
        account=account, role=Role.OFFICIAL.value, institution=call.institution, starts_at=NOW - timedelta(days=9),
        granted_at=NOW, granted_by="system",
    )  # fmt: skip
    by, numbers, refused = actor_of(account, grant=grant), count(1), []
    content = {
        "area": call.areas.get(), "text": "Trīs.", "benefit": "Visi.", "place": "Parks", "land": "municipal",
        "cost_cents": 900, "cost_basis": "Tā.", "keeper": "Parks", "access": "Jā.", "name": "Olga", "is_of_age": True,
    }  # fmt: skip

    def work() -> None:
        for _turn in range(2):
            place = next(numbers)
            draft = services.save_draft(call=call, content=content | {"title": f"Ideja {place}"}, by=by, now=NOW)
            services.hand_in(idea=draft, by=by, now=NOW)
            if place % 2:
                rows = b"title,text\nA,B\n"
                import_ideas(call=call, content=rows, by=by, now=NOW)
            later = NOW + timedelta(days=2)  # ideas are vetted: the clock of another request
            rows = f"number,title,text,cost_cents\n{place + 3},No faila,X,500\n".encode()
            try:
                import_projects(call=call, content=rows, by=by, now=later)
            except Unreadable as taken:
                refused.append(taken)

    at_once(work)
    of_ideas = set(Idea.objects.filter(call=call).values_list("number", flat=True))
    of_files = Project.objects.filter(call=call).values_list("number", "title", "idea")
    said = {
        "ideas": len(of_ideas),
        "shared": sorted(of_ideas & {each[0] for each in of_files}),
        "replaced": [each[0] for each in of_files if each[1:] != ("No faila", None)],
    }
    sys.stdout.write(json.dumps(said))


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
