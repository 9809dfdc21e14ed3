"""The stop for everything: one word halts all letters that nobody has to get, another lets them go on."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balss.ledger.services import record
from balss.notices.models import BulkStop
from balss.notices.queries.bulk import bulk_stop
from balss.notices.services.tasks import ask_for_delivery
from balss.shared.permissions import Actor, require


class StoppedAlready(Exception):
    """A stop is in force."""


class NothingStopped(Exception):
    """No stop is in force."""


def stop_bulk(*, reason: str, by: Actor, now: datetime) -> BulkStop:
    """From now on no bulk letter is written or leaves; what a worker is just handing over (a batch at most) still goes.

    The reason is public. Raises NotAllowed, StoppedAlready, ValueError without a reason.
    """
    require(by, "notices.stop_bulk", None, now)
    if not reason.strip():
        raise ValueError("A stop needs its reason")
    try:
        with transaction.atomic():
            stop = BulkStop.objects.create(stopped_at=now, reason=reason.strip()[:300])
            record(action="notices.bulk_stopped", subject=stop, by=by, now=now, content={"reason": stop.reason})
    except IntegrityError as error:
        raise StoppedAlready from error
    return stop


@transaction.atomic
def resume_bulk(*, by: Actor, now: datetime) -> BulkStop:
    """Let bulk letters go again: those that wait leave, and whoever follows something gets all since in one letter.

    Raises NotAllowed, NothingStopped.
    """
    require(by, "notices.stop_bulk", None, now)
    stop = bulk_stop()
    ended = BulkStop.objects.filter(pk=stop.pk if stop else 0, ended_at=None).update(ended_at=now, in_force=None)
    if stop is None or not ended:
        raise NothingStopped
    record(action="notices.bulk_resumed", subject=stop, by=by, now=now, content={})
    ask_for_delivery()
    return stop
