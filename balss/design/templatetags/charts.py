"""Charts as tags, from the geometry of `core.charts`. A page with charts links design/charts.css in its block `head`,
puts the drawing into a `figure` with its caption, and the same numbers into a table below it.

Lines and bars differ by shape and pattern as well as colour; a drawing is one image with a title and its numbers in
words, so that nobody needs eyes to have them.
"""

from decimal import Decimal
from typing import Any

from django import template

from balss.core.charts.bars import BarChart
from balss.core.charts.trend import Line, Trend
from balss.design.numbers import decimal_words, percent_words

register = template.Library()

SHAPES = ("circle", "square", "triangle")


@register.inclusion_tag("design/chart_trend.html")
def trend_chart(chart: Trend, *, name: str, title: str, description: str, awaited: str, unit: str) -> dict[str, Any]:
    """{% trend_chart chart name=… title=… description=… awaited=_("no data yet") unit="percent" %}.

    `name` is the drawing's own on its page; `awaited` stands in the empty places; a `unit` other than percent has its
    numbers plain. The first line is the one that the chart is about.
    """
    shape_of = {line.key: shape for line, shape in zip(chart.lines, SHAPES, strict=False)}
    return {
        "chart": chart,
        "name": name,
        "title": title,
        "description": description,
        "awaited": awaited,
        "ticks": [(tick.y, _tick_words(tick.value, unit)) for tick in chart.ticks],
        "segments": [(segment, shape_of[segment.line_key]) for segment in chart.segments],
        "dots": [(dot, shape_of[dot.line_key]) for dot in chart.dots],
    }


@register.inclusion_tag("design/chart_bars.html")
def bar_chart(chart: BarChart, *, name: str, title: str, description: str) -> dict[str, Any]:
    """{% bar_chart chart name=… title=… description=… %}: kinds of bars are main, earlier and comparison."""
    return {"chart": chart, "name": name, "title": title, "description": description}


@register.inclusion_tag("design/chart_line_legend.html")
def line_legend(lines: tuple[Line, ...]) -> dict[str, Any]:
    """{% line_legend chart.lines %}: each line's mark and name; nothing to tell apart when there is one."""
    return {"lines": list(zip(lines, SHAPES, strict=False)) if len(lines) > 1 else []}


@register.inclusion_tag("design/chart_bar_legend.html")
def bar_legend(kinds: list[tuple[str, str]]) -> dict[str, Any]:
    """{% bar_legend kinds %}: (kind, words) of the kinds of bars that the chart has."""
    return {"kinds": kinds if len(kinds) > 1 else []}


def _tick_words(value: Decimal, unit: str) -> str:
    return percent_words(value) if unit == "percent" else decimal_words(value)
