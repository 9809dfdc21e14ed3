"""Sets who asks and when on every request, and answers when somebody may not."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from balss.people.sign_in.acting import standing_of
from balss.people.views.refusal import refuse
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed


class ActorMiddleware:
    """`request.now` is read once, here; `request.actor` is found when first asked for, so that a page that asks
    nobody reads no session."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.now = timezone.now()
        request.actor = SimpleLazyObject(lambda: standing_of(request).actor)  # type: ignore[assignment]
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        return refuse(request, exception) if isinstance(exception, NotAllowed) else None
