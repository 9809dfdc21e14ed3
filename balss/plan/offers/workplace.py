"""The workplace on the boards: who reports, decides, asks, answers and assesses; its letters and its reminders."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from balss.people.queries import works_for
from balss.places.models import Institution
from balss.plan import jobs
from balss.plan.models import (
    IndicatorValue,
    InformationRequest,
    Measure,
    Plan,
    ProgressReport,
    RequestRecipient,
)
from balss.plan.queries.duties import duty_in
from balss.plan.queries.independence import is_independent
from balss.plan.services.progress import GUARD
from balss.shared import schedule, shell
from balss.shared.files.guards import FileGuard, file_guards
from balss.shared.models import StoredFile
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, Role, actions, holders_of


def _reports(actor: Actor, measure: Measure, now: datetime) -> bool:
    """An official of an institution that has a part in the measure today, by name or through a group."""
    if not actor.holds(Role.OFFICIAL) or actor.grant is None:
        return False
    own = Institution.objects.filter(pk=actor.grant.institution_id or 0).first()
    return own is None or duty_in(measure, own, on=timezone.localdate(now)) is not None


def _coordinates(actor: Actor, plan: Plan, now: datetime) -> bool:
    """The coordinator, at the institution that coordinates this plan."""
    return actor.holds(Role.COORDINATOR, institution_id=plan.coordinator_id)


def _edits(actor: Actor, report: ProgressReport, now: datetime) -> bool:
    return works_for(actor, report.institution, now)


def _views(actor: Actor, report: ProgressReport, now: datetime) -> bool:
    """Everybody what is public; the rest its own institution; what was sent once, the coordinator too."""
    if report.state in ProgressReport.PUBLIC_STATES or works_for(actor, report.institution, now):
        return True
    return report.state != ProgressReport.State.DRAFT and _coordinates(actor, report.measure.plan, now)


def _decides(actor: Actor, report: ProgressReport, now: datetime) -> bool:
    return _coordinates(actor, report.measure.plan, now)


def _manages_request(actor: Actor, request: InformationRequest, now: datetime) -> bool:
    return _coordinates(actor, request.plan, now)


def _answers_request(actor: Actor, recipient: RequestRecipient, now: datetime) -> bool:
    return works_for(actor, recipient.institution, now)


def _views_request(actor: Actor, request: InformationRequest, now: datetime) -> bool:
    """The coordinator, and officials of every institution that was asked."""
    if _manages_request(actor, request, now):
        return True
    if not actor.holds(Role.OFFICIAL):
        return False
    return any(_answers_request(actor, each, now) for each in request.recipients.select_related("institution"))


def _assesses(actor: Actor, measure: Measure, now: datetime) -> bool:
    """A reviewer who is independent of it: docs/decisions/0021-independent-reviewers.md."""
    return actor.holds(Role.REVIEWER) and is_independent(actor, measure, now)


actions.pin(
    Action(
        "plan.open_workplace",
        "open the workplace of the plan",
        holders_of(Role.OFFICIAL, Role.COORDINATOR, Role.REVIEWER),
    ),
    Action("plan.report_progress", "report on a measure in the name of an own institution", _reports),
    Action("plan.edit_report", "change, send, withdraw or discard an own institution's report", _edits),
    Action("plan.view_report", "read a report and its documents", _views),
    Action("plan.decide_report", "accept a report or return it", _decides),
    Action("plan.decide_reports", "see the reports of a plan that wait for a decision", _coordinates),
    Action("plan.send_request", "ask institutions how far they are", _coordinates),
    Action("plan.manage_request", "see who answered, remind the others, close a request", _manages_request),
    Action("plan.view_request", "read a request for information", _views_request),
    Action("plan.answer_request", "answer a request in the name of an own institution", _answers_request),
    Action("plan.manage_periods", "say until when reports for a period are taken", _coordinates),
    Action("plan.review", "see what is to be assessed", lambda actor, obj, now: actor.holds(Role.REVIEWER)),
    Action("plan.assess_measure", "assess a measure independently", _assesses),
    Action("plan.send_reminders", "have the reminders of the day sent", lambda actor, obj, now: False),
)


def _report_with(file: StoredFile) -> ProgressReport | None:
    """The report that a document hangs on; of several (a later one takes its documents over) a public one first."""
    values = IndicatorValue.objects.filter(document=file, report__isnull=False)
    reports = [value.report for value in values.select_related("report__measure__plan", "report__institution")]
    public = [report for report in reports if report and report.state in ProgressReport.PUBLIC_STATES]
    return next(iter([*public, *reports]), None)


file_guards.pin(FileGuard(GUARD, "plan.view_report", _report_with))

MEASURE = {"number": "2.1", "label": '2.1 "Interactive state budget"'}
REQUEST = {"subject": "Progress", "text": "How far are you?", "answer_by": date(2026, 12, 31), "path": "/plans/darbs/"}


def _kind(name: str, meaning: str, example: dict[str, Any]) -> NoticeKind:
    return NoticeKind(f"plan.{name}", meaning, f"plan/notices/{name}", example)


notice_kinds.pin(
    _kind(
        "deadline_reminder",
        "a deadline of the plan comes near, or has passed",
        {"measure": MEASURE, "institution": "Ministry", "due": date(2026, 12, 31), "days_left": 30, "path": "/plans/"},
    ),
    _kind("report_accepted", "the coordinator has accepted a report", {"measure": MEASURE, "path": "/plans/"}),
    _kind(
        "report_returned",
        "the coordinator has returned a report, with the reason",
        {"measure": MEASURE, "reason": "The number of participants is missing.", "path": "/plans/"},
    ),
    _kind("request_sent", "the coordinator asks an institution how far it is", REQUEST),
    _kind("request_reminder", "an institution has not answered the coordinator's request", REQUEST),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "plan.remind",
        "remind officials of the plan's deadlines",
        every=timedelta(days=1),
        run=jobs.remind,
        offset=timedelta(hours=5),  # 7 or 8 in the morning in Riga
    ),
    schedule.ScheduledJob(
        "plan.count_evidence",
        "count the records that show what of the plan is done",
        every=timedelta(minutes=10),
        run=jobs.count_evidence,
    ),
)
shell.workplaces.pin(
    shell.Workplace("plan", frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.REVIEWER}), "plan:workplace")
)
shell.header_slots.pin(shell.HeaderSlot("plan.workplace", "plan/workplace/workplace_link.html", order=40))
