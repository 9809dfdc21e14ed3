"""The request as our views see it: who asks, in which role, and when."""

from datetime import datetime

from django.http import HttpRequest

from balss.shared.permissions import Actor


class Request(HttpRequest):
    """A request with the actor and the time set at the edge, by `people`'s middleware."""

    actor: Actor
    now: datetime
