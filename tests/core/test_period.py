"""Periods as sources write them."""

from datetime import date

import pytest

from balss.core.period import NotAPeriod, parse_period


@pytest.mark.parametrize(
    ("text", "first_date", "last_date"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2021-spring", date(2021, 1, 1), date(2021, 6, 30)),
        ("2024-autumn", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_period_has_its_first_and_last_day(text: str, first_date: date, last_date: date) -> None:
    period = parse_period(text)

    assert period is not None
    assert (period.first_date, period.last_date) == (first_date, last_date)


def test_period_not_said_is_none() -> None:
    assert parse_period("") is None


@pytest.mark.parametrize("text", ["n/a", "2023-13", "2023-00", "23", "2023-summer", "2023 ", "2023-2024"])
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotAPeriod, match="is not a period"):
        parse_period(text)


def test_middle_of_a_year_is_its_middle_and_seasons_keep_their_order() -> None:
    middles = [parse_period(text).middle for text in ("2021-spring", "2021", "2021-autumn")]  # type: ignore[union-attr]

    assert middles == [
        pytest.approx(2021.25, abs=0.01),
        pytest.approx(2021.5, abs=0.01),
        pytest.approx(2021.75, abs=0.01),
    ]
