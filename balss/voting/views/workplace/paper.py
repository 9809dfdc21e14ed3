"""Urns for paper: begun, emptied, entered by two, cast; and what is printed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.box.queries import box_of
from balss.core.paper import write_pdf
from balss.core.vote.sheet import Kind, Sheet
from balss.shared.http import Request
from balss.shared.refusals import Refused
from balss.voting.forms.workplace import SheetForm, UrnForm, as_numbers
from balss.voting.models import Batch, Election
from balss.voting.queries.paper import entering_of
from balss.voting.services.paper import close_batch, empty_urn, enter_sheet, give_up_reading, open_batch
from balss.voting.views.workplace.overview import own_election, state_of
from balss.voting.views.workplace.papers import blank_ballot, protocol_of

forms_only = require_http_methods(["GET", "HEAD", "POST"])
MOST_ORDERS = 20


def own_urn(request: Request, election_id: UUID, number: int) -> tuple[Election, Batch]:
    election = own_election(request, election_id, "voting.enter_paper")
    batch = get_object_or_404(election.batches, number=number)
    batch.election = election
    return election, batch


@never_cache
@forms_only
def new_urn(request: Request, election_id: UUID) -> HttpResponse:
    election = own_election(request, election_id, "voting.enter_paper")
    form = UrnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = open_batch(election=election, place=form.cleaned_data["place"], by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("voting:urn", election.pk, batch.number)
    context = {"election": election, "form": form, "state": state_of(election, request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "voting/workplace/new_urn.html", context, status=status)


@never_cache
@forms_only
def urn(request: Request, election_id: UUID, number: int) -> HttpResponse:
    """Where an urn stands and what comes next; who enters sees the own reading, and the other's once both are whole."""
    election, batch = own_urn(request, election_id, number)
    if request.method == "POST":
        return _act(request, election, batch)
    entering = entering_of(batch, request.actor)
    context = {
        "election": election, "urn": batch, "entering": entering,
        "next": entering.missing[0] if entering.missing else None,
        "differing": [
            (each, _reading(own), _reading(other)) for each, (own, other) in sorted(entering.differing.items())
        ],
        "may_read": entering.reader is not None or not (batch.first_by and batch.second_by),
    }  # fmt: skip
    return render(request, "voting/workplace/urn.html", context)


def _reading(sheet: Sheet) -> str:
    words = {Kind.INVALID: _("invalid"), Kind.MISSING: _("missing")}
    return words.get(sheet.kind) or as_numbers(sheet)


def _act(request: Request, election: Election, batch: Batch) -> HttpResponse:
    do = request.POST.get("do", "")
    try:
        if do == "empty":
            emptied = empty_urn(batch=batch, by=request.actor, now=request.now)
            if not emptied.marked:
                messages.success(request, _("The urn had no papers and was removed."))
                return redirect("voting:work", election.pk)
        elif do == "give_up":
            give_up_reading(batch=batch, by=request.actor, now=request.now)
            messages.success(request, _("What you entered is gone. Somebody else can enter in your place."))
        elif do == "close":
            close_batch(batch=batch, by=request.actor, now=request.now)
            messages.success(request, _("The ballots of this urn lie in the box."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("voting:urn", election.pk, batch.number)


@never_cache
@forms_only
def sheet(request: Request, election_id: UUID, number: int, paper_number: int) -> HttpResponse:
    """Enter what stands on one paper; then comes the next that is missing."""
    election, batch = own_urn(request, election_id, number)
    entering, box = entering_of(batch, request.actor), box_of(election.pk)
    if box is None or not 1 <= paper_number <= batch.marked:
        return redirect("voting:urn", election.pk, number)
    paper = box.read_paper
    form = SheetForm(request.POST or None, paper=paper, read=entering.own.get(paper_number))
    if request.method == "POST" and form.is_valid():
        try:
            enter_sheet(
                batch=batch, number=paper_number, sheet=form.cleaned_data["sheet"], by=request.actor, now=request.now
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            left = [each for each in entering.missing if each != paper_number]
            if left:
                return redirect("voting:sheet", election.pk, number, left[0])
            return redirect("voting:urn", election.pk, number)
    context = {
        "election": election, "urn": batch, "form": form, "paper_number": paper_number, "paper": paper,
        "left": len(entering.missing),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "voting/workplace/sheet.html", context, status=status)


@never_cache
@require_safe
def blank(request: Request, election_id: UUID) -> HttpResponse:
    """A blank ballot to print; `kartiba` chooses one of several orders of the projects, 0 the order of numbers."""
    election = own_election(request, election_id, "voting.serve_desk")
    box = box_of(election.pk)
    order = request.GET.get("kartiba", "0")
    which = int(order) if order.isascii() and order.isdigit() and len(order) < 3 else 0
    paper = blank_ballot(election, box.read_paper, order=min(which, MOST_ORDERS), now=request.now) if box else None
    return _pdf(write_pdf(paper), f"balsosanas-zime-{which}") if paper else redirect("voting:work", election.pk)


@never_cache
@require_safe
def protocol(request: Request, election_id: UUID, number: int) -> HttpResponse:
    """The protocol of an urn: numbers, never a choice."""
    election, batch = own_urn(request, election_id, number)
    return _pdf(write_pdf(protocol_of(election, batch, now=request.now)), f"kaste-{number}-protokols")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
