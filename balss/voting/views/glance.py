"""Votes on the page of the municipality whose they are."""

from django.template.loader import render_to_string

from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import can
from balss.voting.models import Election
from balss.voting.views.workplace.overview import state_of

SHOWN = 5


def institution_panel(body: Institution, request: Request) -> str | None:
    """The latest; None where there is none. Its officials get the way to their workplace."""
    rows = [(each, state_of(each, request)) for each in Election.objects.filter(institution=body)[:SHOWN]]
    if not rows:
        return None
    context = {"rows": rows, "works": can(request.actor, "voting.arrange", body, request.now)}
    return render_to_string("voting/institution_panel.html", context, request)
