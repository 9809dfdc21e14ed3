"""What the room offers on the boards."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balss.people.models import Person
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.deeds import Deed, deeds
from balss.shared.permissions import Action, Actor, Scope, actions, scopes
from balss.shared.personal_data import Holding, Subject, columns_of, holdings
from balss.shared.schedule import ScheduledJob, jobs
from balss.voting.jobs import close_elections, take_order_away
from balss.voting.models import Election, RollEntry
from balss.voting.queries.standing import keys_of


def _votes(actor: Actor, election: Election, now: datetime) -> bool:
    """Everybody signed in may ask; the roll says who may vote, and gives its reason."""
    return actor.is_signed_in and actor.person_id is not None


def _arranges(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


scopes.pin(Scope("voting", _("elections")))
actions.pin(
    Action("voting.vote", "ask for the right to vote in an election", _votes),
    Action("voting.arrange", "arrange an election of an own institution", _arranges),
)
deeds.pin(
    Deed("voting.election_arranged", _("Election arranged, with its ballot paper and keys"), lambda id_: None),
    Deed("voting.election_sealed", _("Ballot box sealed, with the numbers of rights and ballots"), lambda id_: None),
)
jobs.pin(
    ScheduledJob(
        "voting.close_elections",
        "seal the ballot boxes of elections that are over, and hold roll and box against each other",
        every=timedelta(minutes=5),
        run=close_elections,
    ),
    ScheduledJob(
        "voting.take_order_away",
        "take the order of the day out of roll and ballot box",
        every=timedelta(days=1),
        offset=timedelta(hours=1),  # 01:00 UTC: night in Riga
        run=take_order_away,
    ),
)


def _entries_of(subject: Subject) -> "QuerySet[RollEntry]":
    elections = list(Election.objects.all())
    persons = Person.objects.filter(pk__in=subject.person_ids)
    keys = [key for person in persons for election in elections for key in keys_of(person, election)]
    return RollEntry.objects.filter(key__in=keys)


ONE_VOTE = "while voting goes on and can be contested, the roll must show that this person's one vote was used"

holdings.pin(
    Holding.none(Election, reason="what is voted on, and when"),
    Holding(
        RollEntry,
        _("That you voted (never what)"),
        rows=_entries_of,
        exported=("used_date", "channel"),
        exempt=dict.fromkeys(columns_of(RollEntry), ONE_VOTE),
    ),
)
