"""The ballot page. With JavaScript the browser makes the right itself (`views.intake`); without, the form comes here.

What was ticked is never lost: a choice that does not fit is shown again with what is wrong. The receipt is the answer
to the form and is kept nowhere, so it is not redirected to.
"""

import hmac
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.box.models import BallotBox
from balss.core.vote.ballot import SEED_BYTES
from balss.core.vote.paper import NotABallot, Paper
from balss.core.vote.receipt import BallotReceipt
from balss.people.models import Person
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, can
from balss.shared.refusals import Refused
from balss.voting.forms import fault_words, filled_in, read_vote
from balss.voting.models import Election
from balss.voting.queries import Standing, shown_order, standing_of
from balss.voting.services import change_by_service, vote_by_service
from balss.voting.services.rights import words_of

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@forms_only
def ballot(request: Request, election_id: UUID) -> HttpResponse:
    election, box = _election(election_id)
    paper, standing = box.read_paper, _standing(request, election)
    if request.method != "POST":
        return _show(request, election, box, standing, seed=secrets.token_hex(SEED_BYTES))
    if not request.actor.is_signed_in:
        raise NotAllowed(request.actor, "voting.vote", election)
    seed = _seed(request.POST.get("seed", ""))
    if seed is None:
        return _show(request, election, box, standing, seed=secrets.token_hex(SEED_BYTES), status=422)
    try:
        vote = read_vote(request.POST, paper)
        receipt = vote_by_service(election=election, seed=seed, vote=vote, by=request.actor, now=request.now)
    except NotABallot as error:
        words = fault_words(error, paper)
        return _show(request, election, box, standing, seed=seed.hex(), error=words, status=422)
    except Refused as refused:
        return _show(request, election, box, standing, seed=seed.hex(), error=refused.message, status=409)
    return _show_receipt(request, election, paper, receipt, seed)


@never_cache
@forms_only
def change(request: Request, election_id: UUID) -> HttpResponse:
    """Another ballot in the place of the earlier one, for who has its change code; nobody is asked who they are."""
    election, box = _election(election_id)
    paper = box.read_paper
    if request.method != "POST":
        return _show(request, election, box, None, changing=True)
    seed = _seed(request.POST.get("code", ""))
    try:
        vote = read_vote(request.POST, paper)
        receipt = change_by_service(election=election, seed=seed or b"\0" * SEED_BYTES, vote=vote, now=request.now)
    except NotABallot as error:
        return _show(request, election, box, None, changing=True, error=fault_words(error, paper), status=422)
    except Refused as refused:
        return _show(request, election, box, None, changing=True, error=refused.message, status=409)
    return _show_receipt(request, election, paper, receipt, seed or b"")


def _election(election_id: UUID) -> tuple[Election, BallotBox]:
    return get_object_or_404(Election, pk=election_id), get_object_or_404(BallotBox, pk=election_id)


def _standing(request: Request, election: Election) -> Standing | None:
    person = Person.objects.filter(pk=request.actor.person_id or 0).first()
    return standing_of(person, election, request.now) if person else None


def _seed(text: str) -> bytes | None:
    """The 32 bytes behind a seed or change code; groups may be apart."""
    try:
        seed = bytes.fromhex("".join(text.split()).replace("-", ""))
    except ValueError:
        return None
    return seed if len(seed) == SEED_BYTES else None


def device_name(standing: Standing | None) -> str:
    """Under which a browser keeps what it has begun: another for each voter of a shared computer, and telling nobody
    who it is."""
    key = standing.key if standing else ""
    return hmac.new(settings.SECRET_KEY.encode(), f"device {key}".encode(), "sha256").hexdigest()[:16] if key else ""


def _rows(request: Request, paper: Paper, voter: str) -> list[dict[str, Any]]:
    """By area, each project with how its field stands, in the voter's own order."""
    data = request.POST if request.method == "POST" else QueryDict()
    places = {project.id: place for place, project in enumerate(paper.projects)}
    order = shown_order(paper.projects, election=UUID(paper.election), voter=voter)
    return [
        {
            "area": area,
            "projects": [
                {"project": each, "place": places[each.id], **filled_in(data, paper, each.id)}
                for each in order
                if each.area == area.id
            ],
        }
        for area in paper.areas
    ]


def _show(
    request: Request, election: Election, box: BallotBox, standing: Standing | None, *, seed: str = "",
    changing: bool = False, error: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    is_open = election.is_open(request.now)
    hindrance = words_of(standing.hindrance, election) if standing and standing.hindrance else ""
    votes = is_open and (
        changing
        or (
            standing is not None
            and not hindrance
            and not standing.used_date
            and can(request.actor, "voting.vote", election, request.now)
        )
    )
    # the answer to a refused form keeps what was ticked, whatever the roll says meanwhile
    votes = votes or (bool(error) and is_open)
    context = {
        "election": election, "paper": box.read_paper, "issuer": box.issuer, "standing": standing,
        "hindrance": hindrance, "is_open": is_open, "is_over": election.is_over(request.now), "votes": votes,
        "changing": changing, "voter": device_name(standing), "seed": seed, "error": error,
        "code": request.POST.get("code", "") if changing else "",
        "areas": _rows(request, box.read_paper, standing.key if standing else ""),
    }  # fmt: skip
    return render(request, "voting/ballot.html", context, status=status)


def _show_receipt(
    request: Request, election: Election, paper: Paper, receipt: BallotReceipt, seed: bytes
) -> HttpResponse:
    titles = {project.id: project.title for project in paper.projects}
    context = {
        "election": election, "receipt": receipt, "code": seed.hex(),
        "chosen": [titles[id_] for id_ in receipt.ballot.choices],
    }  # fmt: skip
    return render(request, "voting/receipt.html", context)
