"""Until when reports for a period are taken: the plan does not say, so its coordinator does."""

from datetime import date, datetime

from django.db import transaction

from balss.ledger.services import record
from balss.plan.models import ReportingPeriod
from balss.plan.services.refusals import ClosesBeforeEnd
from balss.shared.permissions import Actor, require


@transaction.atomic
def set_closing_date(*, period: ReportingPeriod, closes_date: date | None, by: Actor, now: datetime) -> ReportingPeriod:
    """Take reports for the period until the day, that day included; None: without end. A closed one opens again with a
    later day. Raises NotAllowed, ClosesBeforeEnd."""
    require(by, "plan.manage_periods", period.plan, now)
    if closes_date is not None and closes_date < period.end_date:
        raise ClosesBeforeEnd(period)
    period = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("plan").get(pk=period.pk)
    period.closes_date = closes_date
    period.save(update_fields=["closes_date"])
    content = {
        "plan": period.plan.slug,
        "period": period.code,
        "closes": closes_date.isoformat() if closes_date else None,
    }
    record(action="plan.period_closing_set", subject=period, by=by, now=now, content=content)
    return period
