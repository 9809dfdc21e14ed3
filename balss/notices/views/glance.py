"""Following on the page of an institution."""

from django.template.loader import render_to_string

from balss.places.models import Institution
from balss.shared.http import Request


def institution_panel(institution: Institution, request: Request) -> str | None:
    return render_to_string("notices/institution_panel.html", {"institution": institution}, request=request)
