"""A trend chart: values of one or more lines at moments in time, and the moments whose values are awaited.

A *moment* is a place on the time axis with its label. A *line* joins the *readings* of one thing; it breaks at an
awaited moment. A *slot* is the empty place of an awaited moment. *Labels* are the values written beside the dots;
those at one moment are moved apart so that none covers another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from balss.core.charts.scale import Scale, scale_for

PLOT_TOP = 28
PLOT_HEIGHT = 220
PLOT_BOTTOM = PLOT_TOP + PLOT_HEIGHT
HEIGHT = PLOT_BOTTOM + 48  # two lines of text below: the moment's label
SIDE_PERCENT = 14  # room for half a label at either end
NEAREST_PERCENT = 16  # moments nearer than this would run into each other
SLOT_PERCENT = 12
LABEL_GAP = 18  # from one baseline to the next
LABEL_ABOVE, LABEL_BELOW = -12, 24  # baseline from the dot's centre
LABEL_FOOT = 4  # from the lowest baseline to the foot of the plot


@dataclass(frozen=True)
class Moment:
    """`at` is a decimal year: 2021.5 is the middle of 2021."""

    at: float
    label: str
    sublabel: str = ""
    is_awaited: bool = False


@dataclass(frozen=True)
class Reading:
    moment: Moment
    value: Decimal
    label: str


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Tick:
    y: float
    value: Decimal


@dataclass(frozen=True)
class MomentMark:
    x: float
    label: str
    sublabel: str
    is_awaited: bool
    slot_x: float
    slot_width: float = SLOT_PERCENT


@dataclass(frozen=True)
class Segment:
    line_key: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Dot:
    line_key: str
    x: float
    y: float
    label: str
    label_y: float


@dataclass(frozen=True)
class Trend:
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    moments: tuple[MomentMark, ...]
    segments: tuple[Segment, ...]
    dots: tuple[Dot, ...]
    height: int = HEIGHT
    plot_top: int = PLOT_TOP
    plot_height: int = PLOT_HEIGHT
    plot_bottom: int = PLOT_BOTTOM


def trend(lines: Sequence[Line], *, awaited: Sequence[Moment] = ()) -> Trend:
    """Place every mark of the chart, its moments in order of time. A moment with a reading is no longer awaited;
    without any reading the axis has no ticks, for nobody knows its numbers."""
    read = {r.moment for line in lines for r in line.readings}
    awaited = [m for m in awaited if m.at not in {r.at for r in read}]
    moments = sorted(read | set(awaited), key=lambda m: m.at)
    across = dict(zip(moments, _across([m.at for m in moments]), strict=True))
    scale = scale_for(r.value for line in lines for r in line.readings)
    return Trend(
        lines=tuple(lines),
        ticks=tuple(Tick(y=_down(scale, value), value=value) for value in (scale.ticks if read else ())),
        moments=tuple(
            MomentMark(across[m], m.label, m.sublabel, m.is_awaited, slot_x=across[m] - SLOT_PERCENT / 2)
            for m in moments
        ),
        segments=tuple(
            Segment(line.key, across[a.moment], _down(scale, a.value), across[b.moment], _down(scale, b.value))
            for line in lines
            for a, b in pairwise(sorted(line.readings, key=lambda r: r.moment.at))
            if not any(a.moment.at < m.at < b.moment.at for m in awaited)
        ),
        dots=tuple(dot for m in moments for dot in _dots_at(m, lines, across[m], scale)),
    )


def _across(years: list[float]) -> list[float]:
    """Percentages for ascending years: true to time, or evenly spread where time would put two too near."""
    if len(years) < 2:
        return [50.0] * len(years)
    span = 100 - 2 * SIDE_PERCENT
    placed = [SIDE_PERCENT + span * (year - years[0]) / (years[-1] - years[0]) for year in years]
    if any(b - a < NEAREST_PERCENT for a, b in pairwise(placed)):
        placed = [SIDE_PERCENT + span * n / (len(years) - 1) for n in range(len(years))]
    return [round(x, 2) for x in placed]


def _down(scale: Scale, value: Decimal) -> float:
    return round(PLOT_BOTTOM - float(scale.share(value)) * PLOT_HEIGHT, 1)


def _dots_at(moment: Moment, lines: Sequence[Line], x: float, scale: Scale) -> list[Dot]:
    """The dots of one moment, highest first: the highest is labelled above itself, the others below themselves."""
    here = [(line.key, r) for line in lines for r in line.readings if r.moment == moment]
    here.sort(key=lambda pair: -pair[1].value)
    ys = [_down(scale, reading.value) for _, reading in here]
    label_ys = _spread([y + (LABEL_BELOW if n else LABEL_ABOVE) for n, y in enumerate(ys)])
    return [Dot(key, x, y, r.label, label_y) for (key, r), y, label_y in zip(here, ys, label_ys, strict=True)]


def _spread(wanted: list[float]) -> list[float]:
    """Ascending positions moved at least LABEL_GAP apart: pushed down, then up again from the foot of the plot."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + LABEL_GAP) if placed else y)
    lowest_allowed = float(PLOT_BOTTOM - LABEL_FOOT)
    for n in reversed(range(len(placed))):
        placed[n] = round(min(placed[n], lowest_allowed), 1)
        lowest_allowed = placed[n] - LABEL_GAP
    return placed
