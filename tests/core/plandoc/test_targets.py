"""Targets from words: only numbers that the plan itself names."""

from decimal import Decimal

import pytest

from balss.core.plandoc.document import Operator, Target
from balss.core.plandoc.target import read_targets


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Vismaz 2 pasākumi gadā", Target(Operator.AT_LEAST, Decimal(2), unit="pasākumi", period="year")),
        (
            "3–4 pasākumi gadā citos Latvijas reģionos",
            Target(Operator.RANGE, Decimal(3), Decimal(4), "pasākumi", "year", "citos Latvijas reģionos"),
        ),
        ("Noorganizēta 1 konference", Target(Operator.EXACTLY, Decimal(1), unit="konference")),
        ("Ne vairāk kā 5 dienas", Target(Operator.AT_MOST, Decimal(5), unit="dienas")),
        ("Apmierināti vismaz 75 % iedzīvotāju", Target(Operator.AT_LEAST, Decimal(75), unit="%")),
        ("At least 10 schools in Latgale", Target(Operator.AT_LEAST, Decimal(10), unit="schools", scope="in Latgale")),
    ],
)
def test_number_with_its_unit_is_a_target(words, target):
    assert read_targets(words) == (target,)


def test_numbers_joined_by_and_share_operator_and_scope():
    read = read_targets("Vismaz 1 politikas piemērs un 1 pakalpojuma piemērs katrā nozarē")
    assert [(target.operator, target.unit, target.scope) for target in read] == [
        (Operator.AT_LEAST, "politikas piemērs", "katrā nozarē"),
        (Operator.AT_LEAST, "pakalpojuma piemērs", "katrā nozarē"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Dalībnieku skaits",
        "[skaits] pasākumi",
        "Pētījums 2026. gadā",
        "2026.–2027. gada dati",
        "3.1. punkts",
        "4–3 pasākumi",
    ],
)
def test_words_without_a_number_of_their_own_have_no_target(words):
    assert read_targets(words) == ()
