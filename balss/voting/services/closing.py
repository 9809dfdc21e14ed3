"""After voting: the box is sealed, the key that gives rights is deleted, and the numbers are held against each other.

Per channel and day: rights given (roll) and ballots cast (box). A right that was given and not used is “unused”; more
ballots than rights in any channel mean that somebody got past the roll, and nothing is sealed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from balss.box.queries import days_of
from balss.box.services import seal
from balss.ledger.services import record
from balss.shared.permissions import SYSTEM
from balss.voting.models import Batch, Election, RollEntry
from balss.voting.queries.paper import batch_totals
from balss.voting.services.keys import delete_issuer_key

Place = tuple[date, str]  # day and channel


class UrnsNotCast(Exception):
    """Paper ballots were given out and are not yet cast: results wait for them."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        super().__init__(f"urns {numbers} are not cast")


class MoreCastThanGiven(Exception):
    """A channel has more ballots than rights were given in it."""

    def __init__(self, channel: str, cast: int, given: int) -> None:
        self.channel, self.cast, self.given = channel, cast, given
        super().__init__(f"{channel}: {cast} ballots, but {given} rights")


@dataclass(frozen=True)
class Balance:
    """Of one day and channel. Who got a right shortly before midnight may have cast shortly after it."""

    day: date
    channel: str
    given: int
    cast: int


def balance(given: Mapping[Place, int], cast: Mapping[Place, int]) -> list[Balance]:
    """Raises MoreCastThanGiven."""
    for channel in sorted({channel for _, channel in cast}):
        rights = sum(count for (_, each), count in given.items() if each == channel)
        ballots = sum(count for (_, each), count in cast.items() if each == channel)
        if ballots > rights:
            raise MoreCastThanGiven(channel, ballots, rights)
    return [Balance(*place, given.get(place, 0), cast.get(place, 0)) for place in sorted({*given, *cast})]


def given_in(election: Election) -> Counter[Place]:
    used = RollEntry.objects.filter(election=election, used_date__isnull=False)
    rows = used.values_list("used_date", "channel").annotate(count=Count("pk")).order_by("used_date", "channel")
    return Counter({(day, channel): count for day, channel, count in rows if day})


def close_election(*, election: Election, now: datetime) -> Election:
    """Seal the box, hold roll and box against each other, record head and numbers, delete the issuer's key. Again: does
    nothing. Raises UrnsNotCast, box.services.NotYetOver, TreeDisagrees; MoreCastThanGiven."""
    if election.sealed_date is not None:
        return election
    waiting = list(Batch.objects.filter(election=election).exclude(state=Batch.State.CAST).order_by("number"))
    if waiting:
        raise UrnsNotCast([batch.number for batch in waiting])
    box = seal(election=election.pk, now=now)
    given = given_in(election)
    numbers = balance(given, {(each.day, each.channel): each.cast for each in days_of(box)})
    with transaction.atomic():
        election.sealed_date = timezone.localdate(now)
        election.save(update_fields=["sealed_date"])
        content = {
            "head": box.head,
            "given": sum(each.given for each in numbers),
            "cast": sum(each.cast for each in numbers),
            "days": [
                {"day": each.day.isoformat(), "channel": each.channel, "given": each.given, "cast": each.cast}
                for each in numbers
            ],
            "batches": [
                {"number": each.number, "place": each.place, "given": each.marked, "votes": each.votes,
                 "invalid": each.invalid, "missing": each.missing}
                for each in batch_totals(election)
            ],
        }  # fmt: skip
        record(action="voting.election_sealed", subject=election, by=SYSTEM, now=now, content=content)
    delete_issuer_key(election.pk)
    return election
