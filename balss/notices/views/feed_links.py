"""Addresses of feeds: the list of public ones, and making and ending secret ones on the own page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balss.notices.queries.found import names_of, things_named
from balss.notices.services.feed_links import NotFollowed, end_feed_link, new_feed_link
from balss.notices.views.choices import listed
from balss.notices.views.own import found_still, own_or_404, own_page
from balss.shared.followables import Thing
from balss.shared.http import Request


@require_safe
def feeds(request: Request) -> HttpResponse:
    """Feeds of everything that people choose from a list; those of single things stand on their pages."""
    return render(request, "notices/feeds.html", {"lists": listed()})


@require_POST
@never_cache
@found_still
def change_feed_links(request: Request, link: str = "") -> HttpResponse:
    """Make an address or end one: of the thing in `thing`, of everything where that is empty. What was made is shown
    once, in the answer; nobody can be shown it again."""
    held = own_or_404(request, link)
    thing = _thing(request.POST.get("thing", ""))
    try:
        if "end" in request.POST:
            end_feed_link(own=held, thing=thing, by=request.actor, now=request.now)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("notices:own_by_link", link) if link else redirect("notices:own")
        secret = new_feed_link(own=held, thing=thing, by=request.actor, now=request.now)
    except NotFollowed as missing:
        raise Http404(_("You do not follow that any more.")) from missing
    made = {
        "of": " ".join(names_of([thing], get_language() or "lv")) if thing else _("everything that you follow"),
        "atom": settings.ORIGIN + reverse("notices:own_atom", args=[secret]),
        "ics": settings.ORIGIN + reverse("notices:own_ics", args=[secret]),
    }
    return own_page(request, held, link=link, made=made)


def _thing(name: str) -> Thing | None:
    """None for everything. Raises Http404 for what is nothing."""
    if not name:
        return None
    things = things_named([name])
    if not things:
        raise Http404
    return things[0]
