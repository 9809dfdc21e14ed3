"""The request as our views see it: who asks, in which role, and when; and what it asks of a list."""

from datetime import datetime

from django.http import HttpRequest

from balss.shared.permissions import Actor


class Request(HttpRequest):
    """A request with the actor and the time set at the edge, by `people`'s middleware."""

    actor: Actor
    now: datetime


def query_of(request: HttpRequest) -> str:
    """What narrows a list, for the addresses of the same list as data: “?…” without the page and what is empty, or
    nothing."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else ""
