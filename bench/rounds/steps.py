"""The steps, each in a process of its own: `python -m bench.rounds.steps NAME WORD…`.

Prints JSON: `s` seconds, `cpu` seconds of this process alone, `mb` the most memory it had, and what the step found.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

Figures = dict[str, Any]
FIRST_CODE = "32000000000"  # of the list; who has it looks at the ballot
SLUG, PLACE = "pilseta", "Pilsēta"
BUDGET = 611_286_800  # cents: Łódź 2022
TEXT = "Parkā pie estrādes ir divas mazas šūpoles, un pie tām vienmēr ir rinda. " * 9
ROUNDS, AT_ONCE = 5, 2_000
DAYS = 20


def nothing() -> Figures:
    return {}


def tables() -> Figures:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("migrate", "box", database="box", verbosity=0)
    return {}


def make(projects: str, rule: str) -> Figures:
    """A round with its list public and voting not open yet, and one person who may vote."""
    import random

    from balss.core.personal_code import read_personal_code
    from balss.participatory_budget.models import Ballot, Call, PlanningArea, Project
    from balss.participatory_budget.services import carry_election
    from balss.people.models import Account, Claim, CodeHash, Person
    from balss.people.services.persons import digest_of
    from balss.places.models import Institution, InstitutionName, Territory, TerritoryVersion

    now, lot = _now(), random.Random(1)
    territory = Territory.objects.create(slug="bench", kind="municipality")
    TerritoryVersion.objects.create(territory=territory, name=PLACE)
    body = Institution.objects.create(code="BENCH", slug="bench", kind="municipality", territory=territory)
    InstitutionName.objects.create(institution=body, lv="Pilsētas pašvaldība", en="City")
    call = Call.objects.create(
        slug=SLUG, institution=body, year=now.year, title="Pilsētas līdzdalības budžets", money_cents=BUDGET,
        ideas_open_at=now - timedelta(days=90), ideas_close_at=now - timedelta(days=50),
        voting_opens_at=now + timedelta(days=5), voting_closes_at=now + timedelta(days=25),
        results_by_date=date(now.year + 1, 6, 1), state="published", published_at=now - timedelta(days=91),
        projects_published_at=now - timedelta(days=30), created_at=now, updated_at=now,
    )  # fmt: skip
    shares = rule.startswith("equal-shares")
    Ballot.objects.create(
        call=call, form="approval", most_choices=5, rule=rule, most_unique_percent=100, published_at=now,
        tie_order="cost,votes,number" if shares else "cost,id", completion="greedy" if shares else "none",
    )  # fmt: skip
    area = PlanningArea.objects.create(call=call, number=1, name="Visa pilsēta", money_cents=BUDGET)
    Project.objects.bulk_create(
        Project(
            call=call, number=number, area=area, title=f"Šūpoles un soliņi visām paaudzēm, {number}. vieta",
            text=TEXT[:600], place=f"Parka iela {number}", created_at=now, updated_at=now,
            cost_cents=lot.randrange(30_000_00, 2_000_000_00, 1000_00),
        )
        for number in range(1, int(projects) + 1)
    )  # fmt: skip
    carry_election(call, now=now)
    person = Person.objects.create(name="Bench")
    Account.objects.create(email="bench@example.lv", person=person)
    CodeHash.objects.create(
        person=person, digest=digest_of(read_personal_code(FIRST_CODE)), obtained_at=now - timedelta(days=1)
    )
    for kind, value in (("birth_date", "1990-01-01"), ("municipality", PLACE)):
        Claim.objects.create(
            person=person, kind=kind, value=value, source="bench", level="high", obtained_at=now - timedelta(days=1)
        )
    return {}


# The list of voters


def write_list(listed: str) -> Figures:
    """Old codes, which hold the date of birth, and new ones with a column for it, by turns."""
    with _list_file().open("w", encoding="utf-8") as file:
        file.write("personas_kods;dzimsanas_datums\n")
        for number in range(int(listed)):
            born = date(1940, 1, 1) + timedelta(days=number % 24_000)
            code = _old_code(born, number // 24_000) if number % 2 else f"32{number:09}"
            file.write(f"{code};{born.isoformat()}\n")
    return {}


def _old_code(born: date, serial: int) -> str:
    from balss.core.personal_code import NotAPersonalCode, read_personal_code

    for last in range(10):
        try:
            return read_personal_code(f"{born:%d%m%y}{1 if born.year < 2000 else 2}{serial:03}{last}").digits
        except NotAPersonalCode:
            continue
    return _old_code(born, serial + 500)  # no digit fits this one


def take_list() -> Figures:
    from balss.voting.services.rolls import take_list as take

    with _list_file().open("rb") as file:
        upload = take(election=_election(), file=file, snapshot_date=_now().date(), by=_official(), now=_now())
    return {"voters": upload.voters}


def apply_list() -> Figures:
    from balss.voting.models import RollUpload
    from balss.voting.services.rolls import apply_list as put_in_force

    upload = RollUpload.objects.select_related("election__institution").get(state="waiting")
    put_in_force(upload=upload, by=_official(), now=_now())
    return {}


def apply_newer_list() -> Figures:
    """The same list once more, as a newer one that changes little."""
    take_list()
    return apply_list()


# The box


def ballot_page(projects: str) -> Figures:
    """As a voter gets it on the first day, signed in."""
    from balss.people.models import Account

    _move_times(timedelta(days=-6))
    account = Account.objects.get(email="bench@example.lv")
    return {"pages": _pages({f"ballot page of {projects} projects": f"/balsosana/{_election().pk}/"}, account)}


def fill(count: str) -> Figures:
    """Ballots, their marks in the roll, what was counted by day, and the root of the tree."""
    import random
    from collections import Counter

    from django.db import transaction

    from balss.box.models import BallotBox, DayCount, Node
    from balss.core.chain.slots import ROOT, SLOTS, root_of_slots

    lot, election = random.Random(2), _election()
    box = BallotBox.objects.get(pk=election.pk)
    ids = [project.id for project in box.read_paper.projects]
    weights = [1 / (3 + place) for place in range(len(ids))]
    slots, left, leaves = iter(lot.sample(range(SLOTS), int(count))), int(count), []
    kinds, days = Counter[tuple[str, ...]](), Counter[tuple[date, str]]()
    while left:
        portion = min(left, AT_ONCE)
        left -= portion
        with transaction.atomic(), transaction.atomic(using="box"):
            leaves += _put_in(box, portion, lot, ids, weights, slots, kinds, days)
    for (day, channel), cast in days.items():
        DayCount.objects.create(box=box, day=day, channel=channel, cast=cast)
    root = root_of_slots(leaves)
    Node.objects.create(box=box, level=ROOT.level, index=ROOT.index, hash=root.hex())
    return {"unique": sum(times == 1 for times in kinds.values())}


def _put_in(
    box: Any, portion: int, lot: Any, ids: list[str], weights: list[float], slots: Iterator[int], kinds: Any, days: Any
) -> list[tuple[int, bytes]]:
    from balss.box.models import Ballot
    from balss.core.vote.ballot import sign_ballot
    from balss.voting.models import RollEntry

    rows, entries, leaves = [], [], []
    for _ in range(portion):
        chosen = set(lot.choices(ids, weights, k=lot.choice((1, 2, 3, 4, 5, 5))))
        choices = box.read_paper.in_order(chosen)
        ballot = sign_ballot(seed=lot.randbytes(32), election=str(box.pk), version=1, choices=choices)
        slot, day = next(slots), _now().date() - timedelta(days=lot.randrange(1, DAYS))
        channel = lot.choice(("browser", "browser", "service", "desk", "paper"))
        kinds[choices] += 1
        days[day, channel] += 1
        leaves.append((slot, ballot.leaf))
        rows.append(
            Ballot(
                key=ballot.key, box=box, slot=slot, version=1, statement=ballot.statement, signature=ballot.signature,
                right=lot.randbytes(256).hex(),
            )
        )  # fmt: skip
        entries.append(
            RollEntry(
                key=lot.randbytes(32).hex(), election_id=box.pk, used_date=day, channel=channel,
                request=lot.randbytes(32).hex(),
            )
        )  # fmt: skip
    Ballot.objects.bulk_create(rows)
    RollEntry.objects.bulk_create(entries)
    return leaves


def seal() -> Figures:
    from balss.voting.services import close_election

    _move_times(timedelta(days=-26))
    close_election(election=_election(), now=_now())
    return {}


def count() -> Figures:
    from balss.participatory_budget.services import count_sealed
    from balss.shared.permissions import SYSTEM

    count_sealed(by=SYSTEM, now=_now())
    return {}


def publish() -> Figures:
    from balss.participatory_budget.models import Call
    from balss.participatory_budget.services import publish_count

    publish_count(call=Call.objects.get(slug=SLUG), by=_official(), now=_now())
    return {}


def result_pages() -> Figures:
    room = f"/lidzdalibas-budzets/{SLUG}/rezultati"
    addresses = {
        "page of the result": f"{room}/",
        "its steps (JSON)": f"{room}.json",
        "ballots in Pabulib's format": f"{room}/1.pb",
        "numbers of the sealing": f"/balsosana/{_election().pk}/kastes/",
    }
    return {"pages": _pages(addresses)}


def box_file() -> Figures:
    return {"pages": _pages({"the sealed box (urna.json)": f"/balsosana/{_election().pk}/urna.json"}, rounds=1)}


def _pages(addresses: dict[str, str], account: Any = None, *, rounds: int = ROUNDS) -> dict[str, Any]:
    """Median CPU of some requests that no cache has seen, the queries of one, and its length."""
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    if account is not None:
        browser.force_login(account)

    def ask(address: str) -> int:
        answer: Any = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        pieces = answer.streaming_content if answer.streaming else [answer.content]
        return sum(len(piece) for piece in pieces)

    found = {}
    for name, address in addresses.items():
        if rounds > 1:
            ask(address)  # templates are compiled at the first request
        took = []
        for number in range(rounds):
            began = time.process_time()
            length, queries = _counted(ask, f"{address}?{number}")
            took.append((time.process_time() - began) * 1000)
        found[name] = {"ms": statistics.median(took), "queries": queries, "kb": length / 1024}
    return found


def _counted(ask: Callable[[str], int], address: str) -> tuple[int, int]:
    from django.db import connections

    made = 0

    def one(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal made
        made += 1
        return execute(*args)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(one))
        return ask(address), made


def _move_times(by: timedelta) -> None:
    """Of all that says when voting is, so that it has opened, or is over."""
    from balss.box.models import BallotBox
    from balss.participatory_budget.models import Call

    call, election = Call.objects.get(slug=SLUG), _election()
    opens, closes = _now() + timedelta(days=5) + by, _now() + timedelta(days=25) + by
    Call.objects.filter(pk=call.pk).update(voting_opens_at=opens, voting_closes_at=closes)
    for row in (election, BallotBox.objects.get(pk=election.pk)):
        type(row).objects.filter(pk=row.pk).update(opens_at=opens, closes_at=closes)


def _election() -> Any:
    from balss.voting.models import Election

    return Election.objects.select_related("institution").get()


def _official() -> Any:
    from balss.places.models import Institution
    from balss.shared.permissions import Actor, Grant, Role

    return Actor("bench", 1, 1, Grant(Role.OFFICIAL, Institution.objects.get(code="BENCH").pk))


def _now() -> datetime:
    return datetime.now(UTC)


def _list_file() -> Path:
    return Path(os.environ["BENCH_FOLDER"]) / "list.csv"


STEPS: dict[str, Callable[..., Figures]] = {
    each.__name__: each
    for each in (
        nothing, tables, make, write_list, take_list, apply_list, apply_newer_list, ballot_page, fill, seal, count,
        publish, result_pages, box_file,
    )
}  # fmt: skip


def main(name: str, *words: str) -> None:
    django.setup()
    began, cpu = time.perf_counter(), time.process_time()
    figures = STEPS[name](*words)
    took = {"s": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took | {"mb": megabytes} | figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
