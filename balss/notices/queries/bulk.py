"""Whether letters that nobody has to get may leave now."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from balss.notices.models import BulkStop

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 0)  # in Riga: nobody's telephone rings at night for news
RIGA = ZoneInfo("Europe/Riga")


def bulk_stop() -> BulkStop | None:
    """The stop for everything that is in force."""
    return BulkStop.objects.filter(ended_at=None).first()


def is_quiet(now: datetime) -> bool:
    local = now.astimezone(RIGA).time()
    return local >= QUIET_FROM or local < QUIET_UNTIL


def bulk_waits(now: datetime) -> bool:
    return is_quiet(now) or bulk_stop() is not None
