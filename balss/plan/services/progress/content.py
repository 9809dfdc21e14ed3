"""What a report says, as one flat mapping, so that it can be shown in a form, merged field by field and written back.

`as_of_date` a date · `status` the primary key of an OfficialStatus or None · `text`, `obstacles` texts; and for each
*slot*, one indicator's metric, with the slot's name before each: `-number` a Decimal or None · `-text` · `-address` ·
`-document` the primary key of a StoredFile or None.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balss.plan.models import Indicator, IndicatorValue, ProgressReport, ReportingPeriod
from balss.plan.queries.duties import Duty
from balss.plan.services.refusals import DateInFuture, DateOutsidePeriod

Content = Mapping[str, Any]
EVIDENCE = ("number", "text", "address", "document")


@dataclass(frozen=True)
class Slot:
    """A place for one value: one indicator, and one of its metrics where it has several."""

    indicator: Indicator
    metric: str
    name: str  # "value-2", "value-2-1"

    def field(self, part: str) -> str:
        return f"{self.name}-{part}"


def slots_of(duty: Duty) -> list[Slot]:
    """In the order of the document."""
    return [slot for indicator in duty.indicators for slot in _slots(indicator)]


def _slots(indicator: Indicator) -> Iterable[Slot]:
    name = f"value-{indicator.serial}"
    if len(indicator.metrics) < 2:
        return [Slot(indicator, "", name)]
    return [Slot(indicator, metric, f"{name}-{place}") for place, metric in enumerate(indicator.metrics, start=1)]


def read_content(report: ProgressReport, slots: Iterable[Slot]) -> dict[str, Any]:
    """What the report says now. One query."""
    values = {(value.indicator_id, value.metric): value for value in report.values.all()}
    content: dict[str, Any] = {
        "as_of_date": report.as_of_date,
        "status": report.status_id,
        "text": report.text,
        "obstacles": report.obstacles,
    }
    for slot in slots:
        value = values.get((slot.indicator.pk, slot.metric)) or IndicatorValue()
        content |= {slot.field("number"): value.number, slot.field("text"): value.text}
        content |= {slot.field("address"): value.address, slot.field("document"): value.document_id}
    return content


def write_content(report: ProgressReport, slots: Iterable[Slot], content: Content, *, now: datetime) -> None:
    """Change a draft so that it says the content. Values of which nothing is left are removed.

    The values are written in the name of the report's author, as of the report's day.
    """
    report.as_of_date, report.status_id = content["as_of_date"], content["status"]
    report.text, report.obstacles = content["text"], content["obstacles"]
    report.save()
    corrected = _values_of(report.supersedes)
    values = _values_of(report)
    for slot in slots:
        key = (slot.indicator.pk, slot.metric)
        value = values.pop(key, None) or IndicatorValue(
            report=report, indicator=slot.indicator, metric=slot.metric, supersedes=corrected.get(key)
        )
        parts = {part: content[slot.field(part)] for part in EVIDENCE}
        if any(part not in (None, "") for part in parts.values()):
            _write(value, report, parts, now)
        elif value.pk:
            value.delete()


def _values_of(report: ProgressReport | None) -> dict[tuple[int, str], IndicatorValue]:
    return {(value.indicator_id, value.metric): value for value in report.values.all()} if report else {}


def _write(value: IndicatorValue, report: ProgressReport, parts: dict[str, Any], now: datetime) -> None:
    value.number, value.text, value.address = parts["number"], parts["text"], parts["address"]
    value.document_id = parts["document"]
    value.institution_id, value.as_of_date, value.recorded_at = report.institution_id, report.as_of_date, now
    value.author, value.author_role = report.author, report.author_role
    value.author_institution_id = report.author_institution_id
    value.save()


def missing_from(content: Content, slots: Iterable[Slot]) -> list[str]:
    """Fields without which a report says too little: status, text, and words or a number beside each evidence."""
    missing = [field for field in ("status", "text") if not content[field]]
    for slot in slots:
        shown = content[slot.field("address")] or content[slot.field("document")]
        said = content[slot.field("number")] is not None or content[slot.field("text")]
        if shown and not said:
            missing.append(slot.field("number"))
    return missing


def check_day(day: date, *, period: ReportingPeriod | None, plan_start: date, today: date) -> None:
    """Refuse a day that a report cannot describe. Raises DateInFuture, DateOutsidePeriod."""
    start, end = (period.start_date, period.end_date) if period else (plan_start, today)
    if day > today:
        raise DateInFuture(day)
    if not start <= day <= end:
        raise DateOutsidePeriod(day, start, end)
