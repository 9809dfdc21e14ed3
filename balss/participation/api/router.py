"""The operations: lists in parts, and single ones whole."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from ninja.pagination import paginate

from balss.core.calendar.riga import day_in_riga
from balss.participation.api import rows
from balss.participation.api.schemas import (
    ContributionOut,
    DecisionOut,
    OpportunityOut,
    OutcomeReportOut,
    ProcessOut,
)
from balss.participation.models import (
    Contribution,
    Decision,
    Opportunity,
    OpportunityKind,
    OutcomeReport,
    Process,
    Response,
)
from balss.participation.queries.feed import Sought, for_data, opportunities
from balss.participation.queries.reading import decisions_with_all, processes_with_all
from balss.participation.queries.threads import everything_said
from balss.places.models import Institution, Territory
from balss.places.queries import within
from balss.shared.api import Paging
from balss.shared.http import Request

router = Router(tags=["participation"])

Slug = Annotated[str, Path(pattern="^[-a-zA-Z0-9_]+$", max_length=100, description="its id")]
Id = Annotated[UUID, Path(description="the opportunity's id")]
TerritoryId = Annotated[str | None, Query(max_length=120, description="id of a place; all that lies within it")]
TopicCode = Annotated[str | None, Query(max_length=60, description="code of a topic; its parts too")]
InstitutionCode = Annotated[str | None, Query(max_length=60, description="code of an institution")]
AudienceCode = Annotated[str | None, Query(max_length=60, description="code of a group")]
MeasureKey = Annotated[str | None, Query(max_length=60, description="measure of the plan: plan/key, as in lv-6/4.2")]


class Facts(Paging):
    """Pages of rows, each as its facts; `make` is given the rows of a page and the time."""

    def __init__(self, *, make: Callable[[list[Any], datetime], list[dict[str, Any]]], **options: Any) -> None:
        super().__init__(**options)
        self.make = make

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Paging.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": self.make(list(page["items"]), cast(Request, request).now)}


@router.get("/opportunities", response=list[OpportunityOut], summary="Opportunities to take part")
@paginate(Facts, make=rows.opportunities)
def list_opportunities(
    request: HttpRequest,
    when: Literal["open", "coming", "closed", "all"] = "all",
    kind: OpportunityKind | None = None,
    territory: TerritoryId = None,
    topic: TopicCode = None,
    institution: InstitutionCode = None,
    audience: AudienceCode = None,
) -> Any:
    """Open ones in the order in which they close, coming ones as they open, others the latest first. Nothing for a code
    that is not known."""
    body = Institution.objects.filter(code=institution).first() if institution is not None else None
    if institution is not None and body is None:
        return Opportunity.objects.none()
    sought = Sought(
        when=when, kind=kind.value if kind else "", place=territory or "", topic=topic or "",
        institution=body.slug if body else "", audience=audience or "",
    )  # fmt: skip
    return for_data(opportunities(sought, cast(Request, request).now))


@router.get("/opportunities/{id}", response=OpportunityOut, summary="One opportunity")
def one_opportunity(request: HttpRequest, id: Id) -> dict[str, Any]:
    """As in the list."""
    found = get_object_or_404(for_data(Opportunity.objects.public()), public_id=id)
    return rows.opportunities([found], cast(Request, request).now)[0]


@router.get("/opportunities/{id}/contributions", response=list[ContributionOut], summary="What people said")
@paginate(Facts, make=rows.contributions)
def list_contributions(
    request: HttpRequest,
    id: Id,
    kind: Contribution.Kind | None = None,
    verdict: Response.Verdict | None = None,
    thread: Annotated[str | None, Query(max_length=11, description="receipt number that a thread begins with")] = None,
) -> Any:
    """All that has a place on the page of the opportunity, the oldest first. Names are those that people chose to
    show."""
    opportunity = get_object_or_404(Opportunity.objects.public().select_related("consultation"), public_id=id)
    consultation = getattr(opportunity, "consultation", None)
    if consultation is None:
        raise Http404
    said = everything_said(consultation)
    if kind is not None:
        said = said.filter(kind=kind.value, state=Contribution.State.PUBLISHED)
    if verdict is not None:
        said = said.filter(response__verdict=verdict.value, response__state=Response.State.PUBLISHED)
    if thread is not None:
        said = said.filter(Q(receipt=thread) | Q(root__receipt=thread))
    return rows.with_removals(said)


@router.get("/opportunities/{id}/outcome", response=OutcomeReportOut, summary="The outcome report of an opportunity")
def one_outcome(request: HttpRequest, id: Id) -> dict[str, Any]:
    """Once it is published, and unless it was withdrawn."""
    found = get_object_or_404(_reports(), consultation__opportunity__public_id=id)
    return rows.outcome_reports([found], cast(Request, request).now)[0]


@router.get("/outcomes", response=list[OutcomeReportOut], summary="Outcome reports")
@paginate(Facts, make=rows.outcome_reports)
def list_outcomes(
    request: HttpRequest,
    territory: TerritoryId = None,
    topic: TopicCode = None,
    institution: InstitutionCode = None,
    audience: AudienceCode = None,
) -> Any:
    """Published ones, the latest first."""
    about = _about(request, "consultation__opportunity__", territory, topic, institution, audience)
    keys = OutcomeReport.objects.filter(about).values("pk")
    return _reports().filter(pk__in=keys).order_by("-published_at", "-pk")


@router.get("/processes", response=list[ProcessOut], summary="Processes of decision")
@paginate(Facts, make=rows.processes)
def list_processes(
    request: HttpRequest,
    state: Literal["under_way", "decided", "stopped"] | None = None,
    territory: TerritoryId = None,
    topic: TopicCode = None,
    institution: InstitutionCode = None,
    audience: AudienceCode = None,
    measure: MeasureKey = None,
) -> Any:
    """The latest first."""
    asked = _about(request, "", territory, topic, institution, audience) & _for_measure(measure)
    if state is not None:
        asked &= Q(state=state)
    keys = Process.objects.public().filter(asked).values("pk")
    return processes_with_all(Process.objects.filter(pk__in=keys)).order_by("-published_at", "-id")


@router.get("/processes/{slug}", response=ProcessOut, summary="One process of decision")
def one_process(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """As in the list."""
    found = get_object_or_404(processes_with_all(Process.objects.public()), slug=slug)
    return rows.processes([found], cast(Request, request).now)[0]


@router.get("/decisions", response=list[DecisionOut], summary="Decisions told to those whom they affect")
@paginate(Facts, make=rows.decisions)
def list_decisions(
    request: HttpRequest,
    progress: Decision.Progress | None = None,
    territory: TerritoryId = None,
    topic: TopicCode = None,
    institution: InstitutionCode = None,
    audience: AudienceCode = None,
    measure: MeasureKey = None,
) -> Any:
    """The latest decided first; a decision has the topics of its process."""
    asked = _about(request, "", territory, topic, institution, audience, topics="process__topics")
    asked &= _for_measure(measure)
    if progress is not None:
        asked &= Q(progress=progress.value)
    keys = Decision.objects.public().filter(asked).values("pk")
    return decisions_with_all(Decision.objects.filter(pk__in=keys)).order_by("-decided_date", "-id")


@router.get("/decisions/{slug}", response=DecisionOut, summary="One decision")
def one_decision(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """As in the list."""
    found = get_object_or_404(decisions_with_all(Decision.objects.public()), slug=slug)
    return rows.decisions([found], cast(Request, request).now)[0]


def _reports() -> QuerySet[OutcomeReport]:
    published = OutcomeReport.objects.filter(
        state=OutcomeReport.State.PUBLISHED, consultation__opportunity__state=Opportunity.State.PUBLISHED
    )
    return published.select_related("consultation__opportunity__institution")


def _about(
    request: HttpRequest,
    way: str,
    territory: str | None,
    topic: str | None,
    institution: str | None,
    audience: str | None,
    *,
    topics: str = "",
) -> Q:
    """`way` leads to what has places, institution and groups, `topics` to topics that are elsewhere. A code that is not
    known finds nothing."""
    topics = topics or f"{way}topics"
    asked = Q()
    if territory is not None:
        found = Territory.objects.filter(slug=territory).first()
        today = day_in_riga(cast(Request, request).now)
        asked &= Q(**{f"{way}territories__in": within(found, on=today) if found else ()})
    if topic is not None:
        asked &= Q(**{f"{topics}__code": topic}) | Q(**{f"{topics}__parent__code": topic})
    if institution is not None:
        asked &= Q(**{f"{way}institution__code": institution})
    if audience is not None:
        asked &= Q(**{f"{way}audiences__code": audience})
    return asked


def _for_measure(measure: str | None) -> Q:
    if measure is None:
        return Q()
    plan, _, key = measure.partition("/")
    return Q(measure__plan__slug=plan, measure__key=key)
