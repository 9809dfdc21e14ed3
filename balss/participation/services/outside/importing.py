"""Asking the sources: all that are due, one after the other, each by itself, and what becomes of failures.

A source that fails is asked again after an hour, two, four, at most a day, and no sooner than it said itself; after
MOST_FAILURES in a row it is paused until the coordinator begins it again. What is there from it stays meanwhile.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from balss.core.outside import Unreadable, read
from balss.participation.models import OutsideSource
from balss.participation.services.outside.rows import take
from balss.participation.services.outside.sources import locked
from balss.shared.fetching import PUBLIC, Fetched, NotFetched, Reach, fetch
from balss.shared.permissions import Actor, require

log = logging.getLogger(__name__)
State = OutsideSource.State
AGAIN_AFTER = timedelta(hours=6)
FIRST_WAIT, LONGEST_WAIT = timedelta(hours=1), timedelta(days=1)
LONGEST_RETRY_AFTER = timedelta(days=7)
MOST_FAILURES = 8


def import_due(*, by: Actor, now: datetime, reach: Reach = PUBLIC) -> list[OutsideSource]:
    """Ask every active source whose time has come; one that fails keeps no other from being asked."""
    due = OutsideSource.objects.filter(Q(next_try_at=None) | Q(next_try_at__lte=now), state=State.ACTIVE)
    return [import_source(source=source, by=by, now=now, reach=reach) for source in list(due)]


def import_source(*, source: OutsideSource, by: Actor, now: datetime, reach: Reach = PUBLIC) -> OutsideSource:
    """Ask one source and write what it gave, in one transaction; a failure is kept in it and not raised.

    Raises NotAllowed.
    """
    require(by, "participation.keep_sources", source, now)
    try:
        fetched = fetch(source.data_address, etag=source.etag, last_modified=source.last_modified, reach=reach)
        found = None if fetched.is_unchanged else read(source.form, fetched.content, charset=fetched.charset)
    except NotFetched as error:
        why = f"{error.fault.value}:{error.status}" if error.status else error.fault.value
        return _note_failure(source, why, by, now, wait=timedelta(seconds=error.retry_after))
    except Unreadable as error:
        return _note_failure(source, error.reason.value, by, now)
    with transaction.atomic():
        source = locked(source, by, now)
        if source.state != State.ACTIVE:
            return source  # stopped while it was asked
        if found is not None:
            source.counts = take(source, found, now).as_dict()
            _note_skipped(source, [f"{each.number}:{each.reason.value}" for each in found.skipped])
        _note_success(source, fetched, now)
    return source


def _note_skipped(source: OutsideSource, skipped: list[str]) -> None:
    if skipped:
        source.counts["examples"] = skipped[:5]


def _note_success(source: OutsideSource, fetched: Fetched, now: datetime) -> None:
    if not fetched.is_unchanged:
        source.etag, source.last_modified = fetched.etag, fetched.last_modified
    source.tried_at = source.imported_at = now
    source.failures, source.failure, source.next_try_at = 0, "", now + AGAIN_AFTER
    source.save()


@transaction.atomic
def _note_failure(
    source: OutsideSource, why: str, by: Actor, now: datetime, wait: timedelta = timedelta()
) -> OutsideSource:
    source = locked(source, by, now)
    log.warning("Outside source %s: %s", source.code, why)
    source.failures += 1
    source.failure, source.tried_at = why, now
    longer = min(FIRST_WAIT * 2 ** min(source.failures - 1, 10), LONGEST_WAIT)
    source.next_try_at = now + max(longer, min(wait, LONGEST_RETRY_AFTER))
    if source.failures >= MOST_FAILURES and source.state == State.ACTIVE:
        source.state = State.PAUSED
    source.save()
    return source
