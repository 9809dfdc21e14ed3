"""Threads as people read them: on the page of the opportunity, one thread alone, and everything at once to print."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.participation.forms.reading import ThreadsForm
from balss.participation.models import Consultation, Contribution, Opportunity
from balss.participation.queries.found import key_of_contribution
from balss.participation.queries.threads import (
    REPLIES_SHOWN,
    THREADS_ON_A_PAGE,
    Wanted,
    find_threads,
    tally_of,
    threads_of,
)
from balss.participation.views.opportunities import context_of, readable
from balss.shared.http import Request
from balss.shared.permissions import can


@require_safe
def opportunity(request: Request, public_id: UUID) -> HttpResponse:
    """The opportunity, and a page of what people said."""
    found = readable(request, public_id)
    if found.origin:
        return redirect(found.address)
    context = context_of(request, found)
    if (consultation := getattr(found, "consultation", None)) is not None:
        context |= _list(request, consultation)
    return render(request, "participation/opportunity.html", context)


@require_safe
def thread(request: Request, public_id: UUID, receipt: str) -> HttpResponse:
    """One thread with all of its replies; the number of any contribution of it leads here."""
    found = readable(request, public_id)
    consultation = consultation_of(found)
    said = get_object_or_404(
        Contribution.objects.public().select_related("root"), consultation=consultation, receipt=receipt
    )
    if said.root is not None:
        return redirect(f"{_thread_url(found, said.root)}#{said.receipt}")
    threads = threads_of([said.pk], shown=None, person_id=request.actor.person_id)
    context = context_of(request, found) | acting(request, consultation)
    context |= {"threads": threads, "said": said, "up": "../../"}
    context["key"] = key_of_contribution(said) if said.state == Contribution.State.PUBLISHED else None
    return render(request, "participation/contributions/thread.html", context)


@require_safe
def whole(request: Request, public_id: UUID) -> HttpResponse:
    """Everything that was said and answered, on one page, to be printed or read in one go."""
    found = readable(request, public_id)
    consultation = consultation_of(found)
    roots = find_threads(consultation, Wanted(order="oldest")).values_list("pk", flat=True)
    context = context_of(request, found) | {
        "threads": threads_of(roots, shown=None),
        "tally": tally_of(consultation),
        "is_printed": True,
    }
    return render(request, "participation/contributions/whole.html", context)


def consultation_of(found: Opportunity) -> Consultation:
    """Of an opportunity of this room; others have none."""
    consultation: Consultation | None = getattr(found, "consultation", None)
    if consultation is None:
        raise Http404
    return consultation


def acting(request: Request, consultation: Consultation) -> dict[str, Any]:
    """What the visitor may do to contributions."""
    is_open = consultation.opportunity.is_open(request.now)
    return {
        "may_say": can(request.actor, "participation.contribute", consultation, request.now),
        "is_open": is_open,
        "may_reply": is_open and consultation.takes_replies,
        "may_support": is_open and request.actor.is_signed_in,
        "may_moderate": can(request.actor, "participation.moderate", consultation, request.now),
        "person_id": request.actor.person_id,
    }


def _list(request: Request, consultation: Consultation) -> dict[str, Any]:
    form = ThreadsForm(request.GET, auto_id="find_%s")
    wanted = form.wanted()
    tally = tally_of(consultation)
    roots = find_threads(consultation, wanted).values_list("pk", flat=True)
    paginator = Paginator(roots, THREADS_ON_A_PAGE)
    if not wanted.narrows:
        paginator.count = tally.threads  # counted already
    page = paginator.get_page(request.GET.get("page"))
    threads = threads_of(page.object_list, shown=REPLIES_SHOWN, person_id=request.actor.person_id)
    return acting(request, consultation) | {
        "up": "",
        "threads": threads,
        "tally": tally,
        "page": page,
        "find": form,
        "wanted": wanted,
        "found": paginator.count,
    }


def _thread_url(found: Opportunity, root: Contribution) -> str:
    return reverse("participation:thread", args=[found.public_id, root.receipt])
