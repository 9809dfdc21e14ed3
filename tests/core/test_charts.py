"""Chart geometry: true to the numbers, nothing covers anything, nothing leaves the drawing."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.charts.bars import LONGEST_PERCENT, Bar, BarGroup, bar_chart
from balss.core.charts.scale import NegativeValue, scale_for
from balss.core.charts.trend import LABEL_GAP, PLOT_BOTTOM, PLOT_TOP, Line, Moment, Reading, trend

values = st.decimals(min_value=0, max_value=1_000_000, places=3)
some_values = st.lists(values, min_size=1, max_size=8)


def line(key: str, readings: dict[float, str]) -> Line:
    return Line(key, key, tuple(Reading(Moment(at, str(at)), Decimal(v), v) for at, v in readings.items()))


def test_ticks_of_trust_figures_are_round() -> None:
    scale = scale_for([Decimal("24.5"), Decimal("41.0"), Decimal("28.7"), Decimal("39.3")])

    assert scale.ticks == (0, 10, 20, 30, 40, 50)


def test_axis_without_values_goes_from_zero_to_one() -> None:
    assert scale_for([]).ticks == (0, 1)


def test_axis_for_a_negative_value_is_refused() -> None:
    with pytest.raises(NegativeValue):
        scale_for([Decimal(3), Decimal("-0.1")])


@given(some_values)
def test_every_value_fits_on_its_axis_with_few_ticks(numbers: list[Decimal]) -> None:
    scale = scale_for(numbers)

    assert all(0 <= scale.share(n) <= 1 for n in numbers)
    assert scale.ticks[-1] == scale.high
    assert 2 <= len(scale.ticks) <= 6


@given(some_values)
def test_axis_is_at_least_half_used(numbers: list[Decimal]) -> None:
    assert max(numbers) == 0 or scale_for(numbers).share(max(numbers)) >= Decimal("0.5")


def test_trend_joins_the_readings_of_a_line() -> None:
    chart = trend([line("LV", {2021.5: "24.5", 2023.5: "28.7"})])

    assert [(s.x1, s.x2) for s in chart.segments] == [(14.0, 86.0)]
    assert [d.y for d in chart.dots] == [68.3, 37.5]  # 220 px high, axis to 30, foot at 248


def test_trend_breaks_at_an_awaited_moment() -> None:
    chart = trend([line("LV", {2021.5: "24", 2025.5: "30"})], awaited=[Moment(2023.5, "2023", is_awaited=True)])

    assert chart.segments == ()
    assert [(m.label, m.is_awaited) for m in chart.moments] == [("2021.5", False), ("2023", True), ("2025.5", False)]


def test_moment_with_a_reading_is_not_awaited() -> None:
    chart = trend([line("LV", {2025.5: "30"})], awaited=[Moment(2025.5, "2025", is_awaited=True)])

    assert [m.is_awaited for m in chart.moments] == [False]


def test_trend_of_one_moment_stands_in_the_middle() -> None:
    assert [m.x for m in trend([line("LV", {2025.5: "61"})]).moments] == [50.0]


def test_trend_without_readings_has_empty_places_and_no_numbers() -> None:
    chart = trend([], awaited=[Moment(2026.5, "2026", is_awaited=True), Moment(2027.5, "2027", is_awaited=True)])

    assert [m.x for m in chart.moments] == [14.0, 86.0]
    assert (chart.ticks, chart.segments, chart.dots) == ((), (), ())


def test_moments_are_true_to_time_when_there_is_room() -> None:
    chart = trend([line("LV", {2021: "1", 2022: "2", 2025: "3"})])

    assert [m.x for m in chart.moments] == [14.0, 32.0, 86.0]


def test_moments_too_near_in_time_are_spread_evenly() -> None:
    chart = trend([line("LV", {2021.3: "1", 2021.4: "2", 2025: "3"})])

    assert [m.x for m in chart.moments] == [14.0, 50.0, 86.0]


@given(st.dictionaries(st.sampled_from(["LV", "OECD", "EU", "EE"]), st.tuples(values, values), min_size=1))
def test_labels_at_one_moment_never_cover_one_another(by_line: dict[str, tuple[Decimal, Decimal]]) -> None:
    chart = trend([line(key, {2021: str(a), 2023: str(b)}) for key, (a, b) in by_line.items()])

    for x in {dot.x for dot in chart.dots}:
        ys = [dot.label_y for dot in chart.dots if dot.x == x]
        assert all(round(below - above, 1) >= LABEL_GAP for above, below in pairwise(ys))


@given(st.lists(st.tuples(st.floats(1990, 2040), values), min_size=1, max_size=6, unique_by=lambda r: r[0]))
def test_all_marks_stay_inside_the_drawing(readings: list[tuple[float, Decimal]]) -> None:
    chart = trend([line("LV", {at: str(value) for at, value in readings})])

    assert all(m.slot_x >= 0 and m.slot_x + m.slot_width <= 100 for m in chart.moments)
    assert all(PLOT_TOP <= d.y <= PLOT_BOTTOM and 0 < d.label_y < PLOT_BOTTOM for d in chart.dots)
    assert [m.x for m in chart.moments] == sorted(m.x for m in chart.moments)


def test_bars_share_one_scale_from_zero() -> None:
    chart = bar_chart(
        [
            BarGroup("police", (Bar("main", "52 %", Decimal(52)),)),
            BarGroup("parties", (Bar("main", "13 %", Decimal(13)),)),
        ]
    )

    assert chart.bars[0].width == pytest.approx(4 * chart.bars[1].width, abs=0.05)
    assert [h.text for h in chart.headings] == ["police", "parties"]


@pytest.mark.parametrize("value", ["0", "0.001", "1", "1E+12"])
def test_one_value_alone_is_drawn_true_to_its_axis(value: str) -> None:
    number = Decimal(value)
    (bar,) = bar_chart([BarGroup("g", (Bar("main", "", number),))]).bars
    (dot,) = trend([line("LV", {2025.5: value})]).dots

    share = float(scale_for([number]).share(number))
    assert bar.width == pytest.approx(share * LONGEST_PERCENT, abs=0.01)
    assert dot.y == pytest.approx(PLOT_BOTTOM - share * (PLOT_BOTTOM - PLOT_TOP), abs=0.1)


def test_bar_without_value_is_an_empty_place() -> None:
    chart = bar_chart([BarGroup("VK", (Bar("main", "no data yet", None),))])

    assert [(b.is_awaited, b.label) for b in chart.bars] == [(True, "no data yet")]


@given(st.lists(st.lists(st.none() | values, max_size=3), max_size=6))
def test_bars_follow_one_another_and_leave_room_for_labels(groups: list[list[Decimal | None]]) -> None:
    chart = bar_chart([BarGroup("g", tuple(Bar("main", "", v) for v in group)) for group in groups])

    assert all(a.y + a.height < b.y for a, b in pairwise(chart.bars))
    assert all(0 <= b.width <= LONGEST_PERCENT and b.y + b.height <= chart.height for b in chart.bars)
