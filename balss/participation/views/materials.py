"""The poster of an opportunity, for everybody who has a notice board."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from balss.core.paper.poster import write_poster
from balss.participation.views.material_texts import poster_of
from balss.participation.views.opportunities import own_or_404, readable
from balss.shared.http import Request


@require_safe
def poster(request: Request, public_id: UUID) -> HttpResponse:
    """Of a draft only its institution's. Other rooms and sites make their own."""
    opportunity = own_or_404(readable(request, public_id))
    return HttpResponse(
        write_poster(poster_of(opportunity, request.now)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="plakats-{opportunity.public_id}.pdf"'},
    )
