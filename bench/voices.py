"""What people say and can take part in: real proposals and comments, one busy consultation, and a long feed.

The proposals and comments are those of Decide Madrid, loaded as `balss participation import` loads them; where the
folder is not there, the page is left out with a word. The busy consultation and the feed are made up.
"""

import contextlib
import csv
import io
import json
import sys
import tempfile
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from balss.participation.models import Consultation, Contribution, Opportunity, Process
from balss.places.models import Institution, Topic

MADRID = Path(__file__).resolve().parents[2] / "shared/data/comments/decide-madrid/data"
REAL = ("proposals.csv", "comments.csv")
THREADS = 50
WORDS = (
    "iela", "koks", "soliņš", "parks", "skola", "bērni", "ceļš", "tilts", "upe", "dārzs", "māja", "pilsēta", "ciems",
    "lauks", "mežs", "saule", "vējš", "lietus",
)  # fmt: skip


def busy_consultation(contributions: int) -> str:
    """The address of one with contributions in 50 threads, one in fifty with Markdown."""
    consultation = _consultation("bench-busy")
    chance, now = Random(3), timezone.now()
    threads: list[list[Contribution]] = []
    for place in range(contributions):
        thread = threads[place % THREADS] if place >= THREADS else []
        parent = chance.choice(thread) if thread else None
        said = Contribution.objects.create(
            consultation=consultation, parent=parent, root=thread[0] if thread else None, kind="opinion",
            text=_text(chance), name="Anna Liepa", state="published", created_at=now, updated_at=now, submitted_at=now,
            published_at=now + timedelta(seconds=place),
        )  # fmt: skip
        if not thread:
            threads.append(thread)
        thread.append(said)
    return consultation.opportunity.get_absolute_url()


def real_consultation(comments: int) -> str | None:
    """The address of the consultation that the real proposals and the first of the comments were imported into."""
    files = [MADRID / name for name in REAL]
    if not all(file.exists() for file in files):
        print(f"Left out: the proposals and comments of Decide Madrid are not in {MADRID}.\n", file=sys.stderr)
        return None
    from balss.cli import main

    opportunity = _consultation("bench-madrid").opportunity
    said = io.StringIO()
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as some, contextlib.redirect_stdout(said):
        with files[1].open(newline="") as every:
            csv.writer(some).writerows(islice(csv.reader(every), comments + 1))
        some.flush()
        where = ["--opportunity", str(opportunity.public_id), "--source", "madrid", "--language", "es"]
        code = main(["participation", "import", str(files[0]), some.name, *where])
    done = json.loads(said.getvalue())
    print(f"Imported {done['proposals']} proposals and {done['comments']} comments, lost {len(done['lost'])}.\n")
    assert code == 0, done
    return opportunity.get_absolute_url()


def long_feed(opportunities: int) -> str:
    """The address of the feed of opportunities that are open."""
    now = timezone.now()
    institutions, topics = list(Institution.objects.all()[:80]), list(Topic.objects.all()[:20])
    made = Opportunity.objects.bulk_create(
        (
            _announced(place, institution, now)
            for place, institution in enumerate(islice(cycle(institutions), opportunities))
        ),
        batch_size=500,
    )
    through = Opportunity.topics.through
    links = (through(opportunity=each, topic=topics[place % len(topics)]) for place, each in enumerate(made))
    through.objects.bulk_create(links, batch_size=500)
    return reverse("participation:feed")


def _consultation(slug: str) -> Consultation:
    now = timezone.now()
    institution = Institution.objects.filter(kind="municipality").order_by("slug")[0]
    written = {"author": "bench", "created_at": now, "updated_at": now, "published_at": now, "institution": institution}
    process = Process.objects.create(slug=slug, title=slug, state="under_way", **written)
    opportunity = Opportunity.objects.create(
        process=process, kind="ideas", title=slug, question="Kas jāmaina?", state="published",
        opens_at=now - timedelta(days=4000), closes_at=now + timedelta(days=9), **written,
    )  # fmt: skip
    return Consultation.objects.create(opportunity=opportunity)


def _announced(place: int, institution: Institution, now: datetime) -> Opportunity:
    return Opportunity(
        kind="event", institution=institution, origin="bench", origin_key=str(uuid4()), address="/",
        title=f"Nr. {place}", summary="Kopsavilkums.", state="published", opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(hours=place + 1), published_at=now, created_at=now, updated_at=now, author="bench",
    )  # fmt: skip


def _text(chance: Random) -> str:
    words = " ".join(chance.choices(WORDS, k=60))
    return f"{words}.\n\n{'**Svarīgi.** ' if chance.random() < 0.02 else ''}{' '.join(chance.choices(WORDS, k=20))}."
