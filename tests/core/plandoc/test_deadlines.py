"""Deadlines from words: a date only where it is certain."""

from datetime import date

import pytest

from balss.core.plandoc.deadline import dates_named_in, read_deadline
from balss.core.plandoc.document import DeadlineKind


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [
        ("2026. gada I ceturksnis", "quarter", date(2026, 3, 31)),
        ("2027.\xa0gada\nIV\xa0ceturksnis", "quarter", date(2027, 12, 31)),
        ("2027. gada 2. ceturksnī", "quarter", date(2027, 6, 30)),
        ("Q3 2026", "quarter", date(2026, 9, 30)),
        ("2026. gada I pusgads", "date", date(2026, 6, 30)),
        ("Līdz 2026. gada beigām", "date", date(2026, 12, 31)),
        ("By end of 2028", "date", date(2028, 12, 31)),
        ("2026. gada 15. martam", "date", date(2026, 3, 15)),
        ("31.12.2026.", "date", date(2026, 12, 31)),
        ("2026-02-28", "date", date(2026, 2, 28)),
        ("March 1, 2027", "date", date(2027, 3, 1)),
        ("Pastāvīgi", "continuous", None),
        ("Ongoing", "continuous", None),
    ],
)
def test_certain_words_are_read(words, kind, due):
    deadline = read_deadline({"xx": words})
    assert (deadline.kind, deadline.due_date) == (kind, due)


@pytest.mark.parametrize(
    "words",
    [
        "By March 2027",
        "Fall 2027",
        "2025 to 2028",
        "2027. gads",
        "31.02.2026",
        "Annually, by March 31",
        "iespējami drīz",
    ],
)
def test_uncertain_words_stay_text(words):
    deadline = read_deadline({"xx": words})
    assert (deadline.kind, deadline.due_date, deadline.words) == (DeadlineKind.TEXT, None, {"xx": words})


def test_brackets_limit_a_deadline():
    assert read_deadline({"lv": "2026. gada I ceturksnis (vebinārs)"}).applies_to == "vebinārs"


def test_language_that_tells_decides():
    assert read_deadline({"fr": "D'ici la fin de 2028", "en": "By end of 2028"}).due_date == date(2028, 12, 31)


def test_limits_in_running_text_are_found():
    text = "MK 20.08.2024. sēdē uzdots līdz 2026. gada beigām organizēt izveidi"
    assert [found for found, _ in dates_named_in(text)] == [date(2026, 12, 31)]
