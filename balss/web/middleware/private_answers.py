"""What belongs to one visitor is kept by no cache on the way, and by no browser without asking again."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERSONAL = "private, no-cache"


class PrivateAnswersMiddleware:
    """Stands inside static files and outside of all that answers for a visitor.

    An answer to who has a session, or one that sets a cookie, is `private, no-cache` unless it is stricter; so after
    signing out the way back shows nothing. What nobody has said anything about may be kept, but is asked for again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.personal_cookies = {settings.SESSION_COOKIE_NAME, "messages"}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_personal = not self.personal_cookies.isdisjoint(request.COOKIES) or "HTTP_AUTHORIZATION" in request.META
        response = self.get_response(request)
        control = response.headers.get("Cache-Control", "")
        if is_personal or response.cookies:
            if "no-store" not in control and "private" not in control:
                response.headers["Cache-Control"] = PERSONAL
        elif not control:
            response.headers["Cache-Control"] = "no-cache"
        return response
