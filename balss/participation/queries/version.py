"""On what the data of an opportunity depend, so that who has them already need not get them again."""

from datetime import datetime

from django.db.models import Count, Max, QuerySet, Sum

from balss.core.calendar.riga import day_in_riga
from balss.ledger.queries import committed_so_far
from balss.participation.models import Opportunity, Support
from balss.participation.queries.facts import state_of
from balss.shared.downloads import seen


def version_of(opportunity: Opportunity) -> tuple[object, ...]:
    """All that was said and decided (in the ledger), and who supports it, which is not recorded. Support is only given
    and taken back: with as much of it, a newer one raises the sum. Two queries."""
    support = Support.objects.filter(contribution__consultation__opportunity=opportunity)
    given = support.aggregate(number=Count("pk"), last=Max("pk"), sum=Sum("pk"))
    return (opportunity.updated_at, *committed_so_far(), *given.values())


def version_of_feed(found: QuerySet[Opportunity], now: datetime) -> tuple[object, ...]:
    """What was decided, which opportunities are told, and where each stands by the clock. Two queries."""
    told = found.only("updated_at", "state", "opens_at", "closes_at")
    rows = seen((row.pk, row.updated_at, state_of(row, now)) for row in told)
    return (day_in_riga(now), *committed_so_far(), rows)
