"""What this room holds about people.

An idea that was handed in is part of the record of how public money was given out: the municipality has to account for
what was proposed and why it was taken or not (Pašvaldību likums, Art. 60, 61). It then stands without name and person.
Who owns private land, and the consent, is somebody else's: the municipality needs it to decide, and no longer.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balss.participation.models import ByOffice
from balss.participatory_budget import models
from balss.shared.models import StoredFile
from balss.shared.personal_data import Holding, Retention, Subject, Words, columns_of, holdings

OF_AN_OFFICE = "public record of an office; its author stands only as the opaque name of the ledger"
OF_THE_RECORD = "part of the public record of a participatory budget; stands without its author's name"

WITHOUT_PERSONS: tuple[type[Model], ...] = (
    models.AreaCount, models.Ballot, models.BallotFile, models.Category, models.Contract, models.CostLine, models.Count,
    models.Expense, models.Photo, models.PlanningArea, models.PlanningArea.territories.through, models.RevenueYear,
    models.Step,
)  # fmt: skip
PROPOSER = {"person": None, "name": "", "shows_name": False}
OWNER_KEPT = timedelta(days=30)  # after which nothing is decided anew: time to put what is needed into the own records


def _is_over(idea: models.Idea, now: datetime) -> bool:
    """Whether it was kept long enough who owns the land; before, the municipality has to know it, whoever proposed."""
    listed_at, ended_at = idea.call.projects_published_at, idea.updated_at
    if idea.call.state == models.Call.State.CANCELLED:
        ended_at = idea.call.updated_at
    elif idea.state not in ENDED:
        return listed_at is not None and listed_at + OWNER_KEPT <= now
    return ended_at + OWNER_KEPT <= now


def _owner(idea: models.Idea, now: datetime) -> str:
    """A private owner's name goes; a public body's stays."""
    return "" if idea.land == models.Land.PRIVATE and _is_over(idea, now) else idea.owner


def _consent(idea: models.Idea, now: datetime) -> StoredFile | None:
    """The file goes with its place in the row."""
    if idea.consent is not None and _is_over(idea, now):
        idea.consent.delete()
        return None
    return idea.consent


ENDED = (models.Idea.State.WITHDRAWN, models.Idea.State.MERGED)
SAYS_WHO_OWNS = Q(land=models.Land.PRIVATE) & ~Q(owner="") | Q(consent__isnull=False)
OWNER = {"owner": _owner, "consent": _consent}
OWNER_RETENTIONS = (
    Retention(
        "call__projects_published_at",
        OWNER_KEPT,
        _(
            "The private owner of land that an idea for a participatory budget needs, and the consent: %(days)d days "
            "after the list of projects is public"
        ),
        where=SAYS_WHO_OWNS & ~Q(state=models.Idea.State.DRAFT),
        columns=tuple(OWNER),
    ),
    Retention(
        "updated_at",
        OWNER_KEPT,
        _("The same of an idea that was taken back or merged: %(days)d days after that"),
        where=SAYS_WHO_OWNS & Q(state__in=ENDED),
        columns=tuple(OWNER),
    ),
    Retention(
        "call__updated_at",
        OWNER_KEPT,
        _("The same of an idea whose round was called off: %(days)d days after that"),
        where=SAYS_WHO_OWNS & Q(call__state=models.Call.State.CANCELLED),
        columns=tuple(OWNER),
    ),
)


def _by_office(model: type[ByOffice], title: Words) -> Holding:
    """What an office-holder wrote: handed over to them, and kept, because it is the record of their office."""

    def rows(subject: Subject) -> QuerySet[ByOffice]:
        return model._default_manager.filter(author__in=subject.public_ids)

    columns = columns_of(model)
    exported = tuple(name for name in columns if name != "id")
    return Holding(model, title=title, rows=rows, exported=exported, exempt=dict.fromkeys(columns, OF_AN_OFFICE))


def _of_author(model: type[Model], title: Words, path: str, exported: tuple[str, ...], **how: Any) -> Holding:
    """What hangs on a person's idea."""

    def rows(subject: Subject) -> QuerySet[Any]:
        return model._default_manager.filter(Q(**{f"{path}person__in": subject.person_ids}))

    return Holding(model, title=title, rows=rows, exported=exported, **how)


holdings.pin(
    *(Holding.none(model, reason="about a municipality's money and works, and no person") for model in WITHOUT_PERSONS),
    _by_office(models.Call, _("Participatory budgets you keep")),
    _by_office(models.Correction, _("Corrections of results you published")),
    _by_office(models.Project, _("Projects you put on the list")),
    _by_office(models.Update, _("News of projects you wrote")),
    _by_office(models.ProposedChange, _("Changes you proposed to ideas")),
    _of_author(
        models.Idea,
        _("Your ideas for participatory budgets"),
        "",
        (
            "call", "number", "state", "title", "text", "benefit", "place", "geometry", "land", "owner", "cost_cents",
            "cost_basis", "keeper", "upkeep_cents", "access", "name", "shows_name", "organisation",
            "registration_number", "is_of_age", "created_at", "submitted_at",
        ),
        erased=PROPOSER | OWNER,
        exempt={name: OF_THE_RECORD for name in columns_of(models.Idea) if name not in PROPOSER | OWNER},
        retention=OWNER_RETENTIONS,
    ),
    _of_author(
        models.IdeaVersion,
        _("Earlier words of your ideas"),
        "idea__",
        ("idea", "number", "content", "replaced_at"),
        deletes_rows=True,
    ),
    _of_author(
        models.IdeaFile,
        _("Files you added to your ideas"),
        "idea__",
        ("idea", "file", "title"),
        exempt=dict.fromkeys(columns_of(models.IdeaFile), OF_THE_RECORD),
    ),
    _of_author(
        models.Vetting,
        _("How your ideas were judged"),
        "idea__",
        ("idea", "feasibility", "decision", "reason", "decided_at", "objection", "contested_at"),
        erased={"objection": ""},
        exempt={name: OF_THE_RECORD for name in columns_of(models.Vetting) if name != "objection"},
    ),
    _of_author(
        models.Merger,
        _("Mergers of your ideas"),
        "idea__",
        ("idea", "into", "reason", "state", "proposed_at"),
        exempt=dict.fromkeys(columns_of(models.Merger), OF_THE_RECORD),
    ),
    Holding(
        models.CoAuthor,
        title=_("Ideas whose co-author you are or were asked to be"),
        rows=lambda subject: models.CoAuthor.objects.filter(
            Q(person__in=subject.person_ids) | Q(email__in=subject.emails)
        ),
        exported=("idea", "email", "invited_at", "agreed_at"),
        deletes_rows=True,
    ),
)  # fmt: skip
