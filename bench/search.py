"""`python -m bench.search`: searching among many documents, on the database of DATABASE_URL (SQLite without it).

`python scripts/postgres.py .venv/bin/python -m bench.search` measures PostgreSQL. The documents are made up: words of
an invented vocabulary, as frequent as words of a language are (Zipf), 20 to 120 to a document. A question is measured
as the page asks it: how many there are, the first twenty, and the marked sentence of each. A change is measured inside
the transaction of its caller, and once more with the commit, which the caller makes in any case.
"""

import argparse
import contextlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

MEDIAN_MS, P95_MS, UPDATE_MS = 40.0, 250.0, 5.0
FIRST_DAY, DAYS = date(2016, 1, 1), 4000
BATCH = 1000
NEWS = 200  # things that something happened to since letters went out last


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="What searching costs.")
    parser.add_argument("--documents", type=int, default=200_000, help="how many documents (default: %(default)s)")
    parser.add_argument("--questions", type=int, default=60, help="questions of each sort (default: %(default)s)")
    parser.add_argument("--updates", type=int, default=500, help="changes (default: %(default)s)")
    parser.add_argument("--searches", type=int, default=10_000, help="followed searches (default: %(default)s)")
    args = parser.parse_args()
    with installation() as engine_name:
        corpus = Corpus()
        print(f"{engine_name}: {args.documents} documents", flush=True)
        print(f"indexed in {fill(corpus, args.documents):.0f} s", flush=True)
        mixed = []
        for sort, questions in corpus.questions(args.questions).items():
            taken = [ask(typed) for typed in questions]
            print(line(sort, taken))
            if sort in MIX:
                mixed += taken
        print(line("the mix: " + ", ".join(MIX), mixed, median=MEDIAN_MS, p95=P95_MS))
        print(f"{args.searches} followed searches matched with the {NEWS} newest documents: ", end="")
        print("{:.1f} s, {} times found".format(*match(corpus, args.searches)))
        for name, change in (("update", corpus.change), ("addition", corpus.add)):
            alone, committed = updates(change, args.updates)
            print(line(name, alone, median=UPDATE_MS, mean=UPDATE_MS))
            print(line(f"{name} with commit", committed))


MIX = ("rare", "common", "two common words", "common and rare", "two rare words")


