"""Each date is written in one of two forms: by itself, or short in tables and within sentences."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from balss.ledger.templatetags.ledger import written_moment
from balss.places.templatetags.places import written_day
from balss.plan.views.self_assessment.words import day_words

DAY, MOMENT = date(2026, 1, 5), datetime(2026, 1, 5, 22, 30, 7, tzinfo=UTC)  # the 6th in Riga


@pytest.mark.parametrize(
    ("form", "latvian", "english"),
    [
        ("DATE_FORMAT", "2026. gada 5. janvāris", "5 January 2026"),
        ("SHORT_DATE_FORMAT", "05.01.2026.", "5 January 2026"),
        ("YEAR_MONTH_FORMAT", "2026. gada janvāris", "January 2026"),
    ],
)
def test_day_is_written_as_officials_write_it(form: str, latvian: str, english: str) -> None:
    with translation.override("en"):
        assert date_format(DAY, form) == english
    assert date_format(DAY, form) == latvian


def test_every_room_writes_a_day_alike() -> None:
    assert written_day(DAY) == day_words(DAY) == "05.01.2026."
    assert written_day(MOMENT) == day_words(MOMENT) == "06.01.2026."
    assert written_moment(MOMENT) == "06.01.2026. 00:30:07"
