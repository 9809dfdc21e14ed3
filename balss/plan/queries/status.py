"""The computed status: what deadlines and reported values tell on a day, whatever anybody says officially.

An indicator is *met* when public values and counted records together reach each of its targets; where the plan names no
number, when a value has been reported or a record counted at all. What a body reported and what its records show is the
same work told twice: of each body the greater number counts (docs/decisions/0071-counted-and-reported.md).

A deadline is *done* when all its indicators are met; else *overdue* after its day, *due* until then, *continuous* while
the plan lasts, *unclear* where its words give no date. With an indicator that names no number it stays due until its
day: there is more to report, and one value must not look like a promise kept. A measure is what the worst of its
deadlines is; one without deadlines is done when all its indicators are met, else unclear.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import models
from django.utils.translation import pgettext_lazy

from balss.plan.models import Deadline, Edition, Gap, Indicator, IndicatorValue, Measure, Plan, Target
from balss.plan.queries.evidence import Counted, counted_on
from balss.plan.queries.values import last_and_told_values, last_values

Row = TypeVar("Row", bound=models.Model)


class ComputedStatus(models.TextChoices):
    """In the order in which one of them outweighs the others."""

    OVERDUE = "overdue", pgettext_lazy("computed status", "overdue")
    DUE = "due", pgettext_lazy("computed status", "due")
    UNCLEAR = "unclear", pgettext_lazy("computed status", "unclear")
    CONTINUOUS = "continuous", pgettext_lazy("computed status", "continuous")
    DONE = "done", pgettext_lazy("computed status", "done")

    @property
    def sign(self) -> str:
        """Its icon in `design.icons`."""
        return "clock" if self is ComputedStatus.DUE else str(self.value)


@dataclass(frozen=True)
class TargetStanding:
    """How far a target is reached. `by_year` holds the years that count for a yearly target, else is empty.

    `reached` is None while nothing was reported; for a yearly target it is the last year's.
    """

    target: Target
    reached: Decimal | None
    by_year: dict[int, Decimal | None]
    is_met: bool


@dataclass(frozen=True)
class IndicatorStanding:
    """`values` are the last public ones up to the day, newest first: enough to count; where one measure was asked for,
    also those to be told. `counts` are what its records amount to, by metric. Without targets “mērķis nav noteikts”."""

    indicator: Indicator
    values: list[IndicatorValue]
    targets: list[TargetStanding]
    is_met: bool
    counts: list[Counted] = field(default_factory=list)

    @property
    def in_sectors(self) -> bool:
        """Whether a target asks for so many in each sector."""
        return any(count.lowest is not None for count in self.counts)


@dataclass(frozen=True)
class DeadlineStanding:
    deadline: Deadline
    status: ComputedStatus
    days_left: int | None  # negative: days overdue; None: no date


@dataclass(frozen=True)
class MeasureStanding:
    """`gaps` are what the edition in force leaves unclear about the measure."""

    measure: Measure
    status: ComputedStatus
    deadlines: list[DeadlineStanding]
    indicators: list[IndicatorStanding]
    gaps: list[Gap]

    @property
    def conflicts(self) -> list[Gap]:
        """Gaps whose footnote names another date than the table: shown beside, never instead."""
        return [gap for gap in self.gaps if gap.due_date]

    @property
    def next_due_date(self) -> date | None:
        """The earliest day that is due or overdue."""
        waiting = (ComputedStatus.DUE, ComputedStatus.OVERDUE)
        dates = [each.deadline.due_date for each in self.deadlines if each.status in waiting and each.deadline.due_date]
        return min(dates, default=None)


def standings_of(plan: Plan, *, on: date) -> list[MeasureStanding]:
    """All measures of the edition in force, in its order; without `cells`.

    Five queries, one more for a past day, however many there are.
    """
    measures = list(Measure.objects.standing().filter(plan=plan).select_related("commitment").defer("cells"))
    for measure in measures:
        measure.plan = plan
    return _standings(measures, on, last_values)


def standing_of(measure: Measure, *, on: date) -> MeasureStanding:
    """One measure, withdrawn or not; `told` of its indicators' values are what a page tells."""
    return _standings([measure], on, last_and_told_values)[0]


