"""Operations for people who have signed in: by the session of the pages, with the CSRF token in X-CSRFToken."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from balss.shared.http import Request
from balss.shared.permissions import Actor


class SignedIn(APIKeyCookie):
    """Answers 401 to who has not signed in. What the actor may do is then asked of `can`, as everywhere."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        actor = cast(Request, request).actor
        return actor if actor.is_signed_in else None


signed_in = SignedIn()
