"""What the import of the published plan costs: read and written with all that hangs on it, then taken back."""

import statistics
import time
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from balss.plan.queries import PUBLISHED_PLAN, read_plan_bytes
from balss.plan.services import import_edition
from balss.shared.permissions import SYSTEM
from tests.core.plandoc.word_file import word_plan

ROUNDS = 5
LIMIT_MS = 1000.0
NOBODYS_COUNTRY = "ZZ"  # so that it is a new plan each time


def import_lines() -> Iterator[str]:
    """Latvia's plan as text and as Word, each beside the limit."""
    text = PUBLISHED_PLAN.read_text()
    for name, content in (("text", text.encode()), ("Word", word_plan(text))):
        took = statistics.median(_import_ms(content) for _ in range(ROUNDS))
        mark = "✓" if took <= LIMIT_MS else "✗"
        yield f"import of the published plan, {name}: {took:.0f} ms of {LIMIT_MS:.0f} ms {mark}"


def _import_ms(content: bytes) -> float:
    now, start = timezone.now(), time.perf_counter()
    with transaction.atomic():
        document = read_plan_bytes(content, on=timezone.localdate(now), country=NOBODYS_COUNTRY)
        import_edition(document=document, content=content, file_name="plan", by=SYSTEM, now=now)
        took = (time.perf_counter() - start) * 1000
        transaction.set_rollback(True)
    return took