def _standings(
    found: list[Measure], on: date, values_of: Callable[..., "models.QuerySet[IndicatorValue]"]
) -> list[MeasureStanding]:
    """Rows are loaded flat and joined here: prefetching makes a queryset for each of many rows, and costs more."""
    indicators, targets = _indicators_with_targets(found)
    yearly = [pk for pk, own in targets.items() if any(target.period == "year" for target in own)]
    values = _grouped(values_of(indicators, yearly=yearly, on=on), "indicator_id")
    counts = counted_on(indicators, on=on)
    deadlines = _grouped(Deadline.objects.standing().filter(measure__in=found), "measure_id")
    gaps = _grouped(Gap.objects.filter(measure__in=found, edition__in=Edition.objects.in_force()), "measure_id")
    by_measure = _grouped(indicators, "measure_id")
    standings = []
    for measure in found:
        due_dates = {deadline.pk: deadline.due_date for deadline in deadlines[measure.pk]}
        own = [
            indicator_standing(
                indicator,
                targets[indicator.pk],
                values[indicator.pk],
                counts.get(indicator.pk, []),
                since=measure.plan.start_date,
                until=due_dates.get(indicator.deadline_id or 0) or measure.plan.end_date,
            )
            for indicator in by_measure[measure.pk]
        ]
        standings.append(measure_standing(measure, deadlines[measure.pk], own, gaps[measure.pk], on))
    return standings


def _indicators_with_targets(found: list[Measure]) -> tuple[list[Indicator], dict[int, list[Target]]]:
    """Indicators in their order, and the targets of each in theirs. One query: both are few, and every page asks."""
    own = [field.attname for field in Indicator._meta.concrete_fields]
    of_target = [field.attname for field in Target._meta.concrete_fields]
    rows = (
        Indicator.objects.standing()
        .filter(measure__in=found)
        .order_by("measure_id", "place", "id", "targets__place")
        .values_list(*own, *(f"targets__{name}" for name in of_target))
    )
    indicators: dict[int, Indicator] = {}
    targets: dict[int, list[Target]] = defaultdict(list)
    for row in rows:
        indicator = Indicator.from_db(rows.db, own, row[: len(own)])
        indicators.setdefault(indicator.pk, indicator)
        if row[len(own)] is not None:
            targets[indicator.pk].append(Target.from_db(rows.db, of_target, row[len(own) :]))
    return list(indicators.values()), targets


def _grouped(rows: Iterable[Row], column: str) -> dict[int, list[Row]]:
    """By a foreign key's column, in the order of the rows."""
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups


def measure_standing(
    measure: Measure, deadlines: list[Deadline], indicators: list[IndicatorStanding], gaps: list[Gap], on: date
) -> MeasureStanding:
    standings = [deadline_standing(deadline, indicators, measure.plan, on) for deadline in deadlines]
    if standings:
        status = _worst(standing.status for standing in standings)
    else:
        status = ComputedStatus.DONE if _all_met(indicators) else ComputedStatus.UNCLEAR
    return MeasureStanding(measure, status, standings, indicators, gaps)


def deadline_standing(
    deadline: Deadline, indicators: list[IndicatorStanding], plan: Plan, on: date
) -> DeadlineStanding:
    own = [standing for standing in indicators if standing.indicator.deadline_id == deadline.pk]
    days_left = (deadline.due_date - on).days if deadline.due_date else None
    return DeadlineStanding(deadline, _deadline_status(deadline, own, plan, on), days_left)


