"""What this room holds about people.

What was said in public stays part of the record of the consultation after its author is erased: the institution has to
account for every view (Pašvaldību likums, Art. 55(5); Valsts pārvaldes iekārtas likums, Art. 48) and to keep what it
decided from (Arhīvu likums, Section 4; GDPR, Art. 17(3)(b)). It then stands without name, address and person.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balss.participation import models
from balss.participation.services.contributions.saying import CONFIRM_WITHIN
from balss.shared.personal_data import Holding, Retention, Subject, Words, columns_of, holdings

OF_AN_OFFICE = "public record of an office; its author stands only as the opaque name of the ledger"
OF_THE_RECORD = "part of the public record of a consultation; stands without its author's name"


def _by_office(model: type[models.ByOffice], title: Words) -> Holding:
    """What an office-holder wrote: handed over to them, and kept, because it is the record of their office."""

    def rows(subject: Subject) -> QuerySet[models.ByOffice]:
        return model._default_manager.filter(author__in=subject.public_ids)

    columns = columns_of(model)
    exported = tuple(name for name in columns if name != "id")
    return Holding(model, title=title, rows=rows, exported=exported, exempt=dict.fromkeys(columns, OF_AN_OFFICE))


def of_contributor(subject: Subject, path: str = "") -> Q:
    """Contributions of the person, signed in or as a guest; `path` leads to the contribution from another model."""
    return Q(**{f"{path}person__in": subject.person_ids}) | Q(**{f"{path}email__in": subject.emails})


def _with_contribution(model: type[Model], title: Words, path: str, exported: tuple[str, ...], **how: Any) -> Holding:
    """What hangs on a person's contribution."""

    def rows(subject: Subject) -> QuerySet[Any]:
        return model._default_manager.filter(of_contributor(subject, path))

    return Holding(model, title=title, rows=rows, exported=exported, **how)


WITHOUT_PERSONS: tuple[type[Model], ...] = (
    models.Campaign, models.ChangeLink, models.Consultation, models.Document, models.Extension, models.OutsideSource,
    models.PublicDiscussion, models.Stage, models.Telling,
)  # fmt: skip

# What a process, opportunity or decision is about.
LINKS: tuple[type[Model], ...] = (
    models.Process.topics.through, models.Process.territories.through, models.Process.audiences.through,
    models.Opportunity.topics.through, models.Opportunity.territories.through, models.Opportunity.audiences.through,
    models.Decision.territories.through, models.Decision.audiences.through,
)  # fmt: skip

CONTRIBUTOR = {
    "name": "",
    "email": "",
    "shown": models.Contribution.Shown.INITIALS,
    "territory": None,
    "age_band": "",
    "audience": None,
}

# A guest who is told what became of the view needs the address no longer; with it the link to the own page ends. The
# words stay, with the name as its owner chose to show it.
GUEST_ADDRESS_KEPT = timedelta(days=settings.GUEST_ADDRESS_DAYS)
NEVER_CONFIRMED = Retention(
    "submitted_at",
    CONFIRM_WITHIN,
    _("What you say without an account and do not confirm: %(days)d days"),
    where=Q(state=models.Contribution.State.UNCONFIRMED),
    deletes_rows=True,
)
GUEST_ADDRESS = Retention(
    "consultation__outcome_report__published_at",
    GUEST_ADDRESS_KEPT,
    _("Your e-mail address, if you take part without an account: %(days)d days after the outcome report"),
    where=Q(person=None, consultation__outcome_report__state=models.OutcomeReport.State.PUBLISHED),
    columns=("email",),
)
REPORTER_ADDRESS = Retention(
    "decided_at",
    GUEST_ADDRESS_KEPT,
    _("Your e-mail address, if you report content without an account: %(days)d days after the decision on it"),
    where=Q(person=None),
    columns=("email",),
)
holdings.pin(
    *(Holding.none(model, reason="about institutions, which are no persons") for model in WITHOUT_PERSONS + LINKS),
    _by_office(models.Process, _("Processes you keep")),
    _by_office(models.DocumentVersion, _("Versions of documents you added")),
    _by_office(models.Opportunity, _("Opportunities you announced")),
    _by_office(models.Response, _("Answers you wrote in your office")),
    _by_office(models.OutcomeReport, _("Outcome reports you wrote")),
    _by_office(models.Decision, _("Decisions you told of")),
    _by_office(models.DecisionUpdate, _("Updates on decisions you wrote")),
    _with_contribution(
        models.Contribution,
        _("What you said in consultations"),
        "",
        (
            "receipt", "consultation", "kind", "state", "text", "name", "shown", "email", "organisation",
            "registration_number", "territory", "age_band", "audience", "channel", "received_date", "created_at",
            "submitted_at", "published_at",
        ),
        erased=CONTRIBUTOR,
        exempt={
            name: OF_THE_RECORD for name in columns_of(models.Contribution) if name not in CONTRIBUTOR
        },
        retention=(NEVER_CONFIRMED, GUEST_ADDRESS),
    ),
    _with_contribution(
        models.ContributionVersion,
        _("Earlier words of what you said"),
        "contribution__",
        ("contribution", "number", "text", "replaced_at"),
        deletes_rows=True,
    ),
    _with_contribution(
        models.Attachment,
        _("Files you added to what you said"),
        "contribution__",
        ("contribution", "file"),
        exempt=dict.fromkeys(columns_of(models.Attachment), OF_THE_RECORD),
    ),
    _with_contribution(
        models.BurdenIdea,
        _("Your ideas against bureaucratic burden"),
        "contribution__",
        tuple(columns_of(models.BurdenIdea)),
        exempt=dict.fromkeys(columns_of(models.BurdenIdea), OF_THE_RECORD),
    ),
    _with_contribution(
        models.Satisfaction,
        _("Whether answers answered you"),
        "contribution__",
        ("contribution", "is_answered", "comment", "given_at"),
        erased={"comment": ""},
        exempt=dict.fromkeys(("contribution", "is_answered", "given_at"), "counted in public sums, without a name"),
    ),
    _with_contribution(
        models.Removal,
        _("Removals of what you said"),
        "contribution__",
        ("contribution", "ground", "facts", "legal_ground", "removed_at", "state", "objection", "decision"),
        erased={"objection": ""},
        exempt={name: OF_THE_RECORD for name in columns_of(models.Removal) if name != "objection"},
    ),
    Holding(
        models.Support,
        title=_("What you support"),
        rows=lambda subject: models.Support.objects.filter(person__in=subject.person_ids),
        exported=("contribution", "given_at"),
        deletes_rows=True,
    ),
    Holding(
        models.Report,
        title=_("Content you reported"),
        rows=lambda subject: models.Report.objects.filter(
            Q(person__in=subject.person_ids) | Q(email__in=subject.emails)
        ),
        exported=("contribution", "ground", "text", "email", "state", "reported_at"),
        erased={"person": None, "email": "", "text": ""},
        retention=REPORTER_ADDRESS,
        exempt={
            name: "that something was reported and what was decided; says nothing about who reported"
            for name in columns_of(models.Report)
            if name not in ("person", "email", "text")
        },
    ),
)  # fmt: skip
