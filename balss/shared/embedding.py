"""Pages that other sites may show inside their own: a map, a counter, a figure to be put into an article.

Every page of ours refuses to be framed, so that nobody can lay it invisibly over another and catch clicks. A view that
is meant to be embedded says so with `@embeddable`. It must show the same to everybody, ask nobody who they are, and
hold no form and no button that changes anything.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from balss.shared.http import Request

P = ParamSpec("P")

FRAMED_BY_ANYBODY = "frame-ancestors *"  # the middleware in `web` puts our whole policy around it


def embeddable(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Let any site frame the answers of this view; all else that browsers are told stays as for every page."""

    @wraps(view)
    def framed(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = FRAMED_BY_ANYBODY
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.xframe_options_exempt = True  # Django’s own way to say it
        return response

    return framed


FRAMES_OUR_OWN = "frame-src 'self'"  # the middleware in `web` adds it to our whole policy


def previews(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Let the answers of this view frame pages of ours, to show what an embedded page looks like."""

    @wraps(view)
    def framing(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = FRAMES_OUR_OWN
        return response

    return framing
