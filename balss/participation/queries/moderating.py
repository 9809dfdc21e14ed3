"""What waits for a moderator: held and taken for spam, reported, contested; each oldest first."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from balss.participation.models import Consultation, Contribution, Removal, Report
from balss.places.models import Institution

State = Contribution.State
AT_ONCE = 100
OPEN_REPORTS = Report.objects.filter(state=Report.State.OPEN)


@dataclass(frozen=True)
class Queue:
    """At most AT_ONCE of each; `reported` carry their open reports as `open_reports`."""

    held: list[Contribution]
    spam: list[Contribution]
    reported: list[Contribution]
    contested: list[Removal]

    @property
    def is_empty(self) -> bool:
        return not (self.held or self.spam or self.reported or self.contested)


def queue_of(consultation: Consultation) -> Queue:
    """Five queries."""
    said = Contribution.objects.filter(consultation=consultation).select_related("parent")
    waiting = said.filter(state=State.HELD).order_by("submitted_at", "id")
    spam = said.filter(state=State.SPAM).order_by("submitted_at", "id")
    reported = (
        said.filter(Exists(OPEN_REPORTS.filter(contribution=OuterRef("pk"))), state=State.PUBLISHED)
        .prefetch_related(Prefetch("reports", OPEN_REPORTS, to_attr="open_reports"))
        .order_by("submitted_at", "id")
    )
    contested = (
        Removal.objects.filter(contribution__consultation=consultation, state=Removal.State.CONTESTED)
        .select_related("contribution")
        .order_by("contested_at", "id")
    )
    return Queue(list(waiting[:AT_ONCE]), list(spam[:AT_ONCE]), list(reported[:AT_ONCE]), list(contested[:AT_ONCE]))


def waiting_at(institution: Institution) -> dict[int, int]:
    """How many wait for a moderator, by consultation of the institution; two queries."""
    of_institution = Contribution.objects.filter(consultation__opportunity__institution=institution).order_by()
    held = of_institution.filter(
        Q(state=State.HELD) | Q(Exists(OPEN_REPORTS.filter(contribution=OuterRef("pk"))), state=State.PUBLISHED)
    )
    contested = of_institution.filter(removals__state=Removal.State.CONTESTED)
    found: dict[int, int] = {}
    for rows in (_counted(held), _counted(contested)):
        for consultation, count in rows:
            found[consultation] = found.get(consultation, 0) + count
    return found


def _counted(found: "QuerySet[Contribution]") -> "QuerySet[Contribution, tuple[int, int]]":
    return found.values("consultation").annotate(count=Count("id")).values_list("consultation", "count")
