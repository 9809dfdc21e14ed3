"""What a page answers when something cannot be done."""

from django.http import HttpResponse
from django.shortcuts import render

from balss.plan.models import Measure
from balss.plan.services.refusals import NotYourMeasure
from balss.shared.http import Request
from balss.shared.refusals import Refused


def refuse(request: Request, refused: Refused, *, back: Measure | None = None) -> HttpResponse:
    """A page that says what happened and what to do."""
    status = 403 if isinstance(refused, NotYourMeasure) else 409
    return render(request, "plan/workplace/refused.html", {"message": refused.message, "measure": back}, status=status)
