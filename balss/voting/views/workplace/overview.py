"""Elections of the own municipality, and what is to be done for one of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require
from balss.voting.models import Election, LateAddition, RollEntry, RollUpload


def own_election(request: Request, election_id: UUID, action: str) -> Election:
    """Raises NotAllowed for who does not work for its municipality."""
    election = get_object_or_404(Election.objects.select_related("institution"), pk=election_id)
    require(request.actor, action, election, request.now)
    return election


@never_cache
@require_safe
def elections(request: Request) -> HttpResponse:
    grant = request.actor.grant
    own = Institution.objects.prefetch_related("names").filter(pk=grant.institution_id or 0 if grant else 0).first()
    if own is None:
        raise NotAllowed(request.actor, "voting.arrange")
    require(request.actor, "voting.arrange", own, request.now)
    context = {
        "institution": own, "today": timezone.localdate(request.now),
        "rows": [(each, state_of(each, request)) for each in Election.objects.filter(institution=own)],
    }  # fmt: skip
    return render(request, "voting/workplace/elections.html", context)


def state_of(election: Election, request: Request) -> str:
    if election.called_off_date:
        return "called_off"
    if election.sealed_date:
        return "sealed"
    if election.is_over(request.now):
        return "over"
    return "open" if election.is_open(request.now) else "coming"


@never_cache
@require_safe
def work(request: Request, election_id: UUID) -> HttpResponse:
    election = own_election(request, election_id, "voting.serve_desk")
    waits = LateAddition.State.WAITING
    context = {
        "election": election, "state": state_of(election, request),
        "voters": RollEntry.objects.filter(election=election).count() if election.roll == "list" else None,
        "waiting_list": election.uploads.filter(state=RollUpload.State.WAITING).first(),
        "uploads": election.uploads.filter(state=RollUpload.State.APPLIED),
        "waiting_additions": election.additions.filter(state=waits).count(),
        "urns": election.batches.all(),
    }  # fmt: skip
    return render(request, "voting/workplace/work.html", context)
