"""Whether a form comes from a page of ours: for views that keep what was typed instead of throwing it away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


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
