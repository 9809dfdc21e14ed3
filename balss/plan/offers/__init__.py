"""What the room offers on the boards."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balss.plan import jobs, models
from balss.plan.api import router
from balss.plan.offers import deeds, following, pages, recounts, search, workplace  # noqa: F401  (each pins what its docstring says)
from balss.plan.queries import PUBLISHED_PLAN, read_plan_file
from balss.plan.services import import_edition, recount, write_counting
from balss.plan.services.sources import SOURCE_GUARD
from balss.shared import schedule
from balss.shared.api import ApiRouter, routers
from balss.shared.files.guards import FileGuard, file_guards
from balss.shared.models import StoredFile
from balss.shared.permissions import SYSTEM, Action, Actor, Role, Scope, actions, scopes
from balss.shared.personal_data import Holding, Subject, Words, columns_of, holdings
from balss.shared.reference_data import ReferenceData, reference_data


def _imports(actor: Actor, plan: models.Plan | None, now: datetime) -> bool:
    """The administrator, and the coordinator at the institution that coordinates the plan; a new one, any of them."""
    return actor.holds(Role.ADMINISTRATOR) or actor.holds(
        Role.COORDINATOR, institution_id=plan.coordinator_id if plan else None
    )


def _plan_from(file: StoredFile) -> models.Plan | None:
    """The plan whose edition was read from an upload; None while it is being looked at, and then its giver's alone."""
    return models.Plan.objects.filter(editions__source=file).first()


scopes.pin(Scope("plan", _("the open government plan")))
actions.pin(Action("plan.import_edition", "import a plan, or a corrected edition of its document", _imports))
file_guards.pin(FileGuard(SOURCE_GUARD, "plan.import_edition", _plan_from))
schedule.jobs.pin(
    schedule.ScheduledJob(
        "plan.remove_unused_sources",
        "remove uploaded plans that nobody applied",
        every=timedelta(days=1),
        run=jobs.remove_unused_sources,
        offset=timedelta(hours=1),
    )
)


routers.pin(ApiRouter("plans", router))


def _load_published_plan(now: datetime) -> str:
    """Imports Latvia's published plan, once: editions imported since are not undone by an update."""
    document, content = read_plan_file(PUBLISHED_PLAN, on=timezone.localdate(now))
    if models.Plan.objects.filter(slug=document.key).exists():
        return ""
    import_edition(document=document, content=content, file_name=PUBLISHED_PLAN.name, by=SYSTEM, now=now)
    return f"{document.key} imported"


reference_data.pin(
    ReferenceData(
        "plan.published_plan",
        "Latvia's Sixth National Open Government Action Plan as published",
        _load_published_plan,
        after=("places.reference_data",),
    )
)


def _load_what_is_counted(now: datetime) -> str:
    """Makes every plan's indicators count what the data of this release says, and counts."""
    with transaction.atomic():
        changed = sum(write_counting(plan) for plan in models.Plan.objects.all())
        recount(now=now)
    return f"{changed} indicators count something else" if changed else ""


reference_data.pin(
    ReferenceData(
        "plan.what_is_counted",
        "which records the indicators of the plan count",
        _load_what_is_counted,
        after=("plan.published_plan",),
    )
)


def _authored(model: type[models.Authored], title: Words) -> Holding:
    """What an office-holder wrote: handed over to them, and kept, because it is the record of their office."""

    def rows(subject: Subject) -> QuerySet[models.Authored]:
        return model._default_manager.filter(author__in=subject.public_ids)

    kept = "public record of an office; its author stands only as the opaque name of the ledger"
    columns = columns_of(model)
    exported = tuple(name for name in columns if name != "id")
    return Holding(model, title=title, rows=rows, exported=exported, exempt=dict.fromkeys(columns, kept))


OF_THE_DOCUMENT: tuple[type[Model], ...] = (
    models.BodyPart, models.Change, models.Commitment, models.Deadline, models.Footnote, models.Gap, models.Indicator,
    models.Measure, models.OfficialStatus, models.Plan, models.ReportingPeriod, models.Result, models.Target,
)  # fmt: skip
holdings.pin(
    *(Holding.none(model, reason="words of a published plan") for model in OF_THE_DOCUMENT),
    Holding.none(models.EvidenceCount, reason="counts of records of institutions, which are no persons"),
    Holding.none(models.RequestRecipient, reason="about institutions, which are no persons"),
    _authored(models.Edition, _("Imported editions of plans")),
    _authored(models.ProgressReport, _("Progress reports on measures")),
    _authored(models.IndicatorValue, _("Values of indicators")),
    _authored(models.Assessment, _("Assessments of measures")),
    _authored(models.InformationRequest, _("Requests for information")),
)
