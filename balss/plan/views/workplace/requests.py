"""Requests for information: written and sent, followed by the coordinator, answered by institutions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from balss.plan.forms.workplace import AnswerForm, RequestForm
from balss.plan.models import InformationRequest, Plan, RequestRecipient
from balss.plan.queries.asking import Candidates, candidates_for
from balss.plan.queries.contacts import contacts_of
from balss.plan.queries.reports import awaited_period, open_periods
from balss.plan.queries.requests import recipients_of, reported_measures
from balss.plan.queries.workload import tasks_of
from balss.plan.services.progress import own_institution
from balss.plan.services.requests import Sent, answer_request, close_request, remind_unanswered, send_request
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

REQUESTS = InformationRequest.objects.select_related("plan", "period")
DAYS_TO_ANSWER = 14


@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: Request, plan: str) -> HttpResponse:
    """Write a request; all who can be asked are chosen from the start."""
    found = get_object_or_404(Plan, slug=plan)
    require(request.actor, "plan.send_request", found, request.now)
    candidates = candidates_for(found, now=request.now)
    today = timezone.localdate(request.now)
    options: dict[str, Any] = {"plan": found, "periods": open_periods(found, on=today)}
    if request.method != "POST":
        chosen = {each.institution.pk for group in candidates.groups().values() for each in group}
        form = RequestForm(initial=_prefilled(found, request), **options)
        return _show_new(request, found, form, candidates, chosen, set(candidates.groups()))
    form = RequestForm(request.POST, **options)
    groups = set(request.POST.getlist("group"))
    posted = set(request.POST.getlist("institution"))
    chosen = {
        each.institution.pk
        for group in candidates.groups().values()
        for each in group
        if str(each.institution.pk) in posted
    }
    if form.is_valid():
        asked = [
            each.institution
            for name, group in candidates.groups().items()
            for each in group
            if name in groups and each.institution.pk in chosen
        ]
        try:
            sent = send_request(plan=found, institutions=asked, by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _tell(request, sent)
            return redirect("plan:request", sent.request.public_id)
    return _show_new(request, found, form, candidates, chosen, groups, status=422)


def _prefilled(plan: Plan, request: Request) -> dict[str, Any]:
    today = timezone.localdate(request.now)
    period = awaited_period(plan, on=today)
    about = period.name if period else plan.name
    return {
        "period": period,
        "subject": _("Progress of the open government plan: %(about)s") % {"about": about},
        "text": _(
            "Please report what your institution has done on the measures of the plan for which it is responsible or "
            "co-responsible, with a document or an address for each value.\n\n"
            "In the workplace each measure begins with what you reported last; write what is new. If there is nothing "
            "to report, say so in a sentence."
        ),
        "answer_by_date": today + timedelta(days=DAYS_TO_ANSWER),
    }


def _show_new(
    request: Request,
    plan: Plan,
    form: RequestForm,
    candidates: Candidates,
    chosen: set[int],
    groups: set[str],
    status: int = 200,
) -> HttpResponse:
    labels = {"ministries": _("All ministries"), "municipalities": _("All municipalities"),
              "others": _("Other institutions that have a part in the plan")}  # fmt: skip
    listed = [
        (name, labels[name], name in groups, [(each, each.institution.pk in chosen) for each in group])
        for name, group in candidates.groups().items()
        if group
    ]
    context = {"plan": plan, "form": form, "groups": listed}
    return render(request, "plan/workplace/new_request.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def information_request(request: Request, public_id: UUID) -> HttpResponse:
    """The coordinator sees who has answered; an institution that was asked sees what to do, and answers in words."""
    found = get_object_or_404(REQUESTS, public_id=public_id)
    require(request.actor, "plan.view_request", found, request.now)
    if can(request.actor, "plan.manage_request", found, request.now):
        return _follow(request, found)
    today = timezone.localdate(request.now)
    own = own_institution(request.actor)
    recipient = next(
        each
        for each in found.recipients.select_related("institution", "request")
        if can(request.actor, "plan.answer_request", each, request.now)
    )
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"words": recipient.answer})
    if request.method == "POST" and form.is_valid() and _answer(request, recipient, form):
        return redirect("plan:request", found.public_id)
    tasks = [task for task in tasks_of(own, on=today) if task.duty.measure.plan_id == found.plan_id]
    context = {"request_": found, "recipient": recipient, "tasks": tasks, "form": form, "institution": own}
    return render(request, "plan/workplace/answer.html", context, status=422 if form.errors else 200)


def _answer(request: Request, recipient: RequestRecipient, form: AnswerForm) -> bool:
    try:
        answer_request(recipient=recipient, words=form.cleaned_data["words"], by=request.actor, now=request.now)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("Your answer has been sent to the coordinator of the plan."))
    return True


def _follow(request: Request, found: InformationRequest) -> HttpResponse:
    recipients = recipients_of(found)
    reported = reported_measures(found)
    contacts = contacts_of([each.institution for each in recipients], now=request.now)
    rows = [(each, reported.get(each.institution_id, 0), bool(contacts[each.institution_id])) for each in recipients]
    context = {
        "request_": found,
        "rows": rows,
        "answered": sum(each.answered_at is not None for each in recipients),
        "today": timezone.localdate(request.now),
    }
    return render(request, "plan/workplace/request.html", context)


@require_POST
def remind(request: Request, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(REQUESTS, public_id=public_id)
    try:
        _tell(request, remind_unanswered(request=found, by=request.actor, now=request.now))
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect("plan:request", public_id)


@require_POST
def close(request: Request, public_id: UUID) -> HttpResponse:
    close_request(request=get_object_or_404(REQUESTS, public_id=public_id), by=request.actor, now=request.now)
    messages.success(request, _("The request is closed."))
    return redirect("plan:request", public_id)


def _tell(request: Request, sent: Sent) -> None:
    words = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", sent.letters)
    messages.success(request, words % {"count": sent.letters})
    if sent.unreachable:
        told = ngettext(
            "%(count)d institution has nobody to write to: it sees the request in the workplace only.",
            "%(count)d institutions have nobody to write to: they see the request in the workplace only.",
            len(sent.unreachable),
        )
        messages.warning(request, told % {"count": len(sent.unreachable)})
