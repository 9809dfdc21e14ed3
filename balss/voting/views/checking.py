"""Checking a receipt on a page, and what is published so that one can check it elsewhere."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.box.models import Ballot, BallotBox
from balss.box.queries import published_box
from balss.core.chain.receipt import MalformedReceipt
from balss.core.vote.receipt import Step, check_ballot_receipt, read_ballot_receipt
from balss.shared.http import Request
from balss.voting.models import Election

LONGEST = 60_000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, election_id: UUID) -> HttpResponse:
    """Nothing that is sent here is kept. The same is done without us by `balss vote check`."""
    election = get_object_or_404(Election, pk=election_id)
    box = get_object_or_404(BallotBox, pk=election_id)
    text = _text(request)
    context: dict[str, Any] = {"election": election, "text": text[:LONGEST]}
    if request.method != "POST":
        return render(request, "voting/check.html", context)
    try:
        receipt = read_ballot_receipt(text[:LONGEST])
    except MalformedReceipt:
        return render(request, "voting/check.html", context | {"unreadable": True}, status=422)
    results = check_ballot_receipt(receipt, election=box.published)
    titles = {project.id: project.title for project in box.read_paper.projects}
    context |= {
        "steps": [(words, results[step]) for step, words in step_words().items()],
        "proven": all(results.values()),
        "chosen": [titles.get(id_, id_) for id_ in receipt.ballot.choices],
        "way": receipt.way,
        "place": _place(box, receipt.ballot.key, receipt.ballot.leaf),
    }
    return render(request, "voting/check.html", context)


def _text(request: Request) -> str:
    """The receipt as a file or as pasted text; a file that is too long to be one is not read to its end."""
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("receipt", "")
    content: bytes = upload.read(LONGEST)
    return content.decode("utf-8", errors="replace")


def step_words() -> dict[Step, str]:
    return {
        Step.CHOICE: _("The choice fits the ballot paper."),
        Step.BALLOT: _("The ballot was signed with its voter's own key."),
        Step.RIGHT: _("The key has a right to vote in this election."),
        Step.HEAD: _("The ballot box signed that it took it."),
        Step.INCLUSION: _("The ballot lies in the box under that signature."),
    }


def _place(box: BallotBox, key: str, leaf: bytes) -> str:
    """What lies in the box for this key now: "there", "replaced" by its voter, or "missing"."""
    kept = Ballot.objects.filter(pk=key, box=box).first()
    if kept is None:
        return "missing"
    return "there" if kept.read().leaf == leaf else "replaced"


@require_safe
def box_data(request: Request, election_id: UUID) -> StreamingHttpResponse:
    """The sealed box; until then nobody is told even how much lies in it."""
    box = get_object_or_404(BallotBox, pk=election_id, sealed_date__isnull=False)
    return StreamingHttpResponse(published_box(box), content_type="application/json")


@require_safe
def election_data(request: Request, election_id: UUID) -> HttpResponse:
    """What is known before voting opens: paper, issuer's key, box's key."""
    box = get_object_or_404(BallotBox, pk=election_id)
    return JsonResponse(box.published.as_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})
