"""On what the data of plans depend, so that who has them already need not get them again."""

from datetime import date

from django.db.models import Count, Max, Sum

from balss.ledger.queries import committed_so_far
from balss.plan.models import EvidenceCount


def version_on(day: date) -> tuple[object, ...]:
    """The day, all that was decided (in the ledger), and the counts of evidence, which are made without a deed. Counts
    are only added or removed with their indicator: with as many of them, a newer one raises the sum. Two queries."""
    counts = EvidenceCount.objects.aggregate(number=Count("pk"), last=Max("pk"), sum=Sum("pk"))
    return (day, *committed_so_far(), *counts.values())
