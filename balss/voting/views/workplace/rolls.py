"""The list of voters: sent, looked at, put in force; and additions to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balss.people.queries import is_same_person
from balss.shared.http import Request
from balss.shared.refusals import Refused
from balss.voting.forms.workplace import AdditionForm, ListForm
from balss.voting.models import LateAddition, RollEntry
from balss.voting.queries.rolls import differences
from balss.voting.services.rolls import (
    ListRefused,
    RowFault,
    apply_list,
    decide_addition,
    discard_list,
    propose_addition,
    take_list,
)
from balss.voting.views.handing_over import uuid_of
from balss.voting.views.workplace.overview import own_election, state_of

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@forms_only
def send_list(request: Request, election_id: UUID) -> HttpResponse:
    election = own_election(request, election_id, "voting.keep_roll")
    form, faults = ListForm(request.POST or None, request.FILES or None), list[RowFault]()
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data
        try:
            upload = take_list(
                election=election, file=filled["unstored_list"], snapshot_date=filled["snapshot_date"],
                by=request.actor, now=request.now,
            )  # fmt: skip
        except ListRefused as refused:
            faults = refused.faults
            form.add_error(None, refused.message)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("voting:see_list", election.pk, upload.pk)
    context = {"election": election, "form": form, "faults": faults, "state": state_of(election, request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "voting/workplace/send_list.html", context, status=status)


@never_cache
@forms_only
def see_list(request: Request, election_id: UUID, upload_id: UUID) -> HttpResponse:
    """What a list that waits would change; put it in force or discard it."""
    election = own_election(request, election_id, "voting.keep_roll")
    upload = get_object_or_404(election.uploads, pk=upload_id)
    if request.method == "POST":
        upload.election = election
        try:
            if request.POST.get("do") == "apply":
                apply_list(upload=upload, by=request.actor, now=request.now)
                messages.success(request, _("The list is in force."))
            else:
                discard_list(upload=upload, by=request.actor, now=request.now)
                messages.success(request, _("The list was discarded. The roll is as it was."))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("voting:work", election.pk)
    added, removed = differences(upload) if upload.state == "waiting" else (upload.added, upload.removed)
    context = {
        "election": election, "upload": upload, "added": added, "removed": removed, "kept": upload.voters - added,
        "state": state_of(election, request), "before": RollEntry.objects.filter(election=election).count(),
    }  # fmt: skip
    return render(request, "voting/workplace/see_list.html", context)


@sensitive_post_parameters("code", "born")
@never_cache
@forms_only
def additions(request: Request, election_id: UUID) -> HttpResponse:
    """Propose somebody whom the list left out, and decide on what others proposed."""
    election = own_election(request, election_id, "voting.keep_roll")
    deciding = "addition" in request.POST
    form = AdditionForm(None if deciding else request.POST or None)
    if request.method == "POST":
        try:
            if deciding:
                _decide(request, election_id)
                return redirect("voting:additions", election.pk)
            if form.is_valid():
                filled = form.cleaned_data
                propose_addition(
                    election=election, code=filled["code"], born=filled["born"],
                    reason=LateAddition.Reason(filled["reason"]), by=request.actor, now=request.now,
                )  # fmt: skip
                messages.success(request, _("Proposed. Another official has to confirm it."))
                return redirect("voting:additions", election.pk)
        except Refused as refused:
            form.add_error(None, refused.message) if form.is_bound else messages.error(request, refused.message)
    rows = [(each, is_same_person(request.actor, each.proposed_by)) for each in election.additions.all()]
    context = {"election": election, "form": form, "rows": rows, "state": state_of(election, request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "voting/workplace/additions.html", context, status=status)


def _decide(request: Request, election_id: UUID) -> None:
    found = LateAddition.objects.filter(election=election_id).select_related("election__institution")
    addition = get_object_or_404(found, pk=uuid_of(request.POST["addition"]))
    accept = request.POST.get("do") == "accept"
    decide_addition(addition=addition, accept=accept, by=request.actor, now=request.now)
    messages.success(request, _("Added. The person can vote now.") if accept else _("Refused. Nobody was added."))
