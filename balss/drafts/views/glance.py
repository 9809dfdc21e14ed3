"""Drafts of an institution on its own page."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from balss.drafts.queries import Wanted, find_drafts, for_list
from balss.places.models import Institution
from balss.shared.http import Request

SHOWN = 5


def institution_panel(body: Institution, request: Request) -> str | None:
    """Those with the newest versions; None where it has published none."""
    found = list(for_list(find_drafts(Wanted(institution=body)))[:SHOWN])
    if not found:
        return None
    context = {"drafts": found, "body": body, "today": timezone.localdate(request.now), "now": request.now}
    return render_to_string("drafts/institution_panel.html", context, request)


def institution_feed(body: Institution, request: Request) -> str:
    return f"{reverse('drafts:drafts_atom')}?iestade={body.slug}"
