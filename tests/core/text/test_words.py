"""What a word is, in every script that we meet."""

import pytest

from balss.core.text.words import composed, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saistošie noteikumi Nr. 12/2026", ["Saistošie", "noteikumi", "Nr", "12", "2026"]),
        ("e-pakalpojums_un  „balss”", ["e", "pakalpojums", "un", "balss"]),
        ("Участие жителей", ["Участие", "жителей"]),
        ("…", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, expected):
    assert [word.written for word in words(text)] == expected


def test_place_of_a_word_is_its_place_in_the_composed_text():
    text = composed("la\u0304cis mežā")

    assert [text[word.start : word.end] for word in words(text)] == ["lācis", "mežā"]


def test_letter_whose_mark_has_no_composed_form_stays_in_its_word():
    assert [word.written for word in words("x\u0304y")] == ["x\u0304y"]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad\u200b"])
def test_what_nobody_sees_parts_no_word(unseen):
    text = f"paš{unseen}valdība{unseen} un"
    assert [word.written for word in words(text)] == [f"paš{unseen}valdība", "un"]


def test_composed_text_has_nothing_that_a_database_refuses():
    assert composed("par\x00ks \ud800un\udfff") == "parks un"
