"""Following: choosing, confirming, and the own page, which a signed link or an account opens.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from collections.abc import Collection
from datetime import timedelta

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
from balss.notices.forms import FollowForm, WishesForm
from balss.notices.models import Follower
from balss.notices.queries import followed_by, preview
from balss.notices.queries.found import found_of, names_of
from balss.notices.services import following
from balss.notices.services.digests import parted, shown_item
from balss.notices.services.following import NothingToFollow, Own, TooManyFollowed
from balss.people.models import Account
from balss.shared.followables import Thing, followables
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.rate_limits import rate_limit

READS = ["GET", "HEAD", "POST"]


@require_http_methods(READS)
@never_cache
@rate_limit("notices.follow", 20, per=timedelta(hours=1))
def follow(request: Request) -> HttpResponse:
    """Follow what stands in the address, `?ko=kind:key`: an account at once, an address once it was confirmed."""
    asked = request.POST if request.method == "POST" else request.GET
    found = found_of(_things(asked.getlist("ko")))
    account = Account.objects.filter(pk=request.actor.account_id or 0).first()
    form = None if account else FollowForm(request.POST or None, language=get_language() or "lv")
    if request.method == "POST" and found:
        try:
            if account is not None:
                following.follow(account=account, things=found, by=request.actor, now=request.now)
                messages.success(request, _("You follow it. We write to the address of your account."))
                return redirect("notices:own")
            if form is not None and form.is_valid():
                wishes, email = form.wishes(), form.cleaned_data["email"]
                following.ask_to_follow(email=email, things=found, wishes=wishes, now=request.now)
                return redirect("notices:asked")
        except TooManyFollowed:
            messages.error(request, _("That is too much at once. Choose fewer things."))
    chosen = [(f"{kind}:{key}", thing.name(get_language() or "lv"), thing) for (kind, key), thing in found.items()]
    return render(request, "notices/follow.html", {"chosen": chosen, "lists": _lists(found), "form": form})


@require_safe
def asked(request: Request) -> HttpResponse:
    """The same for every address."""
    return render(request, "notices/asked.html")


@require_http_methods(READS)
@never_cache
def confirm(request: Request, link: str) -> HttpResponse:
    wanted = following.asked_by(link)
    if wanted is None:
        raise Http404(_("This link is too old, or was cut off. Ask to follow once more."))
    if request.method == "POST":
        try:
            follower = following.confirm(asked=wanted, now=request.now)
        except NothingToFollow:
            messages.error(request, _("What you wanted to follow is no longer public."))
        except TooManyFollowed:
            messages.error(request, _("You follow too many things already. Leave some first."))
        else:
            messages.success(request, _("Confirmed. From now on we write to you."))
            return redirect("notices:own_by_link", following.link_of(follower))
    names = names_of(wanted.things, get_language() or "lv")
    return render(request, "notices/confirm.html", {"names": names, "email": wanted.email})


@login_required
@never_cache
@require_safe
def own(request: Request) -> HttpResponse:
    """What the account follows."""
    follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
    if follower is None:
        return render(request, "notices/own.html", {"followed": []})
    return _page(request, Own(follower), link="")


@never_cache
@require_safe
def own_by_link(request: Request, link: str) -> HttpResponse:
    return _page(request, _own_or_404(request, link), link=link)


@require_POST
def change(request: Request, link: str = "") -> HttpResponse:
    """How often, or leaving one thing, or all earlier links made worthless."""
    held = _own_or_404(request, link)
    if leaving := request.POST.get("leave"):
        following.leave(own=held, things=_things([leaving]), by=request.actor, now=request.now)
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
@require_http_methods(READS)
@never_cache
def leave_all(request: Request, link: str) -> HttpResponse:
    """Stop all letters. Asking shows a button and changes nothing; posting twice is no harm."""
    held = following.own_of(link)
    if request.method == "POST" and held is not None:
        following.leave_all(own=held, by=request.actor, now=request.now)
        held = None
    return render(request, "notices/leave_all.html", {"left": held is None, "link": link})


def _page(request: Request, held: Own, *, link: str) -> HttpResponse:
    require(request.actor, "notices.manage_following", held, request.now)
    follower, language = held.follower, get_language() or "lv"
    items = preview(follower, now=request.now)
    followed = found_of({thing for item in items for thing in item.why})
    still_open, came_of = parted([shown_item(each, followed, language) for each in items], day_in_riga(request.now))
    groups = [
        (
            group.kind.label,
            [(f"{group.kind.name}:{key}", thing and thing.name(language), thing) for key, thing in group.things],
        )
        for group in followed_by(follower)
    ]
    wishes = {"rhythm": follower.rhythm, "weekday": follower.weekday, "language": follower.language}
    context = {
        "follower": follower, "groups": groups, "form": WishesForm(initial=wishes), "link": link,
        "open": still_open, "came_of": came_of,
    }  # fmt: skip
    return render(request, "notices/own.html", context)


def _lists(chosen: Collection[Thing]) -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """What people choose from a list, without what is chosen already."""
    language = get_language() or "lv"
    lists = []
    for kind in sorted(followables, key=lambda kind: kind.order):
        if kind.listed is not None:
            keys = list(kind.listed())
            found = kind.found(keys)
            left = [(f"{kind.name}:{key}", found[key].name(language)) for key in keys if (kind.name, key) not in chosen]
            lists.append((kind.label, left))
    return lists


def _own_or_404(request: Request, link: str) -> Own:
    held = following.own_of(link) if link else None
    if not link and request.actor.account_id is not None:
        follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
        held = Own(follower) if follower else None
    if held is None:
        raise Http404(_("This link leads nowhere. Whoever followed may have stopped it."))
    require(request.actor, "notices.manage_following", held, request.now)
    return held


def _things(names: list[str]) -> list[Thing]:
    """“kind:key” as things; what is not written so is left out."""
    parted = (name.partition(":") for name in names[: following.MOST])
    return [(kind, key) for kind, colon, key in parted if colon and kind and key]
