"""Errors of the API, as RFC 9457 problems: application/problem+json with `type`, `title`, `status` and `detail`.

`type` is an address in the API's documentation and names the kind for programs; `title` is the kind in English;
`detail` says what happened here, in Latvian or, when asked for by Accept-Language, in English.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name in `type`, and in words what it means and what to do."""

    name: str
    title: str
    detail: str | Promise


PROBLEMS: dict[int, Kind] = {
    400: Kind("bad-request", "The request cannot be read", _("The request cannot be read: check its form.")),
    401: Kind("sign-in-required", "Sign in first", _("Sign in first; this is not open to everybody.")),
    403: Kind("not-allowed", "Not allowed", _("You may not do this in the role you act in.")),
    404: Kind("not-found", "Not found", _("There is nothing at this address.")),
    405: Kind("method-not-allowed", "Method not allowed", _("This address does not answer this method.")),
    409: Kind("conflict", "Conflict", _("The state of things does not allow this now.")),
    413: Kind("too-large", "Too large", _("The request is larger than what is taken.")),
    415: Kind("wrong-type", "Wrong type of content", _("Send the type of content that the documentation names.")),
    422: Kind("invalid-values", "Invalid values", _("Some values are missing or wrong; each is named in “errors”.")),
    429: Kind("too-many-tries", "Too many tries", _("Too many tries in a short while: try again after Retry-After.")),
    500: Kind("fault", "A fault of ours", _("Something failed here; it has been noted. Try again later.")),
    503: Kind("unavailable", "Not available now", _("This is not available now: try again after Retry-After.")),
}


class WrongValue(Schema):
    """One value that cannot be taken."""

    where: list[str] = Field(description="path to the value: query, path or body, then names and positions")
    message: str = Field(description="what is wrong with it, in English")


class Problem(Schema):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(description="address that names the kind of problem", examples=["/api/#not-found"])
    title: str = Field(description="the kind of problem, in English; the same for one type")
    status: int = Field(description="the HTTP status, repeated")
    detail: str = Field(description="what happened, in Latvian or English, see Accept-Language")
    errors: list[WrongValue] | None = Field(None, description="only with status 422: each wrong value")


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[dict[str, Any]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer for a problem; `detail` only where the kind's own words are not enough."""
    kind = PROBLEMS.get(status) or Kind("other", HTTPStatus(status).phrase, HTTPStatus(status).description)
    content: dict[str, Any] = {
        "type": f"{settings.ORIGIN}/api/#{kind.name}",
        "title": kind.title,
        "status": status,
        "detail": detail or str(kind.detail),
    }
    if errors is not None:
        content["errors"] = errors
    words = json.dumps(content, ensure_ascii=False)
    return HttpResponse(words, status=status, content_type=MEDIA_TYPE, headers=headers)
