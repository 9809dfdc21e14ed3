"""A suggestion comes from the index, finds something, and is made only for words that stand nowhere."""

import pytest

from balss.search.queries import suggestion


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("veloispēds", "velosipēdu"),  # neighbours changed
        ("velsoipedu", "velosipēdu"),
        ("elosipēds", "velosipēdu"),  # the first letter left out
        ("parks veloispēds -iela", "parks velosipēdu -iela"),
        ('"veloispēdu ceļš"', '"velosipēdu ceļš"'),
        ("velosipēdam", None),  # known
        ("xyzzyxyzzy", None),  # like nothing
        ("prk", None),  # too short to guess
        ("", None),
    ],
)
def test_suggestion(shelf, typed, expected):
    shelf.put("a", "Velosipēdu ceļš pie parka.")

    assert suggestion(typed) == expected


def test_another_form_of_a_word_is_no_misspelling(shelf):
    shelf.put("a", "Cilvēki balsoja. Konsultatīva padome.")

    assert [suggestion(typed) for typed in ("balsot", "konsultācijas", "konsutlatīva", "konsultatvīs")] == [
        None, None, "konsultatīva", "konsultatīva",
    ]  # fmt: skip


def test_word_of_more_documents_is_suggested(shelf):
    shelf.put("a", "Kalts.")
    for key in ("b", "c"):
        shelf.put(key, "Galds.")
    shelf.put("d", "Galls.")

    assert suggestion("galps") == "galds"


def test_word_that_only_a_withdrawn_text_had_is_not_suggested(shelf):
    shelf.put("a", "Velosipēds.")
    shelf.take("a")

    assert suggestion("veloispēds") is None


def test_correction_that_finds_nothing_with_the_other_words_is_not_suggested(shelf):
    shelf.put("a", "Velosipēds.")
    shelf.put("b", "Parks.")

    assert suggestion("veloispēds parks") is None
