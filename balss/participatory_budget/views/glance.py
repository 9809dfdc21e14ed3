"""Participatory budgets on the page of their municipality."""

from django.template.loader import render_to_string

from balss.participatory_budget.models import Call
from balss.participatory_budget.queries.showing import calls_for_list
from balss.places.models import Institution
from balss.shared.http import Request

SHOWN = 5


def institution_panel(body: Institution, request: Request) -> str | None:
    found = calls_for_list(Call.objects.public().filter(institution=body)).order_by("-year", "-id")[:SHOWN]
    rows = [(each, each.phase(request.now)) for each in found]
    if not rows:
        return None
    return render_to_string("participatory_budget/institution_panel.html", {"rows": rows}, request)
