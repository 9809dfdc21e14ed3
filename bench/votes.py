"""`python -m bench.votes`: how many votes are taken a second, whole and durable, beside the bare insert of a row.

A whole vote is what `voting.services.vote_by_service` does: the blind signature, the mark in the roll, the voter's and
the right's signatures checked, ballot, slot, tree and count in the box, the signed head, the receipt. The bare insert
is one row of the same size into a table of the same database, each in a transaction of its own, with the same
durability and as many writers. Uses the databases of DATABASE_URL and BOX_DATABASE_URL where they are set.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WRITERS = 4
SETUP = "import django; django.setup()\n"

PREPARE = """
import sys
from datetime import timedelta
from uuid import uuid4
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.people.models import Claim, CodeHash, Person
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM
from balss.voting.services import arrange

call_command("migrate", verbosity=0)
call_command("migrate", "box", database="box", verbosity=0)
now = timezone.now()
institution, _made = Institution.objects.get_or_create(code="BENCH", slug="bench", kind="municipality")
projects = tuple(PaperProject(str(n), f"Project {n}", 100, "1") for n in range(1, 151))
paper = Paper(str(uuid4()), "Bench", Way.SEVERAL, (PaperArea("1", "All", 1000),), projects)
arrange(paper=paper, institution=institution, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20),
        places=["All"], by=SYSTEM, now=now - timedelta(days=1))
persons = Person.objects.bulk_create(Person(name="Bench") for _ in range(8_000))
known = now - timedelta(days=1)
CodeHash.objects.bulk_create(CodeHash(person=each, digest=f"bench {each.pk}", obtained_at=known) for each in persons)
Claim.objects.bulk_create(
    Claim(person=each, kind=kind, value=value, source="bench", level="high", obtained_at=known)
    for each in persons for kind, value in (("birth_date", "1990-01-01"), ("municipality", "All"))
)
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE bench_bare (key varchar(64) PRIMARY KEY, statement text NOT NULL)")
print(paper.election, persons[0].pk)
"""

# Each says when it is ready, and begins when it is told, so that all begin together.
VOTE = """
import secrets, sys, time
from uuid import UUID
from django.utils import timezone
from balss.shared.permissions import Actor
from balss.voting.models import Election
from balss.voting.services import Vote, vote_by_service

election = Election.objects.get(pk=UUID(sys.argv[1]))
person, until = int(sys.argv[2]), float(sys.argv[3])
done = 0
print("ready", flush=True); sys.stdin.readline()
end = time.monotonic() + until
while time.monotonic() < end:
    by = Actor(public_id="", account_id=1, person_id=person + done)
    seed = secrets.token_bytes(32)
    vote_by_service(election=election, seed=seed, vote=Vote(("3", "77", "150")), by=by, now=timezone.now())
    done += 1
print(done)
"""

BARE = """
import secrets, sys, time
from django.db import connection, transaction

until, done, statement = float(sys.argv[3]), 0, "x" * 900
connection.ensure_connection()
print("ready", flush=True); sys.stdin.readline()
end = time.monotonic() + until
while time.monotonic() < end:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare VALUES (%s, %s)", [secrets.token_hex(32), statement])
    done += 1
print(done)
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.votes", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="how long each is measured (default: %(default)s)")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BALSS_VAR": folder, "DJANGO_SETTINGS_MODULE": "balss.config.settings"}
        environment.setdefault("DATABASE_URL", f"sqlite:///{folder}/balss.sqlite3")
        engine = environment["DATABASE_URL"].partition(":")[0]
        election, first = _run(PREPARE, environment).communicate()[0].split()
        bare = _rate(BARE, election, first, seconds, environment)
        whole = _rate(VOTE, election, first, seconds, environment)
    mark = "✓" if whole >= 50 else "✗"
    print(f"{engine}, {WRITERS} writers, {seconds:.0f} s each, {Path(sys.executable).name} {sys.version.split()[0]}")
    print(f"bare insert     {bare:8.1f} a second")
    print(f"whole vote      {whole:8.1f} a second, of 50 {mark}")
    print(f"bare ÷ whole    {bare / whole:8.1f}")


def _rate(code: str, election: str, first: str, seconds: float, environment: dict[str, str]) -> float:
    """How many a second all writers did together."""
    writers = [
        _run(code, environment, election, str(int(first) + 2_000 * number), str(seconds)) for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    began = time.monotonic()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    done = [int(writer.communicate()[0]) for writer in writers]
    return sum(done) / (time.monotonic() - began)


def _run(code: str, environment: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SETUP + code, *words],
        env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


if __name__ == "__main__":
    main()
