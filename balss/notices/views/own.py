"""The own page, which a signed link or an account opens: what somebody follows, changing it, leaving.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.notices.forms import WishesForm
from balss.notices.models import Follower
from balss.notices.queries import followed_by
from balss.notices.queries.found import names_of, things_named
from balss.notices.queries.pauses import pause_of
from balss.notices.services import own
from balss.notices.services.following import Own
from balss.notices.services.own import link_of, own_of
from balss.notices.views.told import told
from balss.shared.followables import Followable
from balss.shared.http import Request
from balss.shared.permissions import require

# By kind: its label, and of each thing its name on the board with key, what it is called (None: no longer public), it.
Groups = list[tuple[str | Promise, list[tuple[str, str | None, Followable | None]]]]


P = ParamSpec("P")
NOWHERE = gettext_lazy("This link leads nowhere. Whoever followed may have stopped it.")


def found_still(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Answer as for a link that leads nowhere, where another window stopped everything while this was asked."""

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except own.FollowsNoMore as gone:
            raise Http404(NOWHERE) from gone

    return answered


@login_required
@never_cache
@require_safe
def own_by_account(request: Request) -> HttpResponse:
    """What the account follows."""
    follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
    if follower is None:
        stopped = own.stopped_of(request.actor.account_id, request.now)
        return render(request, "notices/own.html", {"stopped": stopped})
    return own_page(request, Own(follower), link="")


@never_cache
@require_safe
def own_by_link(request: Request, link: str) -> HttpResponse:
    return own_page(request, own_or_404(request, link), link=link)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@found_still
def change(request: Request, link: str = "") -> HttpResponse:
    """How often, leaving one thing, taking either back, or all earlier links made worthless."""
    held = own_or_404(request, link)
    if request.method != "POST":  # the address of the answer, opened again
        return _to_own_page(link)
    if leaving := request.POST.get("leave"):
        return _leave(request, held, leaving, link=link)
    if taken_back := request.POST.get("take_back"):
        things = own.take_back(left=taken_back, own=held, by=request.actor, now=request.now)
        messages.info(request, _("You follow it again.") if things else _("That cannot be taken back any more."))
        return _to_own_page(link)
    if "renew" in request.POST:
        follower = own.renew_links(own=held, by=request.actor, now=request.now)
        messages.success(request, _("Links in earlier letters open nothing any more."))
        return _to_own_page(link_of(follower) if link else "")
    return _change_wishes(request, held, link=link)


def _leave(request: Request, held: Own, leaving: str, *, link: str) -> HttpResponse:
    things = things_named([leaving])
    names = ", ".join(names_of(things, get_language() or "lv"))
    left = own.leave(own=held, things=things, by=request.actor, now=request.now)
    undo = {"title": _("You do not follow it any more: %(names)s") % {"names": names}, "values": {"take_back": left}}
    return own_page(request, held, link=link, undo=undo)


def _change_wishes(request: Request, held: Own, *, link: str) -> HttpResponse:
    form, before = WishesForm(request.POST), _wishes_of(held.follower)
    if not form.is_valid():
        return own_page(request, held, link=link, form=form)
    own.change_wishes(own=held, wishes=form.wishes(), by=request.actor, now=request.now)
    held.follower.refresh_from_db()
    return own_page(request, held, link=link, undo={"title": _("Saved."), "values": before})


@csrf_exempt  # RFC 8058: the mail program posts, without any page of ours; the signed link is the right
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_all(request: Request, link: str) -> HttpResponse:
    """Stop all letters. Asking shows a button and changes nothing; posting twice is no harm."""
    held, again, stopped = own_of(link), "", None
    has_account = held is not None and held.follower.account_id is not None
    if request.method == "POST" and held is not None:
        again = own.leave_all(own=held, by=request.actor, now=request.now)
        stopped = own.stopped_of(held.follower.account_id, request.now) if has_account else None
        held = None
    context = {
        "left": held is None,
        "link": link,
        "again": again,
        "has_account": has_account,
        "resume_link": own.stopped_link(stopped) if stopped else "",
    }
    return render(request, "notices/leave_all.html", context)


@require_POST
@never_cache
def resume_all(request: Request, link: str = "") -> HttpResponse:
    """Take the stop of everything back, by the link of its page or as the account."""
    stopped = own.stopped_by(link, request.now) if link else own.stopped_of(request.actor.account_id, request.now)
    if stopped is None:
        messages.info(request, _("That cannot be taken back any more."))
        return redirect("notices:own" if request.actor.account_id else "notices:follow")
    follower = own.resume_all(stopped=stopped, has_link=bool(link), by=request.actor, now=request.now)
    messages.success(request, _("You follow it all again. What you missed comes in your next letter."))
    return _to_own_page(link_of(follower) if link else "")


def own_page(request: Request, held: Own, *, link: str, **more: object) -> HttpResponse:
    """What somebody follows, how often they are told, and what the last month would have brought."""
    require(request.actor, "notices.manage_following", held, request.now)
    follower, language = held.follower, get_language() or "lv"
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
    things = list(follower.subscriptions.values_list("kind", "key"))
    context = {
        "follower": follower,
        "groups": groups,
        "form": WishesForm(initial=_wishes_of(follower)),
        "link": link,
        "leave_link": link or link_of(follower),
        "stopped": own.stopped_of(follower.account_id, request.now) if follower.account_id else None,
        "pause": pause_of(follower.address) if follower.paused_at else None,
        "told": told(things, now=request.now, weekday=follower.weekday) if things else None,
        "feed_links": _feed_links(follower, groups),
    }
    return render(request, "notices/own.html", context | more)


def _wishes_of(follower: Follower) -> dict[str, object]:
    return {"rhythm": follower.rhythm, "weekday": follower.weekday, "language": follower.language}


def _to_own_page(link: str) -> HttpResponse:
    return redirect("notices:own_by_link", link) if link else redirect("notices:own")


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
    held = own_of(link) if link else None
    if not link and request.actor.account_id is not None:
        follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
        held = Own(follower) if follower else None
    if held is None:
        raise Http404(NOWHERE)
    require(request.actor, "notices.manage_following", held, request.now)
    return held
