"""Run in processes of their own by test_many_papers: an urn read by two, by processes that die, and closed by several
at once."""

import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connections

from balss.box.models import Ballot, BatchCount, DayCount, PaperSheet
from balss.box.services import paper as box_papers
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.core.vote.sheet import Kind, Sheet
from balss.people.models import Account
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Actor
from balss.voting.models import Batch, RollEntry
from balss.voting.services import arrange, close_election, paper
from tests.voting.conftest import CLOSES, NOW, OPENS
from tests.voting.officials import acting, official_of

PAPERS, READ, CAST, CLERKS = 24, 10, 5, 4
OVER = CLOSES + timedelta(hours=1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def new_urn() -> tuple[Batch, list[Actor]]:
    """Emptied, with as many marks in the roll as papers; and the officials who read it."""
    code = uuid4().hex[:12]
    institution = Institution.objects.create(code=code, slug=code, kind="municipality")
    projects = tuple(PaperProject(str(n), f"Projekts {n}", 100, "1") for n in range(1, 4))
    ballot_paper = Paper(str(uuid4()), "Balsojums", Way.SEVERAL, (PaperArea("1", "Novads", 1000),), projects)
    election = arrange(
        paper=ballot_paper, institution=institution, opens_at=OPENS, closes_at=CLOSES, places=["Novads"], by=SYSTEM,
        now=OPENS - timedelta(days=1),
    )  # fmt: skip
    RollEntry.objects.bulk_create(
        RollEntry(
            key=secrets.token_hex(32), election=election, used_date=NOW.date(), channel="paper",
            request=secrets.token_hex(32),
        )
        for _ in range(PAPERS)
    )  # fmt: skip
    urn = Batch.objects.create(
        election=election, number=1, place="Bibliotēka", state="reading", marked=PAPERS, opened_by="x",
        opened_date=NOW.date(),
    )  # fmt: skip
    return urn, [acting(official_of(institution, f"{name}-{code}")) for name in ("pirmais", "otrais")]


def reads(urn: Batch, by: Actor, numbers: Iterable[int]) -> None:
    """The last one is invalid."""
    for number in numbers:
        sheet = Sheet(Kind.INVALID) if number == PAPERS else Sheet(Kind.VOTE, (str(1 + number % 3),))
        paper.enter_sheet(batch=urn, number=number, sheet=sheet, by=by, now=OVER)


def standing(urn: Batch) -> list[int]:
    """Sheets read, ballots in the box, ballots counted by day, votes of the batch."""
    box = {"box": urn.election_id}
    counted = sum(DayCount.objects.filter(**box).values_list("cast", flat=True))
    votes = sum(BatchCount.objects.filter(pk=urn.pk).values_list("votes", flat=True))
    return [PaperSheet.objects.filter(**box).count(), Ballot.objects.filter(**box).count(), counted, votes]


def tell(what: Any) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def dies(stage: str) -> None:
    """One stage of an urn, each in a process that is killed; URN and the readers are told by the first."""
    if stage == "second reading":
        urn, officials = new_urn()
        tell([str(urn.pk), *(by.account_id for by in officials)])
        reads(urn, officials[0], range(1, PAPERS + 1))
        reads(urn, officials[1], range(1, READ + 1))
        die()
    urn = Batch.objects.select_related("election__institution").get(pk=os.environ["URN"])
    officials = [acting(Account.objects.get(pk=pk)) for pk in os.environ["READERS"].split()]
    tell(standing(urn))
    if stage == "casting":
        reads(urn, officials[1], range(READ + 1, PAPERS + 1))
        _die_at(box_papers, "cast", CAST)
    if stage == "noting":
        _die_at(paper, "cast_batch", 1)
    for by in officials:
        paper.close_batch(batch=urn, by=by, now=OVER)
    close_election(election=urn.election, now=OVER)
    tell([*standing(urn), Batch.objects.get(pk=urn.pk).state])


def _die_at(module: Any, name: str, time: int) -> None:
    """Once the function has done its work so many times."""
    work, left = getattr(module, name), iter(range(time - 1, -1, -1))

    def last(**words: Any) -> Any:
        done = work(**words)
        if next(left) == 0:
            die()
        return done

    setattr(module, name, last)


def at_once() -> None:
    """Several clerks press the button at the same moment."""
    urn, officials = new_urn()
    for by in officials:
        reads(urn, by, range(1, PAPERS + 1))
    ready = threading.Barrier(CLERKS)

    def close(number: int) -> int:
        try:
            ready.wait(timeout=20)
            return paper.close_batch(batch=urn, by=officials[number % 2], now=OVER).votes
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLERKS) as pool:
        told = list(pool.map(close, range(CLERKS)))
    close_election(election=urn.election, now=OVER)
    tell([told, standing(urn)])


STAGES: dict[str, Callable[[], None]] = {"at once": at_once}


def main(stage: str) -> None:
    STAGES.get(stage, lambda: dies(stage))()
