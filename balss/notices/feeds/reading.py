"""The addresses of feeds: public ones by what stands in them, and secret ones."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.notices.feeds.calendar import calendar_answer
from balss.notices.feeds.news import atom_answer
from balss.notices.models import FeedLink
from balss.notices.queries.found import found_of, things_named
from balss.notices.services.feed_links import feed_link_of
from balss.shared.followables import Followable, Thing
from balss.shared.http import Request
from balss.shared.rate_limits import rate_limit

P = ParamSpec("P")

limited = rate_limit("notices.feeds", 300, per=timedelta(hours=1), methods=("GET", "HEAD"))


def unlisted(
    view: Callable[Concatenate[Request, P], HttpResponseBase],
) -> Callable[Concatenate[Request, P], HttpResponseBase]:
    """Keep the answer out of search engines and of caches on the way."""

    @wraps(view)
    def answered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-cache"
        del response["Access-Control-Allow-Origin"], response["Cross-Origin-Resource-Policy"]
        return response

    return answered


@require_safe
@limited
def public_atom(request: Request) -> HttpResponseBase:
    """The news of what stands in the address, `?ko=kind:key`, several too."""
    found = _asked_for(request)
    return atom_answer(request, list(found), _named(found), page=_page_of(found))


@require_safe
@limited
def public_ics(request: Request) -> HttpResponseBase:
    """Its last days of taking part and meetings."""
    found = _asked_for(request)
    return calendar_answer(request, list(found), _named(found))


@require_safe
@limited
@unlisted
def own_atom(request: Request, secret: str) -> HttpResponseBase:
    link = _link_or_404(secret)
    return atom_answer(request, _followed(link), _named_by(link), page=reverse("notices:own"), says_why=True)


@require_safe
@limited
@unlisted
def own_ics(request: Request, secret: str) -> HttpResponseBase:
    link = _link_or_404(secret)
    return calendar_answer(request, _followed(link), _named_by(link))


def _asked_for(request: HttpRequest) -> dict[Thing, Followable]:
    found = found_of(things_named(request.GET.getlist("ko")))
    if not found:
        raise Http404(_("There is no such thing to follow, or it is not public any more."))
    return found


def _link_or_404(secret: str) -> FeedLink:
    link = feed_link_of(secret)
    if link is None:
        raise Http404(_("This address opens nothing any more. Make a new one on your page."))
    return link


def _followed(link: FeedLink) -> list[Thing]:
    if link.subscription is not None:
        return [(link.subscription.kind, link.subscription.key)]
    return list(link.follower.subscriptions.values_list("kind", "key"))


def _named_by(link: FeedLink) -> str:
    return _("What I follow") if link.subscription is None else _named(found_of(_followed(link)))


def _named(found: dict[Thing, Followable]) -> str:
    return ", ".join(thing.name(get_language() or "lv") for thing in found.values())


def _page_of(found: dict[Thing, Followable]) -> str:
    (first, *others) = found.values()
    return reverse("notices:follow") if others else first.address
