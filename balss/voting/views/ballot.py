"""The ballot page. With JavaScript the browser makes the right itself (`views.intake`); without, the form comes here.

One chooses, may ask what is left (*check*), sees the whole choice once more (*review*), and casts it or goes back to
change it (*edit*). Between these steps the choice travels in the page: what was ticked is never lost and nowhere kept.
The receipt is the answer to the form and is kept nowhere either, so it is not redirected to.
"""

import secrets
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.box.models import BallotBox
from balss.core.vote.ballot import SEED_BYTES
from balss.core.vote.paper import NotABallot
from balss.core.vote.receipt import BallotReceipt
from balss.people.models import Person
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed
from balss.shared.refusals import Refused
from balss.voting.forms import fault_words, read_choice
from balss.voting.models import Election
from balss.voting.queries import Standing, standing_of
from balss.voting.services import Vote, change_by_service, vote_by_service
from balss.voting.views.showing import Booth, show_ballot, show_receipt, show_review

forms_only = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_ORDER = 64  # letters of the name of an order


@never_cache
@forms_only
def ballot(request: Request, election_id: UUID) -> HttpResponse:
    election, box = election_and_box(election_id)
    standing = _standing(request, election)
    seed = seed_of(request.POST.get("seed", ""))
    text = seed.hex() if seed else secrets.token_hex(SEED_BYTES)
    booth = Booth(request, election, box, standing, seed=text, order=standing.key if standing else "")
    if request.method != "POST":
        return show_ballot(booth)
    if not request.actor.is_signed_in:
        raise NotAllowed(request.actor, "voting.vote", election)
    if seed is None:
        return show_ballot(booth, status=422)

    def cast(vote: Vote) -> BallotReceipt:
        return vote_by_service(election=election, seed=seed, vote=vote, by=request.actor, now=request.now)

    return do_step(booth, cast)


@never_cache
@forms_only
def change(request: Request, election_id: UUID) -> HttpResponse:
    """Another ballot in the place of the earlier one, for who has its change code; nobody is asked who they are."""
    election, box = election_and_box(election_id)
    code = request.POST.get("code", "")
    order = request.POST.get("order", "")[:LONGEST_ORDER] or secrets.token_hex(8)
    booth = Booth(request, election, box, None, seed=code, order=order, is_changing=True)
    if request.method != "POST":
        return show_ballot(booth)
    seed = seed_of(code) or b"\0" * SEED_BYTES  # which nobody has

    def cast(vote: Vote) -> BallotReceipt:
        return change_by_service(election=election, seed=seed, vote=vote, now=request.now)

    return do_step(booth, cast)


def do_step(booth: Booth, cast: Callable[[Vote], BallotReceipt]) -> HttpResponse:
    """Do what the pressed button says; what does not fit is shown again with what is wrong."""
    step = booth.request.POST.get("step", "review")
    if step == "edit":
        return show_ballot(booth)
    try:
        vote = read_choice(booth.request.POST, booth.paper)
        booth.paper.check(vote.choices, vote.points)
        if step == "check":
            return show_ballot(booth, told=True)
        if step != "cast":
            return show_review(booth, vote)
        return show_receipt(booth, cast(vote))
    except NotABallot as error:
        return show_ballot(booth, error=fault_words(error, booth.paper), status=422)
    except Refused as refused:
        return show_ballot(booth, error=refused.message, status=409)


def election_and_box(election_id: UUID) -> tuple[Election, BallotBox]:
    return get_object_or_404(Election, pk=election_id), get_object_or_404(BallotBox, pk=election_id)


def _standing(request: Request, election: Election) -> Standing | None:
    person = Person.objects.filter(pk=request.actor.person_id or 0).first()
    return standing_of(person, election, request.now) if person else None


def seed_of(text: str) -> bytes | None:
    """The 32 bytes behind a seed or change code; groups may be apart."""
    try:
        seed = bytes.fromhex("".join(text.split()).replace("-", ""))
    except ValueError:
        return None
    return seed if len(seed) == SEED_BYTES else None
