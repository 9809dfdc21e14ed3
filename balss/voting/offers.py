"""What the room offers on the boards."""

from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balss.people.models import Person
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.deeds import Deed, deeds
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.permissions import Action, Actor, Role, Scope, actions, holders_of, scopes
from balss.shared.personal_data import Holding, Retention, Subject, Words, columns_of, holdings
from balss.shared.schedule import ScheduledJob, jobs
from balss.voting.jobs import close_elections, forget_lists, take_order_away, tell
from balss.voting.models import Batch, Election, LateAddition, ListedVoter, RollEntry, RollUpload
from balss.voting.queries.standing import keys_of
from balss.voting.views import glance


def _votes(actor: Actor, election: Election, now: datetime) -> bool:
    """Everybody signed in may ask; the roll says who may vote, and gives its reason."""
    return actor.is_signed_in and actor.person_id is not None


def _arranges(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


def _works_on(actor: Actor, election: Election, now: datetime) -> bool:
    """Officials of the municipality whose election it is; a role may be limited to this room."""
    return works_for(actor, election.institution, now)


institution_panels.pin(InstitutionPanel("voting", _("Voting"), 8, glance.institution_panel))
scopes.pin(Scope("voting", _("elections")))
actions.pin(
    Action("voting.vote", "ask for the right to vote in an election", _votes),
    Action("voting.arrange", "arrange an election of an own institution", _arranges),
    Action("voting.help_voters", "lend the own screen to who votes", holders_of(Role.HELPER)),
    Action("voting.serve_desk", "find people in the roll at a desk and give them the right to vote there", _works_on),
    Action("voting.enter_paper", "keep urns for paper, enter their ballots and cast them", _works_on),
    Action("voting.keep_roll", "send the list of voters, put it in force, add whom it left out", _works_on),
)
deeds.pin(
    Deed("voting.election_arranged", _("Election arranged, with its ballot paper and keys"), lambda id_: None),
    Deed("voting.roll_applied", _("List of voters put in force, with its day and its numbers"), lambda id_: None),
    Deed("voting.voter_added", _("Voter added to the list by two officials, with the reason"), lambda id_: None),
    Deed("voting.election_prolonged", _("Voting prolonged"), lambda id_: None),
    Deed("voting.election_called_off", _("Election called off"), lambda id_: None),
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
        "voting.forget_lists",
        "discard lists of voters that nobody put in force",
        every=timedelta(days=1),
        run=forget_lists,
    ),
    ScheduledJob(
        "voting.take_order_away",
        "take the order of the day out of roll and ballot box",
        every=timedelta(days=1),
        offset=timedelta(hours=1),  # 01:00 UTC: night in Riga
        run=take_order_away,
    ),
    ScheduledJob(
        "voting.tell_voters",
        "write to those whose right to vote was used the day before",
        every=timedelta(days=1),
        offset=timedelta(hours=5),  # 7 or 8 in the morning in Riga
        run=tell,
    ),
)
notice_kinds.pin(
    NoticeKind(
        "voting.voted",
        "the own right to vote was used: on which day, in which way, and what to do if it was somebody else",
        "voting/notices/voted",
        {
            "title": "Ogres novada līdzdalības budžets 2027", "day": date(2026, 10, 5), "in_person": False,
            "on_paper": False, "closes_at": datetime(2026, 10, 20, 21, 0, tzinfo=UTC), "is_open": True,
            "path": "/balsosana/0a1b2c3d-0000-4000-8000-000000000000/",
            "change_path": "/balsosana/0a1b2c3d-0000-4000-8000-000000000000/mainit/",
            "page": "/lidzdalibas-budzets/2027-ogre/", "institution": "Ogres novada pašvaldība",
            "email": "pasts@ogresnovads.example",
        },
    )
)  # fmt: skip


def _entries_of(subject: Subject) -> "QuerySet[RollEntry]":
    return RollEntry.objects.filter(key__in=_keys_of(subject))


def _keys_of(subject: Subject) -> list[str]:
    elections = list(Election.objects.all())
    persons = Person.objects.filter(pk__in=subject.person_ids)
    return [key for person in persons for election in elections for key in keys_of(person, election)]


ONE_VOTE = "while voting goes on and can be contested, the roll must show that this person's one vote was used"

ROLL_WORDS = _(
    "That you may vote in an election, or did: %(days)d days after it, while its result can still be contested "
    "(Administrative Procedure Law, Article 79)"
)

OF_AN_OFFICE = "record of an office; its author stands only as the opaque name of the ledger"


def _of_office(model: type[Model], title: Words, by: tuple[str, ...], exported: tuple[str, ...]) -> Holding:
    """What office-holders did: handed over to them, and kept, because it is the record of their office."""

    def rows(subject: Subject) -> QuerySet[Any]:
        mine = [Q(**{f"{column}__in": subject.public_ids}) for column in by]
        return model._default_manager.filter(reduce(or_, mine))

    return Holding(model, title, rows, exported, exempt=dict.fromkeys(columns_of(model), OF_AN_OFFICE))


def _listed(subject: Subject) -> "QuerySet[ListedVoter]":
    return ListedVoter.objects.filter(key__in=_keys_of(subject))


holdings.pin(
    Holding.none(Election, reason="what is voted on, and when"),
    _of_office(
        RollUpload,
        _("Lists of voters you sent"),
        ("uploaded_by", "applied_by"),
        ("state", "snapshot_date", "uploaded_at", "applied_at"),
    ),
    _of_office(
        LateAddition,
        _("Additions to lists of voters you proposed or decided on"),
        ("proposed_by", "decided_by"),
        ("state", "reason", "proposed_date", "decided_date"),
    ),
    _of_office(
        Batch,
        _("Urns you began, and paper ballots you entered"),
        ("opened_by", "first_by", "second_by"),
        ("place", "state", "opened_date", "cast_date"),
    ),
    Holding(
        ListedVoter,
        _("That you are in a list of voters that is not yet in force"),
        rows=_listed,
        exported=("votes_from",),
        exempt=dict.fromkeys(columns_of(ListedVoter), "part of a municipality's list; gone within two days"),
    ),
    Holding(
        RollEntry,
        _("That you voted (never what)"),
        rows=_entries_of,
        exported=("votes_from", "used_date", "channel"),
        exempt=dict.fromkeys(columns_of(RollEntry), ONE_VOTE),
        retention=tuple(
            Retention(since, timedelta(days=settings.ROLL_DAYS), ROLL_WORDS, deletes_rows=True)
            for since in ("election__sealed_date", "election__called_off_date")
        ),
    ),
)
