"""The own page, which a signed link or an account opens: what somebody follows, changing it, leaving.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.core.calendar import day_in_riga
from balss.notices.forms import WishesForm
from balss.notices.models import Follower
from balss.notices.queries import followed_by, preview
from balss.notices.queries.found import found_of, things_named
from balss.notices.services import following
from balss.notices.services.digests import parted, shown_item
from balss.notices.services.following import Own
from balss.shared.followables import Followable
from balss.shared.http import Request
from balss.shared.permissions import require

# By kind: its label, and of each thing its name on the board with key, what it is called (None: no longer public), it.
Groups = list[tuple[str | Promise, list[tuple[str, str | None, Followable | None]]]]


@login_required
@never_cache
@require_safe
def own(request: Request) -> HttpResponse:
    """What the account follows."""
    follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
    if follower is None:
        return render(request, "notices/own.html", {"followed": []})
    return own_page(request, Own(follower), link="")


@never_cache
@require_safe
def own_by_link(request: Request, link: str) -> HttpResponse:
    return own_page(request, own_or_404(request, link), link=link)


@require_POST
def change(request: Request, link: str = "") -> HttpResponse:
    """How often, or leaving one thing, or all earlier links made worthless."""
    held = own_or_404(request, link)
    if leaving := request.POST.get("leave"):
        following.leave(own=held, things=things_named([leaving]), by=request.actor, now=request.now)
        messages.success(request, _("You do not follow it any more."))
    elif "renew" in request.POST:
        follower = following.renew_links(own=held, by=request.actor, now=request.now)
        messages.success(request, _("Links in earlier letters open nothing any more."))
        link = following.link_of(follower) if link else ""
    else:
        form = WishesForm(request.POST)
        if form.is_valid():
            following.change_wishes(own=held, wishes=form.wishes(), by=request.actor, now=request.now)
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("That was not saved: choose how often from the list."))
    return redirect("notices:own_by_link", link) if link else redirect("notices:own")


@csrf_exempt  # RFC 8058: the mail program posts, without any page of ours; the signed link is the right
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_all(request: Request, link: str) -> HttpResponse:
    """Stop all letters. Asking shows a button and changes nothing; posting twice is no harm."""
    held = following.own_of(link)
    if request.method == "POST" and held is not None:
        following.leave_all(own=held, by=request.actor, now=request.now)
        held = None
    return render(request, "notices/leave_all.html", {"left": held is None, "link": link})


def own_page(request: Request, held: Own, *, link: str, **more: object) -> HttpResponse:
    """What somebody follows, how often they are told, and what the last month would have brought."""
    require(request.actor, "notices.manage_following", held, request.now)
    follower, language = held.follower, get_language() or "lv"
    things = list(follower.subscriptions.values_list("kind", "key"))
    items = preview(things, now=request.now)
    followed = found_of({thing for item in items for thing in item.why})
    still_open, came_of = parted([shown_item(each, followed, language) for each in items], day_in_riga(request.now))
    groups: Groups = [
        (
            group.kind.label,
            [
                (f"{group.kind.name}:{key}", thing.name(language) if thing else None, thing)
                for key, thing in group.things
            ],
        )
        for group in followed_by(follower)
    ]
    wishes = {"rhythm": follower.rhythm, "weekday": follower.weekday, "language": follower.language}
    context = {
        "follower": follower, "groups": groups, "form": WishesForm(initial=wishes), "link": link,
        "open": still_open, "came_of": came_of,
        "feed_links": _feed_links(follower, groups),
    }  # fmt: skip
    return render(request, "notices/own.html", context | more)


def _feed_links(follower: Follower, groups: Groups) -> list[tuple[str, str, datetime]]:
    """Of what (everything: ""), what that is called, and since when."""
    names = {value: name for _label, things in groups for value, name, _thing in things} | {
        "": _("Everything that I follow")
    }
    return [
        (value, names[value] or _("no longer public"), each.created_at)
        for each in follower.feed_links.select_related("subscription")
        for value in [f"{each.subscription.kind}:{each.subscription.key}" if each.subscription else ""]
    ]


def own_or_404(request: Request, link: str) -> Own:
    """Whose page it is: by the signed link, or without one by the account."""
    held = following.own_of(link) if link else None
    if not link and request.actor.account_id is not None:
        follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
        held = Own(follower) if follower else None
    if held is None:
        raise Http404(_("This link leads nowhere. Whoever followed may have stopped it."))
    require(request.actor, "notices.manage_following", held, request.now)
    return held
