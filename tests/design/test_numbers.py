"""Numbers as people write them in both languages."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from balss.design.numbers import decimal_words, percent_words, points_words


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("lv", "28.7", "28,7 %"),
        ("lv", "41.000", "41 %"),
        ("lv", "0", "0 %"),
        ("en", "28.7", "28.7%"),
    ],
)
def test_percent_follows_the_orthography_of_the_language(language: str, value: str, written: str) -> None:
    with override(language):
        assert percent_words(Decimal(value)) == written.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("lv", "4.2", "+4,2 procentpunkti"),
        ("lv", "-1", "−1 procentpunkts"),
        ("lv", "21", "+21 procentpunkts"),
        ("lv", "-11", "−11 procentpunktu"),
        ("lv", "2.1", "+2,1 procentpunkts"),
        ("lv", "0", "0 procentpunktu"),
        ("en", "-21", "−21 percentage points"),
        ("en", "1", "+1 percentage point"),
    ],
)
def test_points_have_their_sign_and_their_plural(language: str, value: str, written: str) -> None:
    with override(language):
        assert points_words(Decimal(value)) == written.replace(" ", "\N{NO-BREAK SPACE}", 1)


def test_thousands_are_grouped_without_breaking_the_line() -> None:
    with override("lv"):
        assert decimal_words(131778) == "131\N{NO-BREAK SPACE}778"
