"""What pages answer when the ground refuses: too many tries, or a store of files that cannot be used."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from balss.shared.files.refusals import StoreUnavailable
from balss.shared.http import Request
from balss.shared.rate_limits import TooManyTries

STORE_RETRY_SECONDS = 60


class RefusalMiddleware:
    """Turns those exceptions into pages in plain words, with Retry-After."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        if isinstance(error, TooManyTries):
            response = render(request, "429.html", {"minutes": error.minutes}, status=429)
            response["Retry-After"] = str(error.seconds)
            return response
        if isinstance(error, StoreUnavailable):
            response = render(request, "shared/store_unavailable.html", {"message": error.message}, status=503)
            response["Retry-After"] = str(STORE_RETRY_SECONDS)
            return response
        return None
