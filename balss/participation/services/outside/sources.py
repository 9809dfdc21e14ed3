"""From where opportunities are imported: added, changed, stopped and begun again by the coordinator."""

from datetime import datetime
from typing import Any

from django.db import transaction

from balss.ledger.services import record
from balss.participation.models import OutsideSource
from balss.participation.services.outside.rows import close_all
from balss.participation.services.refusals import NotInThatState, SourceNotAllowed
from balss.shared.fetching import PUBLIC, NotFetched, Reach, check_address
from balss.shared.permissions import Actor, require

State = OutsideSource.State
COLUMNS = ("name", "form", "data_address", "address", "kind", "language", "institution")


@transaction.atomic
def add_source(*, code: str, content: dict[str, Any], by: Actor, now: datetime, reach: Reach = PUBLIC) -> OutsideSource:
    """Begin to import from a source; the next run of the job asks it. `content`: COLUMNS.

    Raises NotAllowed, SourceNotAllowed where the address may not be asked.
    """
    require(by, "participation.keep_sources", None, now)
    source = OutsideSource(code=code, next_try_at=now)
    _fill(source, content, reach)
    source.save()
    _record("participation.source_added", source, by, now)
    return source


@transaction.atomic
def change_source(
    *, source: OutsideSource, content: dict[str, Any], by: Actor, now: datetime, reach: Reach = PUBLIC
) -> OutsideSource:
    """Raises NotAllowed, SourceNotAllowed. What is there already stays until the next import, which asks anew."""
    source = locked(source, by, now)
    _fill(source, content, reach)
    source.etag = source.last_modified = ""
    source.next_try_at = now
    source.save()
    _record("participation.source_changed", source, by, now)
    return source


@transaction.atomic
def stop_source(*, source: OutsideSource, by: Actor, now: datetime) -> OutsideSource:
    """Ask it no more, and close what came from it: nobody would notice when it ends there.

    Raises NotAllowed, NotInThatState.
    """
    source = locked(source, by, now)
    if source.state == State.STOPPED:
        raise NotInThatState
    source.state, source.next_try_at = State.STOPPED, None
    source.save()
    close_all(source, now)
    _record("participation.source_stopped", source, by, now)
    return source


@transaction.atomic
def resume_source(*, source: OutsideSource, by: Actor, now: datetime) -> OutsideSource:
    """Ask it again from now on, whether it was stopped, paused, or waits after a failure. Raises NotAllowed."""
    source = locked(source, by, now)
    source.state, source.next_try_at, source.failures = State.ACTIVE, now, 0
    source.etag = source.last_modified = ""
    source.save()
    _record("participation.source_resumed", source, by, now)
    return source


def locked(source: OutsideSource, by: Actor, now: datetime) -> OutsideSource:
    require(by, "participation.keep_sources", source, now)
    return OutsideSource.objects.select_for_update(no_key=True).get(pk=source.pk)


def _fill(source: OutsideSource, content: dict[str, Any], reach: Reach) -> None:
    for name in COLUMNS:
        if name in content:
            setattr(source, name, content[name])
    try:
        check_address(source.data_address, reach=reach)
    except NotFetched as error:
        raise SourceNotAllowed from error


def _record(action: str, source: OutsideSource, by: Actor, now: datetime) -> None:
    content = {"code": source.code, "name": source.name, "form": source.form, "data_address": source.data_address}
    record(action=action, subject=source, by=by, now=now, content=content)