def _deadline_status(deadline: Deadline, indicators: list[IndicatorStanding], plan: Plan, on: date) -> ComputedStatus:
    all_met = _all_met(indicators)
    if deadline.kind == Deadline.Kind.CONTINUOUS:
        if on <= plan.end_date:
            return ComputedStatus.CONTINUOUS
        return ComputedStatus.DONE if all_met else ComputedStatus.OVERDUE
    if all_met:
        without_number = any(not standing.targets for standing in indicators)
        is_early = deadline.due_date is not None and on < deadline.due_date
        return ComputedStatus.DUE if without_number and is_early else ComputedStatus.DONE
    if deadline.due_date is None:
        return ComputedStatus.UNCLEAR
    return ComputedStatus.OVERDUE if deadline.due_date < on else ComputedStatus.DUE


def indicator_standing(
    indicator: Indicator,
    targets: list[Target],
    values: list[IndicatorValue],
    counts: list[Counted],
    *,
    since: date,
    until: date,
) -> IndicatorStanding:
    """`until` is the day by which yearly targets must have been reached in every year since `since`."""
    standings = [target_standing(target, values, counts, since=since, until=until) for target in targets]
    if standings:
        is_met = all(standing.is_met for standing in standings)
    else:
        is_met = bool(values) or any(count.number for count in counts)
    return IndicatorStanding(indicator, values, standings, is_met, counts)


def target_standing(
    target: Target, values: list[IndicatorValue], counts: list[Counted], *, since: date, until: date
) -> TargetStanding:
    own = [value for value in values if value.metric in ("", target.metric) or not target.metric]
    shown = [each for each in counts if each.is_toward_target and target.metric in ("", each.metric)]
    if target.period != "year":
        reached = _reached(target, own, shown)
        return TargetStanding(target, reached, {}, _meets(target, reached))
    years = range(since.year, until.year + 1)
    by_year = {
        year: _reached(target, [value for value in own if value.as_of_date.year == year], shown, year=year)
        for year in years
    }
    last = next((reached for reached in reversed(by_year.values()) if reached is not None), None)
    return TargetStanding(target, last, by_year, all(_meets(target, reached) for reached in by_year.values()))


def _reached(
    target: Target, values: list[IndicatorValue], counts: list[Counted], *, year: int | None = None
) -> Decimal | None:
    """The latest number of each institution, or what its records show where that is more, added up.

    Shares do not add up: of them the lowest counts, and records show none. A number that no institution reported is
    one of the whole plan: it adds to other reported numbers, but not to records.
    """
    latest: dict[int | None, Decimal] = {}
    for value in values:  # newest first
        if value.number is not None:
            latest.setdefault(value.institution_id, value.number)
    if target.unit == "%":
        return min(latest.values(), default=None)
    counted = _counted(counts, year)
    if not latest and not counted:
        return None
    reported = sum(latest.values(), Decimal(0))
    if any(count.lowest is not None for count in counts):
        return max(reported, sum(counted.values(), Decimal(0)))
    bodies = {body for body in latest if body is not None} | set(counted)
    nothing = Decimal(0)
    of_each = sum((max(latest.get(body, nothing), counted.get(body, nothing)) for body in bodies), nothing)
    return max(reported, of_each)


def _counted(counts: list[Counted], year: int | None) -> dict[int | None, Decimal]:
    """What records show of each institution, in one year or in all; of a count in each sector, the least of a sector.

    Empty where nothing counts: a row that says 0 is not more than that nothing was reported.
    """
    found: dict[int | None, Decimal] = defaultdict(Decimal)
    for count in counts:
        if count.lowest is not None:
            found[None] += count.lowest
            continue
        for part in count.parts:
            if year is None or part["year"] == year:
                found[part["institution"]] += part["number"]
    return {body: number for body, number in found.items() if number}


def _meets(target: Target, reached: Decimal | None) -> bool:
    """More than exactly one, or than the upper end of a range, is not a promise broken."""
    if reached is None:
        return False
    return reached <= target.value if target.operator == "<=" else reached >= target.value


def _all_met(indicators: list[IndicatorStanding]) -> bool:
    return bool(indicators) and all(standing.is_met for standing in indicators)


def _worst(statuses: Iterable[ComputedStatus]) -> ComputedStatus:
    order = list(ComputedStatus)
    return min(statuses, key=order.index)
