"""Drafts: changed by several people, taken out of a closed period, thrown away.

Each of these locks the report's row first, so that two people never overwrite each other unseen.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balss.core.three_way import merge
from balss.plan.models import ProgressReport, ReportingPeriod, authored_by
from balss.plan.queries.duties import Duty, duty_in
from balss.plan.services.progress.content import Content, check_day, read_content, slots_of, write_content
from balss.plan.services.progress.files import remove_unused
from balss.plan.services.refusals import (
    DraftExists,
    NotInThatState,
    PeriodClosed,
    PeriodNotBegun,
    StatusNotOffered,
)
from balss.shared.permissions import Actor, require

State = ProgressReport.State


@dataclass(frozen=True)
class SavedDraft:
    """What saving did. `taken` are fields in which a colleague's change was kept, `conflicts` those that both changed,
    each with what the colleague wrote, which is what is saved."""

    report: ProgressReport
    taken: tuple[str, ...] = ()
    conflicts: dict[str, Any] = field(default_factory=dict)
    changed_by: str = ""  # opaque name of the colleague

    @property
    def is_as_sent(self) -> bool:
        return not self.taken and not self.conflicts


@transaction.atomic
def save_draft(
    *, report: ProgressReport, content: Content, base: Content, version: int, by: Actor, now: datetime
) -> SavedDraft:
    """Save what was typed into a draft. `content` may leave fields out: they stay as they are.

    `version` and `base` are what the sender began from. If somebody saved since, fields that only one of them changed
    are merged; see `SavedDraft`. Raises NotAllowed, NotInThatState, DateInFuture, DateOutsidePeriod.
    """
    report = locked(report, "plan.edit_report", by, now, State.DRAFT)
    slots = slots_of(duty_of(report, now))
    saved = read_content(report, slots)
    merged = merge(base=base if report.version != version else saved, mine=content, theirs=saved)
    changed_by = report.author if report.version != version else ""
    if merged.merged == saved:
        return SavedDraft(report, merged.taken, merged.conflicts, changed_by)
    _check(report, merged.merged, saved, now)
    sign(report, by, now)
    write_content(report, slots, merged.merged, now=now)
    dropped = [saved[slot.field("document")] for slot in slots]
    remove_unused([pk for pk in dropped if pk is not None], now=now)
    return SavedDraft(report, merged.taken, merged.conflicts, changed_by)


def _check(report: ProgressReport, content: Content, saved: Content, now: datetime) -> None:
    plan = report.measure.plan
    check_day(content["as_of_date"], period=report.period, plan_start=plan.start_date, today=timezone.localdate(now))
    status = content["status"]
    if status not in (None, saved["status"]) and not plan.statuses.filter(pk=status, is_offered=True).exists():
        raise StatusNotOffered


@transaction.atomic
def take_out_of_period(*, report: ProgressReport, by: Actor, now: datetime) -> ProgressReport:
    """Make a draft a report outside the periods, for example because its period closed. Raises DraftExists."""
    report = locked(report, "plan.edit_report", by, now, State.DRAFT)
    draft = ProgressReport.objects.filter(
        measure=report.measure, institution=report.institution, period=None, state=State.DRAFT
    ).exclude(pk=report.pk)  # fmt: skip
    if other := draft.first():
        raise DraftExists(other)
    report.period = None
    sign(report, by, now)
    report.save()
    return report


@transaction.atomic
def discard_draft(*, report: ProgressReport, by: Actor, now: datetime) -> None:
    """Throw a draft away with its files. What was ever sent is not a draft, unless it was withdrawn."""
    report = locked(report, "plan.edit_report", by, now, State.DRAFT)
    files = [value.document_id for value in report.values.all() if value.document_id is not None]
    report.delete()
    remove_unused(files, now=now)


def locked(report: ProgressReport, action: str, by: Actor, now: datetime, state: str) -> ProgressReport:
    """The report as it is now, changed by nobody else until the transaction ends. Raises NotAllowed, NotInThatState."""
    rows = ProgressReport.objects.select_for_update(of=("self",))
    report = rows.select_related("measure__plan", "institution", "period").get(pk=report.pk)
    require(by, action, report, now)
    if report.state != state:
        raise NotInThatState(report)
    return report


def duty_of(report: ProgressReport, now: datetime) -> Duty:
    duty = duty_in(report.measure, report.institution, on=timezone.localdate(now))
    return duty or Duty(report.institution, report.measure, ())


def sign(report: ProgressReport, by: Actor, now: datetime) -> None:
    """The last to change a draft answers for it."""
    for column, value in authored_by(by).items():
        setattr(report, column, value)
    report.version += 1
    report.updated_at = now


def check_open(period: ReportingPeriod, now: datetime) -> None:
    """Raises PeriodNotBegun, PeriodClosed."""
    today = timezone.localdate(now)
    if period.start_date > today:
        raise PeriodNotBegun(period)
    if period.closes_date is not None and period.closes_date < today:
        raise PeriodClosed(period)
