"""What this room holds about people.

An idea that was handed in is part of the record of how public money was given out: the municipality has to account for
what was proposed and why it was taken or not (Pašvaldību likums, Art. 60, 61). It then stands without name and person.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balss.participation.models import ByOffice
from balss.participatory_budget import models
from balss.shared.personal_data import Holding, Subject, Words, columns_of, holdings

OF_AN_OFFICE = "public record of an office; its author stands only as the opaque name of the ledger"
OF_THE_RECORD = "part of the public record of a participatory budget; stands without its author's name"

WITHOUT_PERSONS: tuple[type[Model], ...] = (
    models.AreaCount, models.Ballot, models.BallotFile, models.Category, models.Contract, models.CostLine, models.Count,
    models.Expense, models.Photo, models.PlanningArea, models.PlanningArea.territories.through, models.RevenueYear,
    models.Step,
)  # fmt: skip
PROPOSER = {"person": None, "name": "", "shows_name": False}


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
        erased=PROPOSER,
        exempt={name: OF_THE_RECORD for name in columns_of(models.Idea) if name not in PROPOSER},
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
