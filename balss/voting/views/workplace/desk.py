"""The clerk's page: find a person, mark the roll, hand over a code, a paper or the screen."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balss.box.models import Channel
from balss.core.personal_code import PersonalCode
from balss.shared.http import Request
from balss.shared.rate_limits import rate_limit
from balss.shared.refusals import Refused
from balss.voting.forms.workplace import FindForm
from balss.voting.models import Batch, Election
from balss.voting.queries.standing import Hindrance, Standing
from balss.voting.services.desk import look_up, mark_for_paper, mark_for_screen, renew_code, take_back
from balss.voting.services.rights import RightGiven, words_of
from balss.voting.views.workplace.overview import own_election, state_of

MOST_LOOKED_UP = 400  # in an hour, each clerk: a busy desk; not the whole town


def _clerk(request: Request) -> str:
    return str(request.actor.account_id or "")


@sensitive_post_parameters("code", "word")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("voting.desk", MOST_LOOKED_UP, per=timedelta(hours=1), whom=_clerk)
def serve(request: Request, election_id: UUID) -> HttpResponse:
    election = own_election(request, election_id, "voting.serve_desk")
    if "word" in request.POST:
        return _take_back(request, election)
    form = FindForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, election, form, status=422 if request.method == "POST" else 200)
    code, do = form.cleaned_data["code"], request.POST.get("do", "find")
    try:
        if do in ("screen", "paper", "renew"):
            return _mark(request, election, code, do)
    except RightGiven:
        pass  # the page says how and when
    except Refused as refused:
        form.add_error(None, refused.message)
    standing = look_up(election=election, code=code, by=request.actor, now=request.now)
    status = 200 if do == "find" else 409
    return _show(request, election, form, standing, status=status)


def _mark(request: Request, election: Election, code: PersonalCode, do: str) -> HttpResponse:
    who: dict[str, Any] = {"code": code, "by": request.actor, "now": request.now}
    attested = request.POST.get("attested") == "1"
    batch = _urn(election, request.POST.get("urn", "")) if do == "paper" else None
    if do == "renew":
        word = renew_code(election=election, **who)
    elif batch:
        word = mark_for_paper(batch=batch, attested=attested, **who)
    else:
        word = mark_for_screen(election=election, attested=attested, **who)
    context = {"election": election, "word": word, "urn": batch, "shown": f"{word[:4]} {word[4:]}"}
    return render(request, "voting/workplace/marked.html", context)


def _take_back(request: Request, election: Election) -> HttpResponse:
    batch = _urn(election, request.POST["urn"]) if request.POST.get("urn") else None
    word = request.POST["word"]
    try:
        take_back(election=election, word=word, batch=batch, by=request.actor, now=request.now)
        messages.success(request, _("The mark was taken back. The person can vote."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("voting:serve", election.pk)


def _urn(election: Election, text: str) -> Batch:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return get_object_or_404(election.batches.select_related("election__institution"), number=number)


def _show(
    request: Request, election: Election, form: FindForm, standing: Standing | None = None, *, status: int = 200
) -> HttpResponse:  # fmt: skip
    context = {
        "election": election, "form": form, "standing": standing, "state": state_of(election, request),
        "words": standing_words(standing, election) if standing else "",
        "code": request.POST.get("code", ""),
        "is_past": election.is_over(request.now),
        "may_renew": standing is not None
        and standing.channel == Channel.DESK
        and standing.used_date == timezone.localdate(request.now),
        "urns": election.batches.filter(state=Batch.State.FILLING),
    }  # fmt: skip
    return render(request, "voting/workplace/serve.html", context, status=status)


def standing_words(standing: Standing, election: Election) -> str:
    """What a clerk may know of somebody, and what to do."""
    if standing.used_date:
        day = date_format(standing.used_date, "SHORT_DATE_FORMAT")
        ways = {
            Channel.PAPER.value: _("This person was given a paper ballot on %(day)s."),
            Channel.DESK.value: _("This person was given the right to vote at a desk on %(day)s."),
        }
        return ways.get(standing.channel, _("This person voted online on %(day)s.")) % {"day": day}
    if standing.hindrance is Hindrance.NOT_LISTED and election.roll_date:
        return _(
            "This person is not in the list of voters as of %(day)s. Who was declared here on that day can be added by "
            "two officials."
        ) % {"day": date_format(election.roll_date, "SHORT_DATE_FORMAT")}
    return words_of(standing.hindrance, election) if standing.hindrance else ""
