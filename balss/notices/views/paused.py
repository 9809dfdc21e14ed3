"""Saying to somebody, on the own page and the account's, that the address is spared, and why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balss.notices.models import Follower
from balss.notices.queries.pauses import pause_of
from balss.notices.services import own
from balss.notices.views.own import found_still, own_or_404
from balss.shared.http import Request


def account_note(request: Request) -> SafeString | None:
    """For who follows with an account whose address is spared, or has stopped everything; two queries at most."""
    follower = Follower.objects.select_related("account").filter(account=request.actor.account_id).first()
    if follower is None:
        stopped = own.stopped_of(request.actor.account_id, request.now)
        return render_to_string("notices/_stopped.html", {"stopped": stopped}, request=request) if stopped else None
    if follower.paused_at is None:
        return None
    context = {"follower": follower, "pause": pause_of(follower.address), "link": ""}
    return render_to_string("notices/_paused.html", context, request=request)


@require_POST
@found_still
def resume(request: Request, link: str = "") -> HttpResponse:
    """The owner wants letters again."""
    held = own_or_404(request, link)
    own.resume(own=held, by=request.actor, now=request.now)
    messages.success(request, _("We write to this address again. What you missed comes in one letter."))
    return redirect("notices:own_by_link", link) if link else redirect("notices:own")
