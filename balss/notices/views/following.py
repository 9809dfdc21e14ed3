"""Following: choosing with a look at what it would bring, and confirming.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.notices.forms import LONGEST_SOUGHT, FollowForm
from balss.notices.queries.found import found_of, names_of, things_named
from balss.notices.services import following
from balss.notices.services.following import NothingToFollow, TooManyFollowed
from balss.notices.services.own import link_of
from balss.notices.views.choices import along, called, choices_of, listed
from balss.notices.views.told import told
from balss.people.models import Account
from balss.shared.followables import Followable, Thing
from balss.shared.http import Request
from balss.shared.rate_limits import TooManyTries, address_of, count_try

READS = ["GET", "HEAD", "POST"]
ASKS, LOOKS, WITHIN = 20, 120, timedelta(hours=1)  # from one place
ASKS_FOR_ONE, WITHIN_FOR_ONE = 5, timedelta(hours=12)  # for one address


@require_http_methods(READS)
@never_cache
def follow(request: Request) -> HttpResponse:
    """Follow what stands in the address, `?ko=kind:key`: an account at once, an address once it was confirmed.

    `look` only looks: it finds places and institutions by name and shows what the last month would have brought.
    """
    asked = request.POST if request.method == "POST" else request.GET
    found = found_of(things_named(asked.getlist("ko")))
    account = Account.objects.filter(pk=request.actor.account_id or 0).first()
    only_looks = "look" in request.POST
    form = None if account else _form(request, only_looks=only_looks)
    if request.method == "POST":
        name, times = ("notices.look", LOOKS) if only_looks else ("notices.follow", ASKS)
        count_try(name, address_of(request), times=times, per=WITHIN, now=request.now)
        if not only_looks and (answer := _asked(request, found, account, form)):
            return answer
    weekday = form.cleaned_data.get("weekday", 0) if form and form.is_bound and form.is_valid() else 0
    sought = asked.get("sought", "")[:LONGEST_SOUGHT]
    called_so = called(sought, found)
    context = {
        "chosen": choices_of(found),
        "along": choices_of(along(found)),
        "sought": sought,
        "called": called_so,
        "lists": listed({*found, *things_named(value for _label, choices in called_so for value, _name in choices)}),
        "form": form,
        "told": told(list(found), now=request.now, weekday=weekday) if found else None,
    }
    return render(request, "notices/follow.html", context)


def _form(request: Request, *, only_looks: bool) -> FollowForm:
    """Empty, as sent, or, while somebody still looks, with what was typed and without complaints."""
    language = get_language() or "lv"
    if only_looks:
        return FollowForm(initial=request.POST.dict(), language=language)
    return FollowForm(request.POST or None, language=language)


def _asked(
    request: Request, found: dict[Thing, Followable], account: Account | None, form: FollowForm | None
) -> HttpResponse | None:
    """Do it, and where to go then; None where the page has to say what is wrong."""
    if not found:
        messages.error(request, _("Choose at least one thing to follow."))
        return None
    try:
        if account is not None:
            following.follow(account=account, things=found, by=request.actor, now=request.now)
            messages.success(request, _("You follow it. We write to the address of your account."))
            return redirect("notices:own")
        if form is not None and form.is_valid():
            email = form.cleaned_data["email"]
            try:
                count_try(
                    "notices.follow_to", email.casefold(), times=ASKS_FOR_ONE, per=WITHIN_FOR_ONE, now=request.now
                )
            except TooManyTries:  # the same answer: nobody floods a letterbox, and nobody learns of others who ask
                return redirect("notices:asked")
            following.ask_to_follow(email=email, things=found, wishes=form.wishes(), now=request.now)
            return redirect("notices:asked")
    except TooManyFollowed:
        messages.error(request, _("That is too much at once. Choose fewer things."))
    return None


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
            return redirect("notices:own_by_link", link_of(follower))
    context = {
        "names": names_of(wanted.things, get_language() or "lv"),
        "email": wanted.email,
        "often": wanted.wishes.often,
        "told": told(wanted.things, now=request.now, weekday=wanted.wishes.weekday),
    }
    return render(request, "notices/confirm.html", context)
