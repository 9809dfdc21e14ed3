"""What applies to every request below /api/v1/: pages of any site may read, problems are in the language asked for."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from balss.shared.api import problem
from balss.shared.http import Request
from balss.shared.rate_limits import TooManyTries, address_of, count_try

API = "/api/v1/"
READING = ("GET", "HEAD")
MINUTE = timedelta(minutes=1)


class ApiMiddleware:
    """Stands inside the language middleware and outside of all that reads the request.

    Any site's pages may read, but without Access-Control-Allow-Credentials: a browser hides from them what was answered
    to a request with cookies. An answer that went well is the same in every language and kept for all.

    How often one account, else one address, may ask within a minute is limited (`settings.API_READS_PER_MINUTE`);
    answers that are kept ready do not come here and do not count.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _preflight()
        reads = request.method in READING
        if request.method == "HEAD":
            request.method = "GET"  # django-ninja knows no HEAD; the server leaves the body out
        with translation.override(translation.get_language_from_request(request)):
            response = problem(400) if _has_null(request) else self.get_response(request)
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response = problem(405, headers={"Allow": response.headers["Allow"]})
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                response.headers["Content-Language"] = translation.get_language() or ""
        if reads:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Once it is known who asks."""
        if not request.path_info.startswith(API):
            return None
        asked = cast(Request, request)
        party = f"account {asked.actor.account_id}" if asked.actor.is_signed_in else address_of(asked)
        try:
            count_try("api", party, times=settings.API_READS_PER_MINUTE, per=MINUTE, now=asked.now)
        except TooManyTries as refused:
            return problem(429, headers={"Retry-After": str(refused.seconds)})
        return None


def _preflight() -> HttpResponse:
    """What a browser asks before it sends If-None-Match or Accept-Language from another site: reading is allowed."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(READING),
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _has_null(request: HttpRequest) -> bool:
    """PostgreSQL takes no character 0 in text; nothing that we know is found with one."""
    return "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")
