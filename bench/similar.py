"""`python -m bench.similar`: finding the ideas of a round that are like one, as the page of every idea does, on the
database of DATABASE_URL (SQLite in a temporary folder without it; it must be empty).

The ideas are made up of an invented vocabulary: titles of 2 to 6 words, texts of about 2,000 letters, so that every
fingerprint is full. Told are seconds of CPU of the process: the first time (stems of titles are not remembered yet) and
the median of later ones, each for another idea.
"""

import argparse
import os
import statistics
import tempfile
import time
from random import Random

FIRST_S, AGAIN_S = 2.0, 0.25


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.similar", description=__doc__)
    parser.add_argument("--ideas", type=int, default=5000, help="how many (default: %(default)s)")
    ideas = parser.parse_args().ideas
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/balss.sqlite3")
        os.environ |= {"BALSS_VAR": folder, "DJANGO_SETTINGS_MODULE": "balss.config.settings"}
        keys = fill(ideas)
        first, *again = [ask(key) for key in keys[:30]]
        engine = os.environ["DATABASE_URL"].partition(":")[0]
        print(f"{engine}: like one of {ideas} ideas, in CPU: first {line(first, FIRST_S)}", end="; ")
        print(f"later {line(statistics.median(again), AGAIN_S)}")


def fill(number: int) -> list[int]:
    import django  # the settings are in the environment by now

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from balss.core.text import fingerprint
    from balss.participatory_budget.models import Call, Idea
    from balss.places.models import Institution

    call_command("migrate", verbosity=0)
    now, random = timezone.now(), Random(7)
    vocabulary = ["".join(random.choices("abdegiklmnoprstuvz", k=random.randint(4, 10))) for _word in range(4000)]
    body = Institution.objects.create(code="S", slug="s", kind="municipality")
    call = Call.objects.create(slug="s", institution=body, year=2026, title="S", created_at=now, updated_at=now)
    rows = []
    for place in range(1, number + 1):
        title, text = (" ".join(random.choices(vocabulary, k=words)) for words in (random.randint(2, 6), 270))
        rows.append(
            Idea(
                call=call, number=place, title=title, text=text, state="submitted", submitted_at=now, created_at=now,
                updated_at=now, fingerprint=fingerprint(f"{title} {text}"),
            )
        )  # fmt: skip
    return [idea.pk for idea in Idea.objects.bulk_create(rows, batch_size=500)]


def ask(key: int) -> float:
    from balss.participatory_budget.models import Idea
    from balss.participatory_budget.queries.similar import similar_ideas

    idea = Idea.objects.get(pk=key)
    began = time.process_time()
    similar_ideas(idea)
    return time.process_time() - began


def line(seconds: float, most: float) -> str:
    return f"{1000 * seconds:.0f} ms of at most {1000 * most:.0f} {'✓' if seconds <= most else '✗'}"


if __name__ == "__main__":
    main()
