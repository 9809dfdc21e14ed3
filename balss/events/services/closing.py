"""Closing an event: who came, what was shown and what came of it. From then on it counts for the plan.

That is all that an official does for the plan: the evidence of its indicators is counted from closed events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balss.events.models import ANNOUNCED_STATES, Attendance, Event, MediaPresence, State
from balss.events.queries import institution_called
from balss.events.services.editing import locked, public_facts, touch
from balss.events.services.materials import NewMaterial, add_material
from balss.events.services.news import tell_followers
from balss.events.services.refusals import ClosingIncomplete, MoreThanCame, NotBegunYet, ReasonMissing
from balss.events.services.spreading import spread
from balss.ledger.services import record
from balss.places.models import Audience, Institution
from balss.places.queries import AmbiguousBody
from balss.shared.permissions import Actor


@dataclass(frozen=True)
class Account:
    """What the organiser says when it is over. `groups` and `institutions` are (which, how many came); institutions
    are written in the organiser's words. `media` are (name, `Reach`)."""

    came_onsite: int | None
    came_online: int | None
    outcome: str
    minutes: str = ""
    groups: tuple[tuple[Audience, int], ...] = ()
    institutions: tuple[tuple[str, int], ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    materials: tuple[NewMaterial, ...] = ()
    without_materials: bool = False


@transaction.atomic
def close_event(*, event: Event, account: Account, by: Actor, now: datetime) -> Event:
    """Close an event that has begun, or correct what was said of one that is closed; materials are added to those that
    it has. Raises NotAllowed, NotInThatState, NotBegunYet, ClosingIncomplete, MoreThanCame, FileRefused.
    """
    event = locked(event, "events.close_event", by, now, *ANNOUNCED_STATES, State.HELD)
    is_correction = event.state == State.HELD
    if now < event.starts_at:
        raise NotBegunYet
    if missing := _missing(event, account):
        raise ClosingIncomplete(missing)
    _check_counts(account)
    event.came_onsite, event.came_online = account.came_onsite or 0, account.came_online or 0
    event.outcome, event.minutes = account.outcome.strip(), account.minutes.strip()
    event.without_materials = account.without_materials
    event.state, event.closed_at = State.HELD, event.closed_at or now
    touch(event, now)
    _write_attendance(event, account, now)
    for material in account.materials:
        add_material(event=event, material=material, by=by, now=now)
    content = {**public_facts(event), "came_onsite": event.came_onsite, "came_online": event.came_online}
    if is_correction:
        record(action="events.closing_corrected", subject=event, by=by, now=now, content=content)
    else:
        record(action="events.event_held", subject=event, by=by, now=now, content=content)
        tell_followers("events.event_held", event, now=now)
    spread(event, by=by, now=now)
    return event


@transaction.atomic
def reopen_event(*, event: Event, reason: str, by: Actor, now: datetime) -> Event:
    """Take the closing back, because it was a mistake: the event does not count any more, and the ledger says why.

    Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    event = locked(event, "events.reopen_event", by, now, State.HELD)
    if not reason.strip():
        raise ReasonMissing
    event.state = State.MOVED if event.moves.exists() else State.PUBLISHED
    event.closed_at = event.came_onsite = event.came_online = None
    touch(event, now)
    event.attendance.all().delete()
    event.media.all().delete()
    facts = {**public_facts(event), "reason": reason.strip()}
    record(action="events.event_reopened", subject=event, by=by, now=now, content=facts)
    spread(event, by=by, now=now, was_held=True)
    return event


def _missing(event: Event, account: Account) -> list[str]:
    missing = []
    if event.has_site and account.came_onsite is None:
        missing.append("came_onsite")
    if event.has_link and account.came_online is None:
        missing.append("came_online")
    if not account.outcome.strip():
        missing.append("outcome")
    if not account.materials and not account.without_materials and not event.materials.exists():
        missing.append("without_materials")
    return missing


def _check_counts(account: Account) -> None:
    came = (account.came_onsite or 0) + (account.came_online or 0)
    counted: list[tuple[Any, int]] = [*account.groups, *account.institutions]
    for name, count in counted:
        if count > came:
            raise MoreThanCame(str(name), came=came)


def _write_attendance(event: Event, account: Account, now: datetime) -> None:
    event.attendance.all().delete()
    event.media.all().delete()
    rows = [Attendance(event=event, audience=group, count=count) for group, count in account.groups if count]
    rows += _of_institutions(event, account.institutions, now)
    Attendance.objects.bulk_create(rows)
    media = {name.strip(): reach for name, reach in account.media if name.strip()}
    MediaPresence.objects.bulk_create(
        MediaPresence(event=event, name=name, reach=reach) for name, reach in media.items()
    )


def _of_institutions(event: Event, said: Sequence[tuple[str, int]], now: datetime) -> list[Attendance]:
    """One row for each institution, under whichever of its names it was written; unknown ones in their words."""
    rows: dict[object, Attendance] = {}
    for words, count in said:
        known = _known(words, now)
        key = known.pk if known else words.casefold()
        if key in rows:
            rows[key].count += count
        elif count:
            rows[key] = Attendance(event=event, institution=known, words=words, count=count)
    return list(rows.values())


def _known(words: str, now: datetime) -> Institution | None:
    """The body that the words name today; None for a stranger, and for words that name several."""
    try:
        return institution_called(words, on=timezone.localdate(now))
    except AmbiguousBody:
        return None
