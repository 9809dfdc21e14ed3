"""Saying it in other words: by its author, signed in or by the link, until it closes or is answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.participation.forms.refused import tell
from balss.participation.forms.saying import WordsForm, initial_of
from balss.participation.models import Contribution
from balss.participation.services.contributions import change_contribution, guest_of
from balss.participation.services.contributions.authors import own_page
from balss.participation.services.refusals import ChangedMeanwhile
from balss.shared.http import Request
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])
WHOLE = Contribution.objects.select_related("consultation__opportunity__institution", "parent")


@never_cache
@forms_only
def change(request: Request, receipt: str) -> HttpResponse:
    return _page(request, get_object_or_404(WHOLE, receipt=receipt), request.actor)


@never_cache
@forms_only
def change_by_link(request: Request, token: str) -> HttpResponse:
    found = guest_of(token)
    if found is None:
        raise Http404
    contribution, guest = found
    return _page(request, WHOLE.get(pk=contribution.pk), guest)


def _page(request: Request, said: Contribution, actor: Actor) -> HttpResponse:
    require(actor, "participation.edit_contribution", said, request.now)
    form = WordsForm(
        request.POST or None,
        initial=initial_of(said),
        consultation=said.consultation,
        is_reply=said.parent_id is not None,
        on=timezone.localdate(request.now),
    )
    del form.fields["email"]  # what the link belongs to stays
    status = 422 if request.method == "POST" else 200
    version = request.POST.get("version", "") or str(said.version)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_contribution(
                contribution=said, said=form.said, speaker=form.speaker, by=actor, now=request.now,
                version=int(version) if version.isdecimal() else 0,
            )  # fmt: skip
        except Refused as refused:
            tell(form, refused)
            status = 409
            version = str(said.version) if isinstance(refused, ChangedMeanwhile) else version
        else:
            messages.success(request, _("Changed. The earlier words stay readable to you."))
            return redirect(own_page(changed))
    context = {
        "said": said,
        "opportunity": said.consultation.opportunity,
        "form": form,
        "version": version,
        "own_page": own_page(said),
    }
    return render(request, "participation/contributions/change.html", context, status=status)
