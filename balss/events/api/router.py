"""The operations: public events in parts, and one of them whole."""

from typing import Annotated, Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router
from ninja.pagination import paginate

from balss.events.api.schemas import EventDetails, EventOut
from balss.events.models import Event, Kind
from balss.events.queries import Wanted, find_events, for_page, place_of
from balss.events.queries.facts import details_of, rows_of
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure
from balss.shared.api import Paging
from balss.shared.http import Request

router = Router(tags=["events"])

Slug = Annotated[str, Path(pattern="^[-a-zA-Z0-9_]+$", max_length=80, description="the event's id")]


class Events(Paging):
    """Pages of events, each as its facts."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Paging.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        today = timezone.localdate(cast(Request, request).now)
        return {**page, "items": list(rows_of(page["items"], on=today))}


@router.get("", response=list[EventOut], summary="Events")
@paginate(Events)
def events(
    request: HttpRequest,
    when: Literal["coming", "past", "all"] = "all",
    kind: Kind | None = None,
    territory: Annotated[str | None, Query(max_length=120, description="id; all that lies within it")] = None,
    topic: Annotated[str | None, Query(max_length=60, description="code; its parts too")] = None,
    institution: Annotated[str | None, Query(max_length=60, description="code of an organiser")] = None,
    audience: Annotated[str | None, Query(max_length=60, description="code of a group")] = None,
    measure: Annotated[str | None, Query(max_length=60, description="plan/key, as in lv-6/3.3")] = None,
) -> Any:
    """What is coming soonest first, else the latest first. Nothing for a code that is not known."""
    plan, _, key = (measure or "").partition("/")
    asked: dict[str, tuple[str | None, QuerySet[Any]]] = {
        "territory": (territory, Territory.objects.filter(slug=territory)),
        "topic": (topic, Topic.objects.filter(code=topic)),
        "institution": (institution, Institution.objects.filter(code=institution)),
        "audience": (audience, Audience.objects.filter(code=audience)),
        "measure": (measure, Measure.objects.filter(plan__slug=plan, key=key)),
    }
    found: dict[str, Any] = {name: rows.first() for name, (said, rows) in asked.items() if said is not None}
    if None in found.values():
        return Event.objects.none()
    now = cast(Request, request).now
    return for_page(find_events(Wanted(when=when, kind=kind.value if kind else "", **found), now=now))


@router.get("/{slug}", response=EventDetails, summary="One event")
def event(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """With its programme, earlier times, materials, and who came."""
    found = get_object_or_404(for_page(Event.objects.public()), slug=slug)
    return details_of(found, place_of(found, on=timezone.localdate(cast(Request, request).now)))
