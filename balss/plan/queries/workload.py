"""The workload of an institution: each of its duties with its reports, what is awaited, and the three statuses.

The number of queries does not depend on how many duties there are, only on how many plans they stand in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from balss.places.models import Institution
from balss.plan.models import Assessment, InformationRequest, OfficialStatus, Plan, ProgressReport, ReportingPeriod
from balss.plan.queries.duties import Duty, duties_of
from balss.plan.queries.reports import awaited_period, open_periods, reports_of
from balss.plan.queries.requests import open_requests_to
from balss.plan.queries.status import ComputedStatus, DeadlineStanding, MeasureStanding, standing_of, standings_of

State = ProgressReport.State


class Need(StrEnum):
    """Why an official may look for a duty; a duty may answer to several."""

    TO_REPORT = "to_report"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Task:
    """One duty and where it stands. `reports` are the institution's own, newest first."""

    duty: Duty
    standing: MeasureStanding | None  # computed; None for a withdrawn measure
    reports: list[ProgressReport] = field(default_factory=list)
    open_periods: list[ReportingPeriod] = field(default_factory=list)
    awaited: ReportingPeriod | None = None  # the period to report for that is over and has no report
    is_asked: bool = False  # by an information request that has no answer
    assessment: Assessment | None = None

    @property
    def official(self) -> OfficialStatus | None:
        """What the institution said last in public."""
        return next((each.status for each in self.reports if each.state in ProgressReport.PUBLIC_STATES), None)

    @property
    def drafts(self) -> list[ProgressReport]:
        return self._in(State.DRAFT)

    @property
    def returned(self) -> list[ProgressReport]:
        """Returned and not yet taken up by a new report."""
        taken_up = {report.supersedes_id for report in self.reports}
        return [report for report in self._in(State.RETURNED) if report.pk not in taken_up]

    @property
    def overdue(self) -> list[DeadlineStanding]:
        deadlines = self.standing.deadlines if self.standing else []
        return [each for each in deadlines if each.status == ComputedStatus.OVERDUE]

    @property
    def startable(self) -> list[ReportingPeriod]:
        """Open periods for which there is neither a draft nor a report that stands."""
        taken = {report.period_id for report in self.reports if report.state != State.RETURNED}
        return [period for period in self.open_periods if period.pk not in taken]

    @property
    def needs(self) -> set[Need]:
        found = {
            Need.TO_REPORT: self.awaited is not None or self.is_asked,
            Need.DRAFT: bool(self.drafts),
            Need.RETURNED: bool(self.returned),
            Need.SUBMITTED: bool(self._in(State.SUBMITTED)),
            Need.ACCEPTED: bool(self._in(State.ACCEPTED)),
            Need.OVERDUE: bool(self.overdue),
        }
        return {need for need, there_is in found.items() if there_is}

    def _in(self, state: str) -> list[ProgressReport]:
        return [report for report in self.reports if report.state == state]


def tasks_of(institution: Institution, *, on: date) -> list[Task]:
    """All duties of the institution, in the order of `duties_of`."""
    duties = duties_of(institution, on=on)
    plans = {duty.measure.plan_id: duty.measure.plan for duty in duties}
    standings = {each.measure.pk: each for plan in plans.values() for each in standings_of(plan, on=on)}
    return _tasks(institution, duties, plans.values(), standings, on)


def task_of(duty: Duty, *, on: date) -> Task:
    measure = duty.measure
    standings = {measure.pk: standing_of(measure, on=on)}
    return _tasks(duty.institution, [duty], [measure.plan], standings, on)[0]


def _tasks(
    institution: Institution,
    duties: list[Duty],
    plans: Iterable[Plan],
    standings: dict[int, MeasureStanding],
    on: date,
) -> list[Task]:
    measures = [duty.measure.pk for duty in duties]
    reports: dict[int, list[ProgressReport]] = defaultdict(list)
    for report in reports_of(institution, on=on).filter(measure__in=measures).select_related("status", "period"):
        reports[report.measure_id].append(report)
    assessments: dict[int, Assessment] = {}
    for assessment in Assessment.objects.standing().filter(measure__in=measures):  # newest first
        assessments.setdefault(assessment.measure_id, assessment)
    periods = {plan.pk: open_periods(plan, on=on) for plan in plans}
    awaited = {plan.pk: awaited_period(plan, on=on) for plan in plans}
    asked = {each.request.plan_id: each for each in open_requests_to(institution, on=on)}
    tasks = []
    for duty in duties:
        own, plan = reports[duty.measure.pk], duty.measure.plan_id
        sent = [report for report in own if report.state in ProgressReport.PUBLIC_STATES]
        period = awaited[plan]
        request = asked[plan].request if plan in asked else None
        tasks.append(
            Task(
                duty=duty,
                standing=standings.get(duty.measure.pk),
                reports=own,
                open_periods=periods[plan],
                awaited=None if period and any(report.period_id == period.pk for report in sent) else period,
                is_asked=request is not None and not any(_answers(report, request) for report in sent),
                assessment=assessments.get(duty.measure.pk),
            )
        )
    return tasks


def _answers(report: ProgressReport, request: InformationRequest) -> bool:
    if request.period_id is not None:
        return report.period_id == request.period_id
    return report.submitted_at is not None and report.submitted_at >= request.sent_at
