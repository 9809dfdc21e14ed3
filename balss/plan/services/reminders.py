"""Letters before a deadline of the plan and once after it, to the officials of the responsible bodies.

For each deadline and institution there are three reminders: 30 days before, 7 days before, and when it is overdue. Each
goes to an address once. After an outage only the latest of those that were missed is sent: nobody is told on the fifth
day before a deadline that there are 30 days left. What is done is left alone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balss.notices.services import Message, send_all
from balss.places.models import Institution
from balss.plan.models import Deadline, Measure, Plan, ProgressReport
from balss.plan.queries.contacts import Contact, contacts_of
from balss.plan.queries.duties import Carrier, carriers_of
from balss.plan.queries.status import ComputedStatus, DeadlineStanding, standings_of
from balss.plan.services.letters import Context, measure_words, messages_to
from balss.shared.permissions import Actor, require

BEFORE = (7, 30)  # days, the nearest first
OVERDUE_TOLD_WITHIN = timedelta(days=365)  # well within the time for which the outbox knows what it sent


def reminder_due(due_date: date, *, on: date) -> str | None:
    """Which reminder a deadline asks for on the day: "30", "7", "overdue", or none."""
    days_left = (due_date - on).days
    if days_left < 0:
        return "overdue" if on - due_date <= OVERDUE_TOLD_WITHIN else None
    return next((str(days) for days in BEFORE if days_left <= days), None)


@transaction.atomic
def send_reminders(*, by: Actor, now: datetime) -> int:
    """Put the reminders of the day into the outbox; answers how many were new. Repeatable."""
    require(by, "plan.send_reminders", None, now)
    today = timezone.localdate(now)
    near = Deadline.objects.standing().filter(
        due_date__gte=today - OVERDUE_TOLD_WITHIN, due_date__lte=today + timedelta(days=max(BEFORE))
    )
    plans = Plan.objects.filter(measures__deadlines__in=near).distinct()
    messages = [message for plan in plans for message in _messages(plan, today, now)]
    return send_all(kind="plan.deadline_reminder", messages=messages, now=now)


def _messages(plan: Plan, today: date, now: datetime) -> Iterator[Message]:
    open_deadlines = [
        (standing.measure, deadline, reminder)
        for standing in standings_of(plan, on=today)
        for deadline in standing.deadlines
        if (reminder := _reminder(deadline, today)) is not None
    ]
    carriers = carriers_of({measure for measure, _, _ in open_deadlines}, on=today)
    institutions = {
        each.pk: each
        for each in Institution.objects.filter(
            pk__in={carrier.institution_id for each in carriers.values() for carrier in each}
        ).prefetch_related("names")
    }
    contacts = contacts_of(institutions.values(), now=now)
    ended = _ended(plan)
    for measure, deadline, reminder in open_deadlines:
        for carrier in carriers[measure.pk]:
            if _concerns(carrier, measure, deadline) and (measure.pk, carrier.institution_id) not in ended:
                institution = institutions[carrier.institution_id]
                yield from _to(contacts[institution.pk], institution, measure, deadline, reminder, today)


def _reminder(standing: DeadlineStanding, today: date) -> str | None:
    due_date = standing.deadline.due_date
    if due_date is None or standing.status == ComputedStatus.DONE:
        return None
    return reminder_due(due_date, on=today)


def _concerns(carrier: Carrier, measure: Measure, deadline: DeadlineStanding) -> bool:
    """Whether a responsible body carries something that is to be done by the deadline."""
    own = [each for each in measure.indicators.all() if each.deadline_id == deadline.deadline.pk]
    return carrier.is_responsible and (not own or any(carrier.carries(each) for each in own))


def _ended(plan: Plan) -> set[tuple[int, int]]:
    """Measures and institutions whose last public report says that the work has ended."""
    latest: dict[tuple[int, int], bool] = {}
    reports = ProgressReport.objects.public().filter(measure__plan=plan)  # newest first
    for measure_id, institution_id, is_final in reports.values_list("measure_id", "institution_id", "status__is_final"):
        latest.setdefault((measure_id, institution_id), bool(is_final))
    return {key for key, is_final in latest.items() if is_final}


def _to(
    contacts: list[Contact],
    institution: Institution,
    measure: Measure,
    standing: DeadlineStanding,
    reminder: str,
    today: date,
) -> list[Message]:
    deadline = standing.deadline
    key = f"{deadline.pk} {deadline.due_date} {institution.pk} {reminder}"
    return messages_to(contacts, _context(institution, measure, deadline, today), dedupe_key=key)


def _context(institution: Institution, measure: Measure, deadline: Deadline, today: date) -> Context:
    def context() -> dict[str, object]:
        due_date = deadline.due_date or today
        return {
            "measure": measure_words(measure),
            "institution": str(institution.name_on(today)),
            "due": due_date,
            "days_left": (due_date - today).days,
            "path": reverse("plan:duty", args=[measure.plan.slug, measure.key]),
        }

    return context
