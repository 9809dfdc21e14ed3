"""Sets who asks and when on every request."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from balss.people.queries import actor_of
from balss.shared.http import Request


class ActorMiddleware:
    """`request.now` is read once, here; `request.actor` is found when first asked for, so that a page that asks
    nobody reads no session."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.now = timezone.now()
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[assignment]
        return self.get_response(request)
