"""A bar chart lying on its side: groups of bars under their headings, each bar with its label after its end.

Headings stand above their bars, not beside them, so that long names fit a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from balss.core.charts.scale import scale_for

LONGEST_PERCENT = 55  # the rest is room for the label after the bar
LABEL_GAP_PERCENT = 1.5
AWAITED_PERCENT = 20.0  # the width of an empty place
HEADING_HEIGHT = 26
BAR_HEIGHT = 18
BAR_GAP = 6
GROUP_GAP = 16
TEXT_RISE = 5  # from the bottom of a bar or heading up to its baseline


@dataclass(frozen=True)
class Bar:
    """`kind` names how it is drawn (main, earlier, comparison); without a value it is an empty place."""

    kind: str
    label: str
    value: Decimal | None


@dataclass(frozen=True)
class BarGroup:
    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarMark:
    kind: str
    label: str
    y: int
    width: float
    label_x: float
    label_y: int
    is_awaited: bool
    height: int = BAR_HEIGHT


@dataclass(frozen=True)
class HeadingMark:
    text: str
    y: int


@dataclass(frozen=True)
class BarChart:
    headings: tuple[HeadingMark, ...]
    bars: tuple[BarMark, ...]
    height: int


def bar_chart(groups: Sequence[BarGroup]) -> BarChart:
    """Place the groups one below the other in the order given; all bars share one scale. Raises NegativeValue."""
    scale = scale_for(bar.value for group in groups for bar in group.bars if bar.value is not None)
    headings: list[HeadingMark] = []
    bars: list[BarMark] = []
    y = 0
    for group in groups:
        headings.append(HeadingMark(group.heading, y + HEADING_HEIGHT - 2 * TEXT_RISE))
        y += HEADING_HEIGHT
        for bar in group.bars:
            width = AWAITED_PERCENT if bar.value is None else round(float(scale.share(bar.value)) * LONGEST_PERCENT, 2)
            label_x, label_y = round(width + LABEL_GAP_PERCENT, 2), y + BAR_HEIGHT - TEXT_RISE
            bars.append(BarMark(bar.kind, bar.label, y, width, label_x, label_y, is_awaited=bar.value is None))
            y += BAR_HEIGHT + BAR_GAP
        y += GROUP_GAP
    return BarChart(tuple(headings), tuple(bars), height=max(y - GROUP_GAP, 0))
