"""What a browser asks while its voter votes: first the right, as the person who is signed in; then the box, as nobody.

The second request carries neither session nor cookie; it needs none, for the ballot carries its own right. Answers are
JSON: what was asked for, or `error` in words for the voter.
"""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balss.box.models import BallotBox, Channel
from balss.box.services import AlreadyCast, NoSuchBox, cast
from balss.core.blind.rsabssa import CannotBeSigned
from balss.core.vote.ballot import LONGEST, MalformedBallot, read_ballot
from balss.core.vote.paper import NotABallot
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused
from balss.voting.forms import fault_words
from balss.voting.models import Election
from balss.voting.services import give_right

JSON = "application/json"


@never_cache
@require_POST
def right(request: Request, election_id: UUID) -> HttpResponse:
    """Give the right: {"blinded": hex} → {"signature": hex}. Raises NotAllowed for who is not signed in."""
    election = get_object_or_404(Election, pk=election_id)
    require(request.actor, "voting.vote", election, request.now)
    if request.content_type != JSON:
        return _refused(_("The request could not be read. Open the page anew."), 415)
    try:
        blinded = bytes.fromhex(str(_body(request).get("blinded", "")))
        signature = give_right(
            election=election, blinded=blinded, channel=Channel.BROWSER, by=request.actor, now=request.now
        )
    except (ValueError, CannotBeSigned):
        return _refused(_("The request could not be read. Open the page anew."), 400)
    except Refused as refused:
        return _refused(refused.message, 409)
    return JsonResponse({"signature": signature.hex()})


@csrf_exempt  # there is no session to misuse: what is sent carries its own right
@never_cache
@require_POST
def put_in_box(request: Request, election_id: UUID) -> HttpResponse:
    """Cast: {"statement", "signature", "right"} → {"receipt": text}; an earlier ballot's version with its refusal."""
    box = get_object_or_404(BallotBox, pk=election_id)
    if request.headers.get("Origin", own_origin := f"{request.scheme}://{request.get_host()}") != own_origin:
        return _refused(_("The request could not be read. Open the page anew."), 403)
    if request.content_type != JSON:
        return _refused(_("The request could not be read. Open the page anew."), 415)
    body = _body(request)
    try:
        ballot = read_ballot(str(body.get("statement", "")), str(body.get("signature", "")))
        if ballot.election != str(box.pk):
            raise MalformedBallot("of another election")
        receipt = cast(ballot=ballot, right=str(body.get("right", "")), channel=Channel.BROWSER, now=request.now)
    except (MalformedBallot, NoSuchBox):
        return _refused(_("The request could not be read. Open the page anew."), 400)
    except NotABallot as error:
        return _refused(fault_words(error, box.read_paper), 422)
    except AlreadyCast as there:
        return JsonResponse({"error": there.message, "version": there.version}, status=409)
    except Refused as refused:
        return _refused(refused.message, 409)
    return JsonResponse({"receipt": receipt.text()})


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        data = json.loads(request.body) if len(request.body) < 2 * LONGEST else {}
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
