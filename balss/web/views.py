"""Pages that belong to no single room: the home page."""

from django.http import HttpResponse
from django.shortcuts import render

from balss.shared.http import Request
from balss.shared.shell import home_panels


def home(request: Request) -> HttpResponse:
    """What Balss is, and what each room shows of itself here."""
    return render(request, "web/home.html", {"panels": [panel.render(request) for panel in home_panels]})