@contextlib.contextmanager
def installation() -> Iterator[str]:
    """Django on a new SQLite file, or on the PostgreSQL database that is given, with its tables."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/balss.sqlite3")
        os.environ |= {"BALSS_VAR": folder, "DJANGO_SETTINGS_MODULE": "balss.config.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        yield connections["default"].vendor
        connections.close_all()


@dataclass(frozen=True)
class Taken:
    """How long a question or a change took, and how much was found."""

    ms: float
    found: int = 0


class Corpus:
    """Documents that are the same in every run, by their number."""

    KIND = "bench.document"

    def __init__(self) -> None:
        random = Random(2026)
        syllables = [a + b for a in "bcdgjklmnprstvzšž" for b in ("a", "e", "i", "o", "u", "ā", "ē", "ie", "au")]
        stems = sorted({"".join(random.choices(syllables, k=random.randint(1, 3))) + random.choice("bdgklmnprstv")
                        for _ in range(60_000)})  # fmt: skip
        random.shuffle(stems)
        self.stems = stems[:30_000]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.stems))))
        self.changed: dict[int, int] = {}
        self.total = 0
        self._pin()

    def document(self, number: int, edition: int = 0) -> Any:
        from balss.shared.search_documents import SearchDocument

        random = Random(number * 1000 + edition)
        words = [self._form(stem, random) for stem in self._draw(random, random.randint(20, 120))]
        sentences = [" ".join(words[start : start + 12]).capitalize() + "." for start in range(0, len(words), 12)]
        title = " ".join(self._form(stem, random) for stem in self._draw(random, random.randint(2, 7))).capitalize()
        return SearchDocument(
            str(number),
            {"lv": title},
            {"lv": " ".join(sentences)},
            date=FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        )

    def questions(self, count: int) -> dict[str, list[str]]:
        random = Random(7)

        def common() -> str:
            return self._form(self.stems[random.randrange(0, 60)], random)

        def rare() -> str:
            return self._form(self.stems[random.randrange(3000, 20_000)], random)

        sorts: dict[str, Callable[[], str]] = {
            "rare": rare,
            "common": common,
            "two common words": lambda: f"{common()} {common()}",
            "common and rare": lambda: f"{common()} {rare()}",
            "two rare words": lambda: f"{rare()} {rare()}",
            "phrase": lambda: f'"{common()} {common()}"',
            "excluded word": lambda: f"{common()} -{common()}",
        }
        return {name: [make() for _ in range(count)] for name, make in sorts.items()}

    def change(self, number: int) -> None:
        """Another edition of a document that is there, in a transaction of its own."""
        from balss.search.services import index

        chosen = number * 37 % self.total
        self.changed[chosen] = self.changed.get(chosen, 0) + 1
        index(self.KIND, [str(chosen)])

    def add(self, number: int) -> None:
        from balss.search.services import index

        index(self.KIND, [str(self.total + number)])

    def _draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.stems, cum_weights=self.weights, k=count)

    def _form(self, stem: str, random: Random) -> str:
        return stem + random.choice(("s", "a", "am", "u", "ā", "i", "iem", "us", "os"))

    def _pin(self) -> None:
        from balss.shared.search_documents import SearchKind, search_documents

        search_documents.pin(
            SearchKind(
                self.KIND,
                "Documents",
                lambda: map(str, range(self.total)),
                lambda keys: [self.document(int(key), self.changed.get(int(key), 0)) for key in keys],
                lambda key: f"/{key}/",
            )
        )


def fill(corpus: Corpus, documents: int) -> float:
    """Index all documents; the seconds that it took."""
    from django.db import connection

    from balss.search.services import index

    start = time.perf_counter()
    corpus.total = documents
    for first in range(0, documents, BATCH):
        index(corpus.KIND, map(str, range(first, min(first + BATCH, documents))))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - start


def ask(typed: str) -> Taken:
    from balss.core.text.question import question
    from balss.search.queries import Answers, Filters
    from balss.search.queries.showing import results

    start = time.perf_counter()
    asked = question(typed)
    answers = Answers(asked, Filters(), on=FIRST_DAY)
    found = len(answers)
    for result in results(answers[:20], keys=asked.keys, language="lv"):
        _ = result.title, result.passage
    return Taken((time.perf_counter() - start) * 1000, found)


def match(corpus: Corpus, searches: int) -> tuple[float, int]:
    """Ask of each search which of the newest documents it finds; the seconds, and how often one was found."""
    from balss.search.models import Entry
    from balss.search.queries.saved import key_of, matching

    newest = Entry.objects.order_by("-place").values_list("document__kind", "document__key")[:NEWS]
    each = corpus.questions(-(-searches // len(MIX)))
    typed = [typed for sort in MIX for typed in each[sort]][:searches]
    keys = [key for words in typed if (key := key_of({"q": words}))]
    start = time.perf_counter()
    found = len(list(matching(list(newest), keys)))
    return time.perf_counter() - start, found


def updates(change: Callable[[int], None], count: int) -> tuple[list[Taken], list[Taken]]:
    """Changes, each in a transaction of its own: without the commit, and with it."""
    from django.db import transaction

    alone, committed = [], []
    for number in range(count):
        start = time.perf_counter()
        with transaction.atomic():
            begun = time.perf_counter()
            change(number)
            alone.append(Taken((time.perf_counter() - begun) * 1000))
        committed.append(Taken((time.perf_counter() - start) * 1000))
    return alone, committed


def line(name: str, taken: Sequence[Taken], **limits: float) -> str:
    """Median, mean, 95th percentile and longest, with what each may be."""
    times = sorted(each.ms for each in taken)
    figures = {
        "median": statistics.median(times),
        "mean": statistics.mean(times),
        "p95": times[int(0.95 * (len(times) - 1))],
        "longest": times[-1],
    }
    found = statistics.median(each.found for each in taken)
    shown = [f"{what} {ms:.1f} ms{_beside(ms, limits.get(what))}" for what, ms in figures.items()]
    return f"{name}: {', '.join(shown)}" + (f"; median found {found:.0f}" if found else "")


def _beside(ms: float, limit: float | None) -> str:
    return "" if limit is None else f" of {limit:.0f} {'✓' if ms <= limit else '✗'}"


if __name__ == "__main__":
    main()
