"""Requests with a character 0 are refused before anybody reads them: PostgreSQL takes none in a text.

No browser sends one on its own. In an address or a form it is answered with 400; a cookie with a control character is
as good as none, so that nobody is shut out by a spoiled one. A form with more words than are taken is answered with
413.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NULL = "\0"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
API = "/api/v1/"  # answers with problems of its own, see `api.middleware`


class ReadableRequestsMiddleware:
    """Stands outside of kept pages, sessions and languages; forms are looked at once the view is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if CONTROL.search(value)]:
            del request.COOKIES[name]
        if not request.path_info.startswith(API):
            _refuse_null([request.path_info, *_texts(request.GET.lists())])
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if request.method != "POST" or request.path_info.startswith(API):
            return None
        try:
            _refuse_null(_texts(request.POST.lists()))
        except RequestDataTooBig:
            return render(request, "413.html", status=413)
        return None


def _texts(lists: Iterable[tuple[str, list[Any]]]) -> Iterable[str]:
    for name, values in lists:
        yield name
        yield from values


def _refuse_null(texts: Iterable[str]) -> None:
    if any(NULL in text for text in texts):
        raise BadRequest("a character 0")
