"""The root of the API: mounts the rooms' routers, turns refusals into problems, documents both."""

import logging
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from balss.api.api.openapi import DESCRIPTION, with_problems
from balss.shared.api import problem, routers
from balss.shared.files import StoreUnavailable
from balss.shared.middleware import STORE_RETRY_SECONDS
from balss.shared.permissions import NotAllowed
from balss.shared.rate_limits import TooManyTries

log = logging.getLogger(__name__)


class PublicApi(NinjaAPI):
    """django-ninja with our errors instead of its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[object, OpenAPISchema] = {}

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once for each language, for that takes longer than any page; whoever gets it leaves it as it is."""
        asked = get_language(), *sorted(options.items())
        if asked not in self._described:
            self._described[asked] = with_problems(super().get_openapi_schema(**options))
        return self._described[asked]

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(Exception, _fault)
        self.add_exception_handler(Http404, lambda _request, _error: problem(404))
        self.add_exception_handler(HttpError, _refused)
        self.add_exception_handler(ValidationError, _invalid_values)
        self.add_exception_handler(NotAllowed, _not_allowed)
        self.add_exception_handler(TooManyTries, _too_many_tries)
        self.add_exception_handler(StoreUnavailable, _store_unavailable)


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("The API failed at %s", request.path, exc_info=error)
    return problem(500)


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    """What django-ninja refuses itself: a body that is no JSON (400), nobody signed in (401), no CSRF token (403)."""
    return problem(error.status_code)


def _invalid_values(_request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": [str(part) for part in fault["loc"]], "message": fault["msg"]} for fault in error.errors]
    return problem(422, errors=errors)


def _not_allowed(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(403 if error.actor.is_signed_in else 401)


def _too_many_tries(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(429, headers={"Retry-After": str(error.seconds)})


def _store_unavailable(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(503, error.message, headers={"Retry-After": str(STORE_RETRY_SECONDS)})


api = PublicApi(
    title="Balss",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # the page for people is ours, and so is
    openapi_url=None,  # the description: django-ninja's answers any method
    servers=[{"url": settings.ORIGIN}],
    urls_namespace="api-1",
)
for pin in routers:
    api.add_router(f"/{pin.prefix}", pin.router)
