"""Pages with a map: what their browsers may do that those of other pages may not.

Pages load nothing from elsewhere. Where the operator named a server of map tiles, a view that shows a map says so with
`@shows_map()`, and the pictures of that one server may be loaded there. With `locates=True` a script of the page may
ask where the device is; browsers ask the person first.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from balss.shared.http import Request

P = ParamSpec("P")

WITH_TILES = "img-src tiles"  # the middleware in `web` puts our whole policy, and the server's name, in its place
LOCATES = "geolocation=(self)"  # likewise: the other powers of a device stay refused


def shows_map(
    *, locates: bool = False
) -> Callable[[Callable[Concatenate[Request, P], HttpResponse]], Callable[Concatenate[Request, P], HttpResponse]]:
    """Let the answers of this view show the operator's map; all else that browsers are told stays as for every page."""

    def decorate(
        view: Callable[Concatenate[Request, P], HttpResponse],
    ) -> Callable[Concatenate[Request, P], HttpResponse]:
        @wraps(view)
        def with_map(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response.headers["Content-Security-Policy"] = WITH_TILES
            if locates:
                response.headers["Permissions-Policy"] = LOCATES
            return response

        return with_map

    return decorate
