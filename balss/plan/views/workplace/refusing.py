"""What a page answers when something cannot be done, and how nothing typed is lost by it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from balss.plan.models import Measure
from balss.plan.services.refusals import NotYourMeasure
from balss.shared.http import Request
from balss.shared.refusals import Refused


def refuse(request: Request, refused: Refused, *, back: Measure | None = None) -> HttpResponse:
    """A page that says what happened and what to do."""
    status = 403 if isinstance(refused, NotYourMeasure) else 409
    return render(request, "plan/workplace/refused.html", {"message": refused.message, "measure": back}, status=status)


class _FormCheck(CsrfViewMiddleware):
    """Django's check that a form comes from our page, answering whether instead of refusing the request."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of ours in this session. A view that asks this is `csrf_exempt`, so that a
    form which was open while its session ended is shown again with what was typed, and not thrown away."""
    check = _FormCheck(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _checked, (), {}) is None


def _checked(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
