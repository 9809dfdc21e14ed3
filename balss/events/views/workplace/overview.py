"""All events of the own institution, and the page from which one of them is managed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.events.models import Event, State
from balss.events.queries import expected_of, for_page, place_of
from balss.events.services import missing_from
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require

MOST_DONE = 50


def own_institution(request: Request) -> Institution:
    """The institution in whose name the actor works. Raises NotAllowed for one who works for none."""
    require(request.actor, "events.open_workplace", None, request.now)
    institution_id = request.actor.grant.institution_id if request.actor.grant else None
    if institution_id is None:
        raise NotAllowed(request.actor, "events.open_workplace")
    return Institution.objects.prefetch_related("names").get(pk=institution_id)


def own_event(request: Request, slug: str, action: str) -> Event:
    """The event, for who may do this to it."""
    found = get_object_or_404(for_page(Event.objects.all()), slug=slug)
    require(request.actor, action, found, request.now)
    return found


@never_cache
@require_safe
def overview(request: Request) -> HttpResponse:
    """What has to be done first: events that are over and not closed; then what is coming, drafts, and what is done."""
    own = own_institution(request)
    events = Event.objects.filter(institution=own)
    announced = events.announced()
    context = {
        "institution": own,
        "to_close": announced.filter(ends_at__lt=request.now).order_by("ends_at", "id"),
        "coming": announced.filter(ends_at__gte=request.now).order_by("starts_at", "id"),
        "drafts": events.filter(state=State.DRAFT).order_by("starts_at", "id"),
        "done": events.filter(state__in=[State.HELD, State.CANCELLED]).order_by("-starts_at", "-id")[:MOST_DONE],
        "today": timezone.localdate(request.now),
    }
    return render(request, "events/workplace/overview.html", context)


@never_cache
@require_safe
def manage(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.edit_event")
    context = {
        "event": found,
        "place": place_of(found, on=timezone.localdate(request.now)),
        "expected": expected_of(found),
        "missing": missing_from(found) if found.state == State.DRAFT else [],
        "has_begun": found.starts_at <= request.now,
        "is_over": found.ends_at <= request.now,
        "today": timezone.localdate(request.now),
    }
    return render(request, "events/workplace/manage.html", context)
