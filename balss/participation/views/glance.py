"""What can be taken part in, on the home page and on the page of each institution."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from balss.participation.queries.feed import Sought, for_list, opportunities, own_first
from balss.participation.views.interests import first_for
from balss.places.models import Institution
from balss.shared.http import Request

ON_HOME = 6
OF_INSTITUTION = 6


def home_panel(request: Request) -> SafeString:
    """What closes first; nothing when nothing is open."""
    found = list(for_list(own_first(opportunities(Sought(), request.now), first_for(request), request.now))[:ON_HOME])
    if not found:
        return mark_safe("")
    context = {"found": found, "today": timezone.localdate(request.now)}
    return render_to_string("participation/home_panel.html", context, request)


def institution_panel(body: Institution, request: Request) -> str | None:
    found = list(for_list(opportunities(Sought(institution=body.slug), request.now))[:OF_INSTITUTION])
    if not found:
        return None
    context = {"found": found, "body": body, "today": timezone.localdate(request.now)}
    return render_to_string("participation/institution_panel.html", context, request)


def institution_feed(body: Institution, request: Request) -> str:
    return f"{reverse('participation:feed_atom')}?iestade={body.slug}"
