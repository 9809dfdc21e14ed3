"""Following: choosing, confirming, and the own page, which a signed link or an account opens.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from collections.abc import Collection
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.notices.forms import FollowForm
from balss.notices.queries.found import found_of, names_of, things_named
from balss.notices.services import following
from balss.notices.services.following import NothingToFollow, TooManyFollowed
from balss.people.models import Account
from balss.shared.followables import Thing, followables
from balss.shared.http import Request
from balss.shared.rate_limits import rate_limit

READS = ["GET", "HEAD", "POST"]


@require_http_methods(READS)
@never_cache
@rate_limit("notices.follow", 20, per=timedelta(hours=1))
def follow(request: Request) -> HttpResponse:
    """Follow what stands in the address, `?ko=kind:key`: an account at once, an address once it was confirmed."""
    asked = request.POST if request.method == "POST" else request.GET
    found = found_of(things_named(asked.getlist("ko")))
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
