"""How many voted, by day and way, and how paper ballots were counted, urn by urn: public once the box is sealed."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from balss.box.models import BallotBox
from balss.shared.ballot_texts import address_of_result
from balss.shared.http import Request
from balss.voting.models import Election
from balss.voting.queries import balance_of
from balss.voting.queries.paper import batch_totals


@require_safe
def urns(request: Request, election_id: UUID) -> HttpResponse:
    election, box = _sealed(election_id)
    totals = batch_totals(election)
    names = {project.id: project.title for project in box.read_paper.projects}
    areas = {area.id: area.name for area in box.read_paper.areas}
    told = [
        (total, areas.get(area, area), votes["ballots"], [(names.get(id_, id_), votes["votes"][id_]) for id_ in names
                                                           if id_ in votes["votes"]])
        for total in totals
        for area, votes in sorted(total.areas.items())
    ]  # fmt: skip
    days = balance_of(election)
    context = {
        "election": election, "totals": totals, "told": told, "days": days, "result": address_of_result(election.pk),
        "given": sum(each.given for each in days), "cast": sum(each.cast for each in days),
        "unused": sum(each.unused for each in days),
    }  # fmt: skip
    return render(request, "voting/urns.html", context)


@require_safe
def urns_data(request: Request, election_id: UUID) -> HttpResponse:
    election, _box = _sealed(election_id)
    found = {
        "election": str(election.pk),
        "days": [asdict(day) for day in balance_of(election)],
        "urns": [asdict(total) for total in batch_totals(election)],
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _sealed(election_id: UUID) -> tuple[Election, BallotBox]:
    """Nobody is told before the sealing."""
    box = get_object_or_404(BallotBox, pk=election_id, sealed_date__isnull=False)
    return get_object_or_404(Election, pk=election_id, sealed_date__isnull=False), box
