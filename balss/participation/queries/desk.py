"""What an official of an institution finds on the desk: own processes, and opportunities by where they stand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from balss.participation.models import Contribution, Decision, Opportunity, Process, Response
from balss.participation.queries.moderating import waiting_at
from balss.places.models import Institution

ASKING = Q(consultation__contributions__state=Contribution.State.PUBLISHED) & (
    Q(consultation__contributions__parent=None) | Q(consultation__contributions__is_proposal=True)
)
ANSWERED = Q(consultation__contributions__response__state=Response.State.PUBLISHED)


@dataclass(frozen=True)
class Desk:
    """`opportunities` carry `asking` and `answered`: how many contributions ask for an answer, and have one; and
    `to_read`: how many wait for a moderator."""

    processes: list[Process]
    opportunities: list[Opportunity]
    decisions: list[Decision]

    @property
    def waiting(self) -> list[Opportunity]:
        """Where something waits to be read or answered, what is due first on top."""
        found = [each for each in self.opportunities if each.to_read or each.answered < each.asking]  # type: ignore[attr-defined]
        return sorted(found, key=lambda each: each.answers_by_date or date.max)


def desk_of(institution: Institution, now: datetime) -> Desk:
    """Five queries."""
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
    found, to_read = list(opportunities), waiting_at(institution)
    for each in found:
        each.to_read = to_read.get(each.pk, 0)  # type: ignore[attr-defined]
    return Desk(list(processes), found, list(institution.decisions.all()[:100]))
