"""Letters by the clock, to officials: before a chosen project has to be started or done (Pašvaldību likums 62(2));
before ideas have to be decided on, the list of the vote published and results told, and once after that day.

Each goes to an address once for the day that is due. After an outage only the nearest of those missed is sent.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from balss.notices.services import Message, send_all
from balss.participatory_budget.models import Project
from balss.participatory_budget.queries.duties import Duty, Task, duties_now
from balss.participatory_budget.queries.legal import Clock, clocks_of
from balss.places.queries import working_calendar
from balss.plan.queries.contacts import contacts_of
from balss.shared.permissions import Actor, require

BEFORE_DAYS = (7, 30)  # the nearest first
LATE_DAYS = 30  # within so many days it is told that a day has gone by


@transaction.atomic
def send_reminders(*, by: Actor, now: datetime) -> int:
    """Put the reminders that are due into the outbox; answers how many were new. Repeatable. Raises NotAllowed."""
    require(by, "participatory_budget.send_reminders", None, now)
    return _remind_of_projects(now) + _remind_of_rounds(now)


def _remind_of_rounds(now: datetime) -> int:
    duties, messages = list(duties_now(now)), []
    contacts = contacts_of({each.call.institution for each in duties}, now=now, scope="participatory_budget")
    for duty in duties:
        days = -1 if -LATE_DAYS <= duty.left < 0 else next((n for n in BEFORE_DAYS if 0 <= duty.left <= n), None)
        if days is not None:
            key = f"{duty.call.pk} {duty.task} {duty.due_date.isoformat()} {days}"
            for contact in contacts[duty.call.institution_id]:
                messages.append(Message(contact.email, contact.language, _of_round(duty), key))
    return send_all(kind="participatory_budget.round_due", messages=messages, now=now)


def _of_round(duty: Duty) -> dict[str, object]:
    page = "to_vet" if duty.task is Task.DECIDE else "keep_call"
    return {
        "title": duty.call.title,
        "task": duty.task.value,
        "due_date": duty.due_date,
        "is_late": duty.is_late,
        "waiting": duty.waiting,
        "needs_ballot": duty.needs_ballot,
        "path": reverse(f"participatory_budget:{page}", args=[duty.call.slug]),
    }


def _remind_of_projects(now: datetime) -> int:
    states = [Project.State.CHOSEN, Project.State.UNDER_WAY]
    projects = list(Project.objects.filter(state__in=states).select_related("call__institution"))
    contacts = contacts_of({each.call.institution for each in projects}, now=now, scope="participatory_budget")
    calendar, today, messages = working_calendar(), timezone.localdate(now), []
    for project in projects:
        clocks = clocks_of(project, today=today, calendar=calendar)
        if clocks is None:
            continue
        clock = clocks.start if project.state == Project.State.CHOSEN else clocks.finish
        days = next((each for each in BEFORE_DAYS if 0 <= clock.left <= each), None)
        if days is not None:
            key = f"{project.pk} {clock.due.date.isoformat()} {days}"
            for contact in contacts[project.call.institution_id]:
                context = _context(project, clock, contact.language)
                messages.append(Message(contact.email, contact.language, context, key))
    return send_all(kind="participatory_budget.deadline_near", messages=messages, now=now)


def _context(project: Project, clock: Clock, language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "title": project.title,
            "is_start": project.state == Project.State.CHOSEN,
            "due_date": clock.due.date,
            "article": clock.due.rule.article_name(language),
            "path": reverse("participatory_budget:carry_out", args=[project.call.slug, project.number]),
        }
