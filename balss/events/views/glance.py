"""Events on pages of other rooms: the next ones on the home page, an institution's on its own."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from balss.events.models import Event
from balss.events.queries import Wanted, find_events, for_list, places_of
from balss.places.models import Institution
from balss.shared.http import Request

ON_HOME = 3
OF_INSTITUTION = 5


def home_panel(request: Request) -> SafeString:
    """The next events; nothing when none is announced."""
    found = list(for_list(find_events(Wanted(), now=request.now).announced())[:ON_HOME])
    if not found:
        return mark_safe("")
    return render_to_string("events/home_panel.html", _context(found, request), request)


def institution_panel(body: Institution, request: Request) -> str | None:
    """What it organises: the next events, and the latest that are over; None where there is none."""
    coming = list(for_list(find_events(Wanted(institution=body), now=request.now))[:OF_INSTITUTION])
    past = list(for_list(find_events(Wanted("past", institution=body), now=request.now))[:OF_INSTITUTION])
    if not coming and not past:
        return None
    context = {**_context([*coming, *past], request), "coming": coming, "past": past, "body": body}
    return render_to_string("events/institution_panel.html", context, request)


def _context(found: list[Event], request: Request) -> dict[str, Any]:
    today = timezone.localdate(request.now)
    return {"events": found, "places": places_of(found, on=today), "today": today}


def institution_feed(body: Institution, request: Request) -> str:
    return f"{reverse('events:events_atom')}?iestade={body.slug}"
