"""Telling followers: letters that are windows over the sequence of what happened.

A follower's letter tells everything that matches between the position up to which the follower was told and the last
position. The letter and the new position are written in one transaction, with the follower's row locked: after any
outage, late run, double run or killed worker each happening is in exactly one letter of each follower.
"""

from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation

from balss.core.calendar import day_in_riga
from balss.notices.models import Concern, Follower, Pointer, Rhythm, Subscription
from balss.notices.queries.found import found_of
from balss.notices.queries.window import Item, Window, near
from balss.notices.services.following import next_letter_at
from balss.notices.services.happenings import sequence
from balss.notices.services.outbox import Message, send_all
from balss.notices.services.own import link_of
from balss.shared.followables import Followable, Thing

CHUNK = 400  # followers served in one transaction
AT_ONCE = "at once"  # the pointer of those who are told at once


def send_due(*, now: datetime) -> int:
    """Write all letters that are due into the outbox; returns how many. Any number of processes may do it at once."""
    window = Window(sequence(), day_in_riga(now))
    written = 0
    while (letters := _serve(_due(now), window, now)) is not None:
        written += letters
    return written + _send_at_once(window, now)


def _due(now: datetime) -> QuerySet[Follower]:
    """Whom another process is serving is left to it."""
    due = Follower.objects.filter(next_at__lte=now, paused_at=None).order_by("next_at", "pk")
    return due.select_for_update(of=("self",), skip_locked=connection.features.has_select_for_update)


def _send_at_once(window: Window, now: datetime) -> int:
    """Who is told at once is looked for by what happened since all of them were served."""
    pointer, _created = Pointer.objects.get_or_create(name=AT_ONCE)
    written, last = 0, 0
    while pointer.position < window.top:
        waiting = Follower.objects.filter(
            rhythm=Rhythm.IMMEDIATELY, paused_at=None, position__lt=window.top, pk__gt=last,
            pk__in=_concerned(pointer.position, window.top),
        )  # fmt: skip
        chunk = list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not chunk:
            Pointer.objects.filter(pk=pointer.pk, position__lt=window.top).update(position=window.top)
            break
        last = chunk[-1]
        followers = Follower.objects.filter(pk__in=chunk, rhythm=Rhythm.IMMEDIATELY, paused_at=None).order_by("pk")
        written += _serve(followers.select_for_update(of=("self",)), window, now, after=pointer.position) or 0
    return written


def _concerned(after: int, top: int) -> QuerySet[Subscription, int]:
    """Ids of who follows anything that what happened in the window concerns."""
    concerns = Concern.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), happening__position__gt=after, happening__position__lte=top
    )
    return Subscription.objects.filter(Exists(concerns)).values_list("follower_id", flat=True)


@transaction.atomic
def _serve(followers: QuerySet[Follower], window: Window, now: datetime, *, after: int = 0) -> int | None:
    """Write the letters of one chunk of locked followers and move them on; None where nobody is left. What happened
    up to `after` is known to have been told."""
    own = Prefetch("subscriptions", Subscription.objects.order_by("pk"))
    chunk = list(followers.select_related("account").prefetch_related(own)[:CHUNK])
    if not chunk:
        return None
    items = {
        each.pk: window.items(each, each.subscriptions.all(), max(after, each.position))
        for each in chunk
        if each.account is None or each.account.may_sign_in
    }
    followed = found_of({thing for found in items.values() for item in found for thing in item.why})
    letters = [_letter(each, items[each.pk], followed, window) for each in chunk if items.get(each.pk)]
    send_all(kind="notices.digest", messages=letters, now=now)
    for follower in chunk:
        follower.position = max(follower.position, window.top)
        follower.deadlines_told = near(window.today)
        follower.next_at = next_letter_at(follower, now)
    Follower.objects.bulk_update(chunk, ["position", "deadlines_told", "next_at"], batch_size=CHUNK)
    return len(letters)


def _letter(follower: Follower, items: list[Item], followed: dict[Thing, Followable], window: Window) -> Message:
    language = follower.language
    with translation.override(language):
        shown = [shown_item(item, followed, language) for item in items]
        own, leave = (reverse(f"notices:{name}", args=[link_of(follower)]) for name in ("own_by_link", "leave_all"))
    still_open, came_of = parted(shown, window.today)
    context = {
        "open": still_open,
        "came_of": came_of,
        "count": len(shown),
        "first": (still_open + came_of)[0]["title"],
        "only_deadlines": follower.rhythm == Rhythm.DEADLINES,
        "own": own,
        "leave": leave,
    }
    return Message(follower.address, language, context, leave_path=leave)


def shown_item(item: Item, followed: dict[Thing, Followable], language: str) -> dict[str, Any]:
    """An item in the language that is active, as letters and pages show it."""
    return {
        "kind": item.kind,
        "title": item.title(language),
        "path": item.address(language),
        "until": item.happening.until,
        "happened_at": item.happening.created_at,
        "why": [followed[thing].name(language) for thing in item.why if thing in followed],
    }


def parted(shown: list[dict[str, Any]], today: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Where something can still be done, what ends first standing first; and the rest, as it was."""
    still_open = [each for each in shown if each["until"] and each["until"] >= today]
    return sorted(still_open, key=itemgetter("until")), [each for each in shown if each not in still_open]
