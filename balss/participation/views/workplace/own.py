"""In whose name the visitor works."""

from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require


def own_institution(request: Request) -> Institution:
    """The institution whose official the visitor is. Raises NotAllowed for everybody else."""
    grant = request.actor.grant
    institution = (
        Institution.objects.prefetch_related("names").filter(pk=grant.institution_id).first()
        if grant is not None and grant.institution_id is not None
        else None
    )
    if institution is None:
        raise NotAllowed(request.actor, "participation.start_process")
    require(request.actor, "participation.start_process", institution, request.now)
    return institution
