"""Telling followers: letters that are windows over the sequence of what happened.

A follower's letter tells everything that matches between the position up to which the follower was told and the last
position. The letter and the new position are written in one transaction, with the follower's row locked: after any
outage, late run, double run or killed worker each happening is in exactly one letter of each follower.
"""

from collections import defaultdict
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from balss.core.calendar import day_in_riga
from balss.notices.models import Concern, Follower, Pointer, Rhythm, Subscription
from balss.notices.queries.bulk import bulk_stop
from balss.notices.queries.window import Window, near
from balss.notices.services.digest_words import KIND, DigestWords
from balss.notices.services.following import next_letter_at
from balss.notices.services.happenings import sequence
from balss.notices.services.official.dispatching import divert
from balss.notices.services.outbox import Message, send_all

CHUNK = 400  # followers served in one transaction
AT_ONCE = "at once"  # the pointer of those who are told at once
# Who has a time for the next letter has just chosen to be told at once, or was paused: more may wait than is new.
AT_ONCE_SERVED = Q(rhythm=Rhythm.IMMEDIATELY, paused_at=None, next_at=None)


def send_due(*, now: datetime) -> int:
    """Write all letters that are due into the outbox; returns how many. Any number of processes may do it at once.

    While everything is stopped none is written: afterwards each reader gets one, with all that happened.
    """
    if bulk_stop() is not None:
        return 0
    window = Window(sequence(), day_in_riga(now))
    digests = DigestWords(window.today)
    written = 0
    while (letters := _serve(_due(now), window, digests, now)) is not None:
        written += letters
    return written + _send_at_once(window, digests, now)


def _due(now: datetime) -> QuerySet[Follower]:
    """Whom another process is serving is left to it."""
    due = Follower.objects.filter(next_at__lte=now, paused_at=None).order_by("next_at", "pk")
    return due.select_for_update(of=("self",), skip_locked=connection.features.has_select_for_update)


def _send_at_once(window: Window, digests: DigestWords, now: datetime) -> int:
    """Who is told at once is looked for by what happened since all of them were served."""
    pointer, _created = Pointer.objects.get_or_create(name=AT_ONCE)
    written, last = 0, 0
    while pointer.position < window.top:
        waiting = Follower.objects.filter(
            AT_ONCE_SERVED, position__lt=window.top, pk__gt=last, pk__in=_concerned(pointer.position, window.top)
        )
        chunk = list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not chunk:
            Pointer.objects.filter(pk=pointer.pk, position__lt=window.top).update(position=window.top)
            break
        last = chunk[-1]
        followers = Follower.objects.filter(AT_ONCE_SERVED, pk__in=chunk).order_by("pk")
        locked = followers.select_for_update(of=("self",))
        written += _serve(locked, window, digests, now, after=pointer.position) or 0
    return written


def _concerned(after: int, top: int) -> QuerySet[Subscription, int]:
    """Ids of who follows anything that what happened in the window concerns."""
    concerns = Concern.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), happening__position__gt=after, happening__position__lte=top
    )
    return Subscription.objects.filter(Exists(concerns)).values_list("follower_id", flat=True)


@transaction.atomic
def _serve(
    followers: QuerySet[Follower], window: Window, digests: DigestWords, now: datetime, *, after: int = 0
) -> int | None:
    """Write the letters of one chunk of locked followers and move them on; None where nobody is left. What happened
    up to `after` is known to have been told."""
    chunk = list(followers.select_related("account")[:CHUNK])
    if not chunk:
        return None
    followed: dict[int, list[Subscription]] = {each.pk: [] for each in chunk}
    for subscription in Subscription.objects.filter(follower__in=followed).order_by("pk"):
        followed[subscription.follower_id].append(subscription)
    items = {
        each.pk: window.items(each, followed[each.pk], max(after, each.position))
        for each in chunk
        if each.account is None or each.account.may_sign_in
    }
    digests.look_up({thing for found in items.values() for item in found for thing in item.why})
    letters: list[tuple[int | None, Message]] = []
    for each in chunk:
        if found := items.get(each.pk):
            words, leave_path = digests.of(each, found)
            person = each.account.person_id if each.account else None
            letters.append((person, Message(each.address, each.language, words=words, leave_path=leave_path)))
    send_all(kind=KIND, messages=divert(kind=KIND, letters=letters, institution=None, now=now), now=now)
    _move_on(chunk, window, now)
    return len(letters)


def _move_on(chunk: list[Follower], window: Window, now: datetime) -> None:
    """One update for each time at which the next letter is due: there are as many as days of the week."""
    by_due: dict[tuple[int, date, datetime | None], list[int]] = defaultdict(list)
    for each in chunk:
        told = max(each.deadlines_told or date.min, near(window.today))  # the clock may have gone back
        by_due[max(each.position, window.top), told, next_letter_at(each, now)].append(each.pk)
    for (position, told, next_at), pks in by_due.items():
        Follower.objects.filter(pk__in=pks).update(position=position, deadlines_told=told, next_at=next_at)
