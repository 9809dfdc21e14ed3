"""Series with their values, and outcome indicators with what shows them. Each question takes the same number of queries
however many series there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, QuerySet

from balss.indicators.models import Area, Caveat, Observation, OutcomeIndicator, Question, Series, Source, Wave


@dataclass(frozen=True)
class SeriesFigures:
    """A series with its values in force; `waves` are all of its source. Both in order of time."""

    series: Series
    waves: tuple[Wave, ...]
    observations: tuple[Observation, ...]

    def at(self, wave: Wave, area: str = Area.LATVIA) -> Observation | None:
        return next((o for o in self.observations if o.wave_id == wave.pk and o.area == area), None)

    def of(self, area: str) -> list[Observation]:
        return [o for o in self.observations if o.area == area]

    @property
    def latest(self) -> Observation | None:
        """Latvia's last value."""
        return next(reversed(self.of(Area.LATVIA)), None)

    @property
    def previous(self) -> Observation | None:
        """Latvia's value before the last."""
        values = self.of(Area.LATVIA)
        return values[-2] if len(values) > 1 else None

    @property
    def change(self) -> Decimal | None:
        """From the previous value to the last: one series is one survey, so the two can be compared."""
        if self.latest is None or self.previous is None:
            return None
        return _difference(self.latest, self.previous)

    @property
    def averages(self) -> list[Observation]:
        """The averages to set beside Latvia's last value: of the same wave."""
        if self.latest is None:
            return []
        return [o for o in self.observations if o.wave_id == self.latest.wave_id and o.area != Area.LATVIA]

    @property
    def areas(self) -> list[Area]:
        """The areas that have values, Latvia first."""
        present = {o.area for o in self.observations}
        return [area for area in Area if area in present]

    @property
    def measured_waves(self) -> list[Wave]:
        """The waves with a value for any area."""
        with_value = {o.wave_id for o in self.observations}
        return [wave for wave in self.waves if wave.pk in with_value]

    @property
    def awaited_waves(self) -> list[Wave]:
        """The waves whose value is to come: later than the last value, while the question is still asked."""
        if not self.series.is_asked:
            return []
        last = self.latest.wave.order if self.latest else (0.0, 0)
        return [wave for wave in self.waves if wave.order > last]


@dataclass(frozen=True)
class OutcomeFigures:
    """An outcome indicator of a plan with what shows it; `silent_sources` are named by the plan and have no series."""

    indicator: OutcomeIndicator
    figures: tuple[SeriesFigures, ...]
    silent_sources: tuple[Source, ...]

    @property
    def headline(self) -> SeriesFigures:
        return next(f for f in self.figures if f.series.pk == self.indicator.headline_id)


def _difference(later: Observation, earlier: Observation) -> Decimal:
    return (later.value or Decimal(0)) - (earlier.value or Decimal(0))


def all_figures() -> list[SeriesFigures]:
    """Every series with its values, in the order of questions and series."""
    return _figures(Series.objects.all())


def figures_of_question(code: str) -> list[SeriesFigures]:
    """The series of a question to set side by side: the highest last value first, those without a value last."""
    figures = _figures(Series.objects.filter(question__code=code))
    return sorted(figures, key=lambda f: f.latest.value or Decimal(0) if f.latest else Decimal(-1), reverse=True)


def figures_of_series(code: str) -> SeriesFigures | None:
    return next(iter(_figures(Series.objects.filter(code=code))), None)


def outcomes_of(group: str, *, among: Iterable[SeriesFigures] | None = None) -> list[OutcomeFigures]:
    """The outcome indicators of a plan (`plan-6`), in their order; empty for a plan that has none here.

    `among` spares reading figures that the caller has read already.
    """
    indicators = OutcomeIndicator.objects.filter(group=group).prefetch_related("series", "sources")
    if among is None:
        among = _figures(Series.objects.filter(outcome_indicators__group=group).distinct())
    by_series = {figures.series.pk: figures for figures in among}
    return [_outcome(indicator, by_series) for indicator in indicators]


def latest_group() -> str:
    """The plan whose outcome indicators are shown first; empty when there is none."""
    return OutcomeIndicator.objects.order_by("-group").values_list("group", flat=True).first() or ""


def questions_with_several_series() -> list[Question]:
    """The questions whose series can be set side by side, in their order."""
    return list(Question.objects.annotate(count=Count("series")).filter(count__gt=1).select_related("source"))


def caveats_about(series: Iterable[Series]) -> list[Caveat]:
    """What must be known before these series are read together, in the order of the data file."""
    return list(Caveat.objects.filter(series__in=[s.pk for s in series]).distinct())


def all_caveats() -> list[Caveat]:
    """Every caveat with the series that it speaks of."""
    return list(Caveat.objects.prefetch_related("series"))


def corrections_of(series: Series) -> list[Observation]:
    """Every correction ever made, newest first, each with the entry that it `corrects`."""
    entries = Observation.objects.filter(series=series, corrects__isnull=False)
    return list(
        entries.select_related("wave", "document__file", "corrects__document__file").order_by("-recorded_at", "-id")
    )


def last_entries_of(series: Series) -> list[Observation]:
    """The entry in force of each value, and for a withdrawn value the entry that withdrew it; newest wave first."""
    entries = Observation.objects.filter(series=series, corrected_by=None).select_related("wave", "document__file")
    return sorted(entries, key=lambda o: (o.wave.order, o.area, o.pk), reverse=True)


def _outcome(indicator: OutcomeIndicator, figures: dict[int, SeriesFigures]) -> OutcomeFigures:
    shown = tuple(figures[series.pk] for series in indicator.series.all())
    speaking = {f.series.question.source_id for f in shown}
    silent = tuple(source for source in indicator.sources.all() if source.pk not in speaking)
    return OutcomeFigures(indicator, shown, silent)


def _figures(series: QuerySet[Series]) -> list[SeriesFigures]:
    in_force = Observation.objects.in_force().select_related("wave", "document__file")
    rows = list(
        series.select_related("question__source").prefetch_related(
            Prefetch("observations", queryset=in_force, to_attr="in_force")
        )
    )
    waves: dict[int, list[Wave]] = defaultdict(list)
    for wave in Wave.objects.filter(source__in={row.question.source_id for row in rows}):
        waves[wave.source_id].append(wave)
    area_order = list(Area)
    return [
        SeriesFigures(
            series=row,
            waves=tuple(sorted(waves[row.question.source_id], key=lambda wave: wave.order)),
            observations=tuple(sorted(row.in_force, key=lambda o: (o.wave.order, area_order.index(Area(o.area))))),
        )
        for row in rows
    ]
