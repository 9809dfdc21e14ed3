"""What indicators say that records show, counted again: for `balss recount`. `plan.services.recount` writes it."""

from collections.abc import Iterator

from balss.plan.models import Indicator
from balss.plan.queries.evidence import records_of
from balss.shared.recounts import Difference, compared


def evidence_counts() -> Iterator[Difference]:
    for indicator in Indicator.objects.standing().exclude(counts=[]).select_related("measure__plan").order_by("pk"):
        says = {each["metric"]: each["number"] for each in indicator.counted}
        counted = {}
        for metric in {count["metric"] for count in indicator.counts}:
            if (found := records_of(indicator, metric)) is not None:
                counted[metric] = sum(record.amount for _kind, record in found)
        where = f"{indicator.measure.plan.slug}, measure {indicator.measure.key}, indicator {indicator.pk}"
        yield from compared(where, says, counted)
