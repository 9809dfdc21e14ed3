"""Beginning a report: a draft that says what the institution said last, so that only what is new has to be written."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balss.places.models import Institution
from balss.plan.models import Measure, ProgressReport, ReportingPeriod, authored_by
from balss.plan.queries.duties import duty_in
from balss.plan.queries.reports import last_public_report, standing_report
from balss.plan.services.progress.content import read_content, slots_of, write_content
from balss.plan.services.progress.drafts import check_open
from balss.plan.services.refusals import (
    AlreadyCorrected,
    AlreadyReported,
    DraftExists,
    NotInThatState,
    NotYourMeasure,
)
from balss.shared.permissions import Actor, NotAllowed, Role, can, require

State = ProgressReport.State


@transaction.atomic
def start_report(
    *,
    measure: Measure,
    period: ReportingPeriod | None,
    by: Actor,
    now: datetime,
    corrects: ProgressReport | None = None,
) -> ProgressReport:
    """A draft on a measure in the name of the actor's institution, begun from its last public report; the draft that
    is there already is answered instead of a second one.

    `period` None reports outside the periods. `corrects` is the accepted or returned report of the own institution
    that the new one is to take the place of; it also says the measure and the period. A returned one is corrected
    without being named.
    Raises NotAllowed, NotYourMeasure, PeriodClosed, PeriodNotBegun, AlreadyReported, AlreadyCorrected, NotInThatState,
    DraftExists.
    """
    _require_own(measure, by, now)
    if corrects is not None:
        require(by, "plan.edit_report", corrects, now)
    institution = own_institution(by)
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)  # two begin at once: one draft
    today = timezone.localdate(now)
    draft = ProgressReport.objects.filter(
        measure=measure, institution=institution, period=period, state=State.DRAFT
    ).first()
    if draft is not None and corrects in (None, draft.supersedes):
        return draft
    if corrects is None and period is not None:
        corrects = _returned_for(measure, institution, period)
    if corrects is not None:
        _check_correctable(corrects)
    elif period is not None:
        check_open(period, now)
    if draft is not None:
        raise DraftExists(draft)
    report = ProgressReport.objects.create(
        measure=measure, institution=institution, period=period, supersedes=corrects,
        as_of_date=corrects.as_of_date if corrects else min(today, period.end_date if period else today),
        created_at=now, updated_at=now, **authored_by(by),
    )  # fmt: skip
    _fill(report, corrects or last_public_report(measure, institution, on=today), now)
    return report


def _returned_for(measure: Measure, institution: Institution, period: ReportingPeriod) -> ProgressReport | None:
    standing = standing_report(measure, institution, period)
    if standing is not None and standing.state != State.RETURNED:
        raise AlreadyReported(standing)
    return standing


def _check_correctable(report: ProgressReport) -> None:
    if report.state not in (State.ACCEPTED, State.RETURNED):
        raise NotInThatState(report)
    if ProgressReport.objects.filter(supersedes=report).exists():
        raise AlreadyCorrected


def _fill(report: ProgressReport, earlier: ProgressReport | None, now: datetime) -> None:
    """Let the draft say what the earlier report said, as of its own day."""
    duty = duty_in(report.measure, report.institution, on=timezone.localdate(now))
    if earlier is not None and duty is not None:
        slots = slots_of(duty)
        write_content(report, slots, {**read_content(earlier, slots), "as_of_date": report.as_of_date}, now=now)


def own_institution(by: Actor) -> Institution:
    """The institution in whose name the actor acts. Raises NotAllowed for one who acts for none."""
    institution_id = by.grant.institution_id if by.grant else None
    if institution_id is None:
        raise NotAllowed(by, "plan.report_progress")
    return Institution.objects.get(pk=institution_id)


def _require_own(measure: Measure, by: Actor, now: datetime) -> None:
    if by.holds(Role.OFFICIAL) and not can(by, "plan.report_progress", measure, now):
        raise NotYourMeasure(by, measure)
    require(by, "plan.report_progress", measure, now)
