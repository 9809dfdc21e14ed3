"""Answering: what waits, what to answer together, each answer with its reason, approved and published."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from balss.design.forms import LONGEST_KEY
from balss.participation.forms.answers import ResponseForm, said_of
from balss.participation.forms.refused import tell
from balss.participation.models import Consultation, Contribution, Response
from balss.participation.queries.answering import SHOWN, asking_of, counts_of, responses_in_work
from balss.participation.services import answers
from balss.people.queries import staff_of
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])
CONSULTATIONS = Consultation.objects.select_related("opportunity__institution", "opportunity__process")


@forms_only
def answering(request: Request, public_id: UUID) -> HttpResponse:
    """The list: choose what to answer together, assign it, or look for campaigns."""
    consultation = _own(request, public_id)
    if request.method == "POST":
        return _do(request, consultation)
    show = request.GET.get("rada", "unanswered")
    mine = request.actor.public_id
    counts = counts_of(consultation, mine=mine)
    labels = {
        "unanswered": pgettext("contributions", "Unanswered"),
        "mine": pgettext("contributions", "Assigned to me"),
        "drafts": pgettext("contributions", "In work"),
        "answered": pgettext("contributions", "Answered"),
        "all": pgettext("contributions", "All"),
    }
    show = show if show in labels else "unanswered"
    page = Paginator(asking_of(consultation, show=show, mine=mine), SHOWN).get_page(request.GET.get("page"))
    staff = staff_of(_institution(consultation), request.now)
    context: dict[str, Any] = {
        "page": page,
        "show": show,
        "filters": [(label, f"?rada={name}", name == show, counts[name]) for name, label in labels.items()],
        "counts": counts,
        "responses": responses_in_work(consultation),
        "staff": {grant.account.public_id: grant.account.person.name for grant in staff}.items(),
    }
    return _show(request, "answering", consultation, **context)


def _do(request: Request, consultation: Consultation) -> HttpResponse:
    chosen = _chosen(request.POST, consultation)
    if "answer" in request.POST:
        if not chosen:
            messages.error(request, _("Choose at least one contribution to answer."))
            return redirect("participation:answering", consultation.opportunity.public_id)
        response = redirect("participation:new_response", consultation.opportunity.public_id)
        ticked = {name: request.POST.getlist(name) for name in ("viedoklis", "kampana")}
        response["Location"] += f"?{urlencode(ticked, doseq=True)}"
        return response
    try:
        if "assign" in request.POST:
            to = request.POST.get("to", "")
            answers.assign(consultation=consultation, contributions=chosen, to=to, by=request.actor, now=request.now)
            messages.success(request, _("Assigned."))
        elif "campaigns" in request.POST:
            found = answers.group_campaigns(consultation=consultation, by=request.actor, now=request.now)
            messages.info(request, _("Campaigns found: %(count)d.") % {"count": found})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("participation:answering", consultation.opportunity.public_id)


@forms_only
def new_response(request: Request, public_id: UUID) -> HttpResponse:
    consultation = _own(request, public_id)
    chosen = _chosen(request.GET, consultation)
    form = ResponseForm(request.POST or None, institution=_institution(consultation))
    if request.method == "POST" and form.is_valid():
        try:
            response = answers.draft_response(
                consultation=consultation, contributions=chosen, answer=form.answer, by=request.actor, now=request.now
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            return _show(request, "response", consultation, status=409, form=form, contributions=chosen)
        return _after(request, response)
    return _show(request, "response", consultation, form=form, contributions=chosen)


@forms_only
def keep_response(request: Request, pk: int) -> HttpResponse:
    """An answer in work, or a published one to be corrected."""
    responses = Response.objects.select_related(
        "consultation__opportunity__institution", "consultation__opportunity__process"
    )
    response = get_object_or_404(responses.prefetch_related("changes"), pk=pk)
    consultation = response.consultation
    require(request.actor, "participation.answer", consultation, request.now)
    form = ResponseForm(request.POST or None, institution=_institution(consultation), initial=said_of(response))
    if request.method == "POST":
        try:
            if done := _change(request, response, form):
                return done
        except Refused as refused:
            if "reason" not in request.POST:  # nothing was typed: show how the answer stands now
                messages.error(request, refused.message)
                return redirect(request.path)
            tell(form, refused)
    context: dict[str, Any] = {
        "response": response,
        "form": form,
        "contributions": response.contributions.order_by("pk"),
        "may_approve": can(request.actor, "participation.approve_response", response, request.now),
    }
    return _show(request, "response", consultation, **context)


def _change(request: Request, response: Response, form: ResponseForm) -> HttpResponse | None:
    who: dict[str, Any] = {"by": request.actor, "now": request.now}
    if "discard" in request.POST:
        answers.discard_response(response=response, **who)
        messages.success(request, _("The draft is gone. What it would have answered is unanswered again."))
        return redirect("participation:answering", response.consultation.opportunity.public_id)
    if "return" in request.POST:
        return _after(request, answers.return_response(response=response, **who))
    if "approve" in request.POST:
        answers.approve_response(response=response, version=_version_read(request), **who)
        messages.success(request, _("Approved and published. Everybody whom it answers is told."))
        return redirect("participation:answering", response.consultation.opportunity.public_id)
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"] or 0
    if response.state == Response.State.PUBLISHED:
        corrected = answers.correct_response(response=response, answer=form.answer, version=version, **who)
        if corrected.correction is None:
            messages.success(request, _("Corrected. Everybody whom it answers is told again."))
        else:
            messages.success(request, _("Handed over. A colleague has to approve it."))
        return redirect("participation:answering", response.consultation.opportunity.public_id)
    return _after(request, answers.change_response(response=response, answer=form.answer, version=version, **who))


def _version_read(request: Request) -> int:
    read = request.POST.get("version", "")
    return int(read) if read.isdecimal() and len(read) <= LONGEST_KEY else 0


def _after(request: Request, response: Response) -> HttpResponse:
    """What the button that was pressed asks for beside saving."""
    who: dict[str, Any] = {"response": response, "by": request.actor, "now": request.now}
    try:
        if "publish" in request.POST:
            answers.publish_response(**who)
            messages.success(request, _("Published. Everybody whom it answers is told."))
            return redirect("participation:answering", response.consultation.opportunity.public_id)
        if "propose" in request.POST:
            answers.propose_response(**who)
            messages.success(request, _("Handed over. A colleague has to approve it."))
            return redirect("participation:answering", response.consultation.opportunity.public_id)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The draft is saved. Only your institution sees it."))
    return redirect("participation:keep_response", response.pk)


def _chosen(ticked: QueryDict, consultation: Consultation) -> list[Contribution]:
    """The ticked ones, and of a ticked campaign all that ask for an answer and have none in work."""
    campaigns = [int(key) for key in ticked.getlist("kampana") if key.isdecimal() and len(key) <= LONGEST_KEY]
    asking = Contribution.objects.asking().filter(campaign__in=campaigns[:SHOWN], response=None)
    wanted = Q(receipt__in=ticked.getlist("viedoklis")[:SHOWN]) | Q(pk__in=asking.values("pk"))
    return list(Contribution.objects.filter(wanted, consultation=consultation).order_by("pk"))


def _own(request: Request, public_id: UUID) -> Consultation:
    consultation = get_object_or_404(CONSULTATIONS, opportunity__public_id=public_id)
    require(request.actor, "participation.answer", consultation, request.now)
    return consultation


def _institution(consultation: Consultation) -> Institution:
    institution = consultation.opportunity.institution
    assert institution is not None  # noqa: S101  (an opportunity with a consultation is of this room)
    return institution


def _show(request: Request, name: str, consultation: Consultation, *, status: int = 0, **context: Any) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    context |= {
        "consultation": consultation,
        "opportunity": consultation.opportunity,
        "process": consultation.opportunity.process,
        "today": timezone.localdate(request.now),
    }
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"participation/workplace/{name}.html", context, status=status)
