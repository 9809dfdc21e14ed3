"""After voting: the box is sealed, the key that gives rights is deleted, and the numbers are held against each other.

Per channel and day: rights given (roll) and ballots cast (box). A right that was given and not used is “unused”; more
ballots than rights in any channel mean that somebody got past the roll, and neither box nor election is sealed.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balss.box.queries import days_of
from balss.box.services import seal
from balss.ledger.services import record
from balss.shared.permissions import SYSTEM
from balss.voting.models import Election
from balss.voting.queries.balance import balance, given_in
from balss.voting.queries.paper import batch_totals, urns_not_cast
from balss.voting.services.keys import delete_issuer_key


class UrnsNotCast(Exception):
    """Paper ballots were given out and are not yet cast: results wait for them."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        super().__init__(f"urns {numbers} are not cast")


def close_election(*, election: Election, now: datetime) -> Election:
    """Seal the box, hold roll and box against each other, record head and numbers, delete the issuer's key. Again: does
    nothing. Raises UrnsNotCast, box.services.NotYetOver, TreeDisagrees; MoreCastThanGiven."""
    if election.sealed_date is not None:
        return election
    if waiting := urns_not_cast(election.pk):
        raise UrnsNotCast(waiting)
    with transaction.atomic(using="box"):  # where the numbers disagree the box is not sealed either
        box = seal(election=election.pk, now=now)
        numbers = balance(given_in(election), {(each.day, each.channel): each.cast for each in days_of(box)})
    with transaction.atomic():
        days = [
            {"day": each.day.isoformat(), "channel": each.channel, "given": each.given, "cast": each.cast}
            for each in numbers
        ]
        election.sealed_date, election.days = timezone.localdate(now), days
        election.save(update_fields=["sealed_date", "days"])
        content = {
            "head": box.head,
            "given": sum(each.given for each in numbers),
            "cast": sum(each.cast for each in numbers),
            "days": days,
            "batches": [
                {"number": each.number, "place": each.place, "given": each.marked, "votes": each.votes,
                 "invalid": each.invalid, "missing": each.missing}
                for each in batch_totals(election)
            ],
        }  # fmt: skip
        record(action="voting.election_sealed", subject=election, by=SYSTEM, now=now, content=content)
    delete_issuer_key(election.pk)
    return election
