"""How paper ballots were counted, urn by urn: public once the box is sealed."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from balss.box.models import BallotBox
from balss.shared.http import Request
from balss.voting.models import Election
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
    return render(request, "voting/urns.html", {"election": election, "totals": totals, "told": told})


@require_safe
def urns_data(request: Request, election_id: UUID) -> HttpResponse:
    election, _box = _sealed(election_id)
    urns = [asdict(total) for total in batch_totals(election)]
    return JsonResponse({"election": str(election.pk), "urns": urns}, json_dumps_params={"ensure_ascii": False})


def _sealed(election_id: UUID) -> tuple[Election, BallotBox]:
    """Nobody is told before the sealing."""
    box = get_object_or_404(BallotBox, pk=election_id, sealed_date__isnull=False)
    return get_object_or_404(Election, pk=election_id, sealed_date__isnull=False), box
