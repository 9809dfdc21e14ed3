"""What the room does every night."""

from datetime import datetime

from django.db import connections

from balss.box.models import Ballot
from balss.box.models.boxes import UNDER_WAY
from balss.shared.one_by_one import one_by_one
from balss.shared.unordered import stir
from balss.voting.models import Batch, Election, RollEntry
from balss.voting.services import close_election, tell_voters
from balss.voting.services.rolls import forget_unused_lists


def close_elections(now: datetime) -> None:
    """Seal what is over and has all its paper ballots cast. One whose numbers disagree stays as it is, and the job says
    so each time, after the others were sealed."""
    over = Election.objects.filter(closes_at__lte=now - UNDER_WAY, sealed_date=None, called_off_date=None)
    not_cast = Batch.objects.exclude(state=Batch.State.CAST)
    ready = over.exclude(batches__in=not_cast).order_by("closes_at", "pk")
    one_by_one(ready, lambda each: close_election(election=each, now=now), failed="elections that could not be sealed")


def take_order_away(now: datetime) -> None:
    """Nobody can tell from the databases in which order people and ballots of the day came."""
    if not Election.objects.filter(opens_at__lte=now, sealed_date=None).exists():
        return
    stir(connections["default"], RollEntry._meta.db_table, "key")
    stir(connections["box"], Ballot._meta.db_table, "key")


def forget_lists(now: datetime) -> None:
    forget_unused_lists(now)


def tell(now: datetime) -> None:
    tell_voters(now=now)
