"""Everything that a person said or did in public, from all rooms, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from balss.people.models import Person
from balss.people.queries import subject_of
from balss.shared.permissions import Actor, require
from balss.shared.voices import Standing, Voice, VoiceKind, voices

FIELDS = (
    "kind", "at", "about", "text", "receipt", "standing", "state", "answer_due", "verdict", "reason", "answered_at",
    "changes", "satisfied", "replies", "supports", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Own:
    """One voice with the way in which it was heard."""

    kind: VoiceKind
    voice: Voice

    @property
    def is_waiting(self) -> bool:
        return self.voice.standing == Standing.WAITING


def own_voices(actor: Actor, now: datetime) -> list[Own]:
    """All that the actor said, the latest first; the same number of queries however much. Raises NotAllowed."""
    require(actor, "web.see_own_voices", None, now)
    subject = subject_of(Person.objects.get(pk=actor.person_id or 0))
    found = [Own(kind, voice) for kind in voices for voice in kind.of(subject, now)]
    return sorted(found, key=lambda own: (own.voice.at, own.kind.name, own.voice.address), reverse=True)


def narrowed(found: Iterable[Own], *, kind: str, standing: str) -> list[Own]:
    """Of a kind and of a standing; "" is any."""
    return [own for own in found if kind in ("", own.kind.name) and standing in ("", own.voice.standing)]


@dataclass(frozen=True)
class Sum:
    """How many wait for an answer and until when the next one is promised, are answered, and are still to be rated."""

    waiting: int
    next_date: date | None
    answered: int
    to_rate: int


def sum_of(found: Iterable[Own], now: datetime) -> Sum:
    listed = list(found)
    counts = Counter(own.voice.standing for own in listed)
    today = timezone.localdate(now)
    promised = [own.voice.due_date for own in listed if own.voice.due_date and own.voice.due_date >= today]
    return Sum(
        waiting=counts[Standing.WAITING],
        next_date=min(promised, default=None),
        answered=counts[Standing.ANSWERED],
        to_rate=sum(own.voice.asks for own in listed),
    )


def rows(found: Iterable[Own]) -> Iterator[dict[str, Any]]:
    """FIELDS of each; `changes` is a list of addresses."""
    for own in found:
        voice = own.voice
        yield {
            "kind": own.kind.name,
            "at": voice.at,
            "about": voice.about,
            "text": voice.text,
            "receipt": voice.receipt,
            "standing": voice.standing.value,
            "state": str(voice.state),
            "answer_due": voice.due_date,
            "verdict": str(voice.verdict),
            "reason": voice.reason,
            "answered_at": voice.answered_at,
            "changes": [_whole(address) for _, address in voice.changes],
            "satisfied": voice.is_satisfied,
            "replies": voice.replies,
            "supports": voice.supports,
            "address": _whole(voice.address),
        }


def _whole(address: str) -> str:
    return settings.ORIGIN + address if address.startswith("/") else address
