"""What a browser is told about our pages: load nothing from elsewhere, run nothing inline, be framed by nobody.

`data:` images are the masks inside the design system's style sheet. Browsers hold redirects after a form to
`form-action` too, so the providers that people sign in with must stand there.

It stands outermost, so that static files, redirects, refusals and kept pages are told alike. A page that others may
frame is marked with `shared.embedding.embeddable`, one that shows a map with `shared.maps.shows_map`.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balss.shared.embedding import FRAMED_BY_ANYBODY, FRAMES_OUR_OWN
from balss.shared.maps import LOCATES, WITH_TILES

POLICY, DEVICE = "Content-Security-Policy", "Permissions-Policy"
NOT_FRAMED = "frame-ancestors 'none'"
OWN_PICTURES = "img-src 'self' data:"
_FEATURES = ("accelerometer", "browsing-topics", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")


def content_security_policy() -> str:
    """The one policy of all pages; `'self'` is our own host."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    addresses = [urlsplit(app["settings"]["server_url"]) for app in apps]
    providers = sorted({f"{address.scheme}://{address.netloc}" for address in addresses})
    directives = {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *providers],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class SecurityHeadersMiddleware:
    """Adds the headers that Django's SecurityMiddleware does not know; a view may have set stricter ones itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            DEVICE: ", ".join(f"{feature}=()" for feature in _FEATURES),
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get(DEVICE) == LOCATES:
            response.headers[DEVICE] = self.headers[DEVICE].replace("geolocation=()", LOCATES)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers[POLICY] = self._policy_for(response.headers.get(POLICY))
        if NOT_FRAMED in response.headers[POLICY]:
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response

    def _policy_for(self, own: str | None) -> str:
        """The policy of all pages; with any frame around it, with frames of ours in it, or with the tiles of a map; or
        what a view has set, framed by nobody."""
        if own is None:
            return self.policy
        if own == FRAMED_BY_ANYBODY:
            return self.policy.replace(NOT_FRAMED, FRAMED_BY_ANYBODY)
        if own == FRAMES_OUR_OWN:
            return f"{self.policy}; {FRAMES_OUR_OWN}"
        if own == WITH_TILES:
            return self.policy.replace(OWN_PICTURES, f"{OWN_PICTURES} {settings.MAP_TILES.host}".rstrip())
        return own if "frame-ancestors" in own else f"{own}; {NOT_FRAMED}"
