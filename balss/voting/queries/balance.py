"""Rights given (roll) and ballots cast (box), per channel and day, and how many might have voted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from balss.box.models import Channel
from balss.box.queries import NotSealed, box_of, days_of
from balss.voting.models import Election, RollEntry

Place = tuple[date, str]  # day and channel


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

    @property
    def unused(self) -> int:
        return self.given - self.cast

    @property
    def way(self) -> str:
        return Channel(self.channel).words


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


def balance_of(election: Election) -> list[Balance]:
    """Of a sealed election, as its sealing found it. Raises NotSealed, MoreCastThanGiven."""
    if election.days:
        return [Balance(**each | {"day": date.fromisoformat(each["day"])}) for each in election.days]
    box = box_of(election.pk)
    if election.sealed_date is None or box is None:
        raise NotSealed
    return balance(given_in(election), {(each.day, each.channel): each.cast for each in days_of(box)})


def listed_voters(election: Election) -> int | None:
    """How many stand in the list of voters; None where sign-in providers vouch and nobody knows."""
    if election.roll != Election.Roll.LIST:
        return None
    return RollEntry.objects.filter(election=election).count()
