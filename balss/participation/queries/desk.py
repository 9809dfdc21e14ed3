"""What an official of an institution finds on the desk: own processes, and opportunities by where they stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from balss.participation.models import Contribution, Decision, Opportunity, Process, Response
from balss.places.models import Institution

ASKING = Q(consultation__contributions__state=Contribution.State.PUBLISHED) & (
    Q(consultation__contributions__parent=None) | Q(consultation__contributions__is_proposal=True)
)
ANSWERED = Q(consultation__contributions__response__state=Response.State.PUBLISHED)


@dataclass(frozen=True)
class Desk:
    """`opportunities` carry `asking` and `answered`: how many contributions ask for an answer, and have one."""

    processes: list[Process]
    opportunities: list[Opportunity]
    decisions: list[Decision]


def desk_of(institution: Institution, now: datetime) -> Desk:
    """Three queries."""
    opportunities = (
        Opportunity.objects.filter(institution=institution, origin="")
        .exclude(state=Opportunity.State.WITHDRAWN)
        .select_related("process", "consultation__outcome_report")
        .annotate(
            asking=Count("consultation__contributions", filter=ASKING, distinct=True),
            answered=Count("consultation__contributions", filter=ASKING & ANSWERED, distinct=True),
        )
        .order_by(F("closes_at").desc(nulls_first=True), "-id")[:100]
    )
    processes = institution.processes.order_by("state", "-updated_at", "-id")[:100]
    return Desk(list(processes), list(opportunities), list(institution.decisions.all()[:100]))
