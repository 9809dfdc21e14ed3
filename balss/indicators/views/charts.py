"""Figures as drawings: which chart shows a series or a comparison, and its numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balss.core.charts.bars import Bar, BarChart, BarGroup, bar_chart
from balss.core.charts.trend import Line, Moment, Reading, Trend, trend
from balss.design.numbers import percent_words
from balss.indicators.models import Area, Observation, Wave
from balss.indicators.models.words import part_words, period_words
from balss.indicators.queries import SeriesFigures


@dataclass(frozen=True)
class Drawing:
    """One chart with the words that belong to it; either `trend` or `bars` is there."""

    name: str
    title: str
    description: str
    trend: Trend | None = None
    bars: BarChart | None = None
    kinds: tuple[tuple[str, str], ...] = ()


def drawing_of_series(figures: SeriesFigures) -> Drawing | None:
    """A trend where there are two waves or more, measured or awaited; bars where one wave has an average beside
    Latvia; None where there is one number, which needs no drawing, or none."""
    measured = [wave for wave in figures.measured_waves if wave.time]
    awaited = [wave for wave in figures.awaited_waves if wave.time]
    if len(measured) + len(awaited) > 1:
        return Drawing(
            name=f"trend-{figures.series.code}",
            title=figures.series.name,
            description=_in_words(figures),
            trend=trend(
                [_line(figures, area) for area in figures.areas],
                awaited=[_moment(wave, is_awaited=True) for wave in awaited],
            ),
        )
    if figures.latest and figures.averages:
        wave = figures.latest.wave
        bars = (
            Bar("main", f"{observed_words(figures.latest)} · {Area.LATVIA.label}", figures.latest.value),
            *(Bar("comparison", f"{observed_words(o)} · {Area(o.area).label}", o.value) for o in figures.averages),
        )
        return Drawing(
            name=f"bars-{figures.series.code}",
            title=figures.series.name,
            description=_in_words(figures),
            bars=bar_chart([BarGroup(wave.name, bars)]),
        )
    return None


def drawing_of_comparison(title: str, compared: Sequence[SeriesFigures]) -> Drawing | None:
    """Bars of the series of one question, in the order given: each with its earlier values, and with the averages of
    its last wave. None without values."""
    measured = [figures for figures in compared if figures.latest]
    if not measured:
        return None
    newest = max(wave.order for figures in measured for wave in figures.measured_waves)
    return Drawing(
        name="comparison",
        title=title,
        description=" ".join(_in_words(figures, heading=True) for figures in measured),
        bars=bar_chart([BarGroup(f.series.about, tuple(_bars_of(f, newest))) for f in measured]),
        kinds=_kinds(measured, newest),
    )


def observed_words(observation: Observation) -> str:
    """“28,7 %”; every unit so far is per cent. A withdrawn value has no words."""
    return "" if observation.value is None else percent_words(observation.value)


def _line(figures: SeriesFigures, area: Area) -> Line:
    readings = (
        Reading(_moment(o.wave), o.value, observed_words(o))
        for o in figures.of(area)
        if o.wave.time and o.value is not None
    )
    return Line(key=area.value, label=str(area.label), readings=tuple(readings))


def _moment(wave: Wave, *, is_awaited: bool = False) -> Moment:
    time = wave.time
    if time is None:
        raise ValueError(f"{wave} has no place in time")
    return Moment(at=time.middle, label=str(time.year), sublabel=part_words(time), is_awaited=is_awaited)


def _bars_of(figures: SeriesFigures, newest: tuple[float, int]) -> list[Bar]:
    own = [
        Bar("main" if o.wave.order == newest else "earlier", f"{observed_words(o)} · {_year(o)}", o.value)
        for o in reversed(figures.of(Area.LATVIA))
    ]
    averages = [Bar("comparison", f"{observed_words(o)} · {o.area} {_year(o)}", o.value) for o in figures.averages]
    return own + averages


def _kinds(measured: Sequence[SeriesFigures], newest: tuple[float, int]) -> tuple[tuple[str, str], ...]:
    waves = {wave.order: wave for figures in measured for wave in figures.measured_waves}
    kinds = [("main", _("Latvia, %(wave)s") % {"wave": waves.pop(newest).name})]
    if waves:
        kinds.append(("earlier", _("Latvia, earlier waves")))
    if any(figures.averages for figures in measured):
        kinds.append(("comparison", _("average of the same wave")))
    return tuple(kinds)


def _in_words(figures: SeriesFigures, *, heading: bool = False) -> str:
    """Every number of the chart: “Latvija: 2021 – 24,5 %, 2023 – 28,7 %. …”."""
    sentences = [
        f"{area.label}: "
        + ", ".join(f"{period_words(o.wave.time)} – {observed_words(o)}" for o in figures.of(area))
        + "."
        for area in figures.areas
    ]
    sentences += [_("%(period)s: no data yet.") % {"period": period_words(wave.time)} for wave in figures.awaited_waves]
    return " ".join([f"{figures.series.about}.", *sentences] if heading else sentences)


def _year(observation: Observation) -> str:
    time = observation.wave.time
    return str(time.year) if time else _("year not stated")
