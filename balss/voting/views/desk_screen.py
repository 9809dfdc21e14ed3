"""The screen on which somebody votes at a desk, with the code that the clerk gave them; signed in as nobody.

No script makes the right here: the device is not the voter's own, so it would protect nothing (docs/voting.md).
"""

import secrets
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balss.core.vote.ballot import SEED_BYTES
from balss.core.vote.receipt import BallotReceipt
from balss.shared.http import Request
from balss.shared.rate_limits import rate_limit
from balss.voting.services import Vote
from balss.voting.services.desk import is_desk_code, vote_at_desk
from balss.voting.views.ballot import do_step, election_and_box, seed_of
from balss.voting.views.handing_over import DESK_WORD
from balss.voting.views.showing import Booth, show_ballot

LONGEST_WORD = 20


@sensitive_post_parameters("word", "seed")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("voting.desk_screen", 120, per=timedelta(minutes=10))
def at_desk(request: Request, election_id: UUID) -> HttpResponse:
    election, box = election_and_box(election_id)
    word = request.POST.get("word", "")[:LONGEST_WORD] or request.session.pop(DESK_WORD, "")
    seed = seed_of(request.POST.get("seed", "")) or secrets.token_bytes(SEED_BYTES)
    booth = Booth(request, election, box, None, seed=seed.hex(), order=seed.hex(), word=word)
    if "step" in request.POST:

        def cast(vote: Vote) -> BallotReceipt:
            return vote_at_desk(election=election, word=word, seed=seed, vote=vote, now=request.now)

        return do_step(booth, cast)
    if word and election.is_open(request.now) and is_desk_code(election, word, request.now):
        return show_ballot(booth)
    error = ""
    if word and election.is_open(request.now):
        error = _("This code is not valid here, or was used, or is not of today. Ask the clerk.")
    context = {"election": election, "word": word, "error": error, "is_open": election.is_open(request.now)}
    return render(request, "voting/at_desk.html", context, status=422 if request.method == "POST" else 200)
