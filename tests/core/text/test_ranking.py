"""Descriptions are ranked by the words of a question, in any form, mistyped too; what says nothing finds nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.ranking import Descriptions

TASKS = Descriptions(
    {
        "roads": [("Ielas un ceļi", 1.3), ("sniegs bedre ietve", 1.0)],
        "lights": [("Apgaismojums", 1.3), ("laterna iela", 1.0)],
        "police": [("Policija", 1.3), ("troksnis zagt", 1.0)],
    },
    owner=lambda thing: thing,
)


def likeliest(question: str) -> str | None:
    return next((each.owner for each in TASKS.ranked(question)), None)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("kas tīra sniegu uz ielas", "roads"),
        ("sniegaa", "roads"),
        ("mūsu ielā nedeg laternas", "lights"),
        ("LATERNAM", "lights"),
        ("policists bija rupjš", "police"),
        ("apgaismojms", "lights"),
        ("ap gaismojums", "lights"),
        ("nozagts", "police"),
        ("lielpolicija", "police"),
    ],
)
def test_task_is_found_in_any_form_mistyped_and_by_words_of_one_family(question: str, thing: str) -> None:
    assert likeliest(question) == thing


@pytest.mark.parametrize("question", ["", "kur man to vai un", "?!", "zzz qqq", "xy"])
def test_question_that_says_nothing_finds_nothing(question: str) -> None:
    assert TASKS.ranked(question) == []


def test_rare_word_counts_more_than_a_common_one_and_words_of_the_task_more_than_others() -> None:
    assert [each.owner for each in TASKS.ranked("iela")] == ["roads", "lights"]
    assert [each.owner for each in TASKS.ranked("iela laterna")] == ["lights", "roads"]


def test_owner_has_a_part_of_what_its_other_things_have_of_the_question() -> None:
    owned = Descriptions(
        {"a1": [("suns", 1.0)], "a2": [("kaķis", 1.0)], "b1": [("suns", 1.0)], "c1": [("zirgs", 1.0)]},
        owner=lambda thing: thing[0],
    )
    [both, one] = owned.ranked("suns un kaķis")
    assert (both.owner, both.things[0], both.understood, one.owner) == ("a", "a2", 1, "b")
    assert one.understood < 1


def test_word_of_any_talk_counts_less_unless_there_are_only_such_words() -> None:
    tasks = Descriptions({"x": [("nedēļa", 1.0)], "y": [("suns", 1.0)]}, owner=lambda thing: thing)
    assert [each.owner for each in tasks.ranked("nedēļa suns")] == ["y", "x"]
    assert tasks.ranked("nedēļa")[0].score == tasks.ranked("suns")[0].score


def test_what_is_understood_is_a_share_of_the_question() -> None:
    [whole] = TASKS.ranked("troksnis")
    [part] = TASKS.ranked("troksnis kvantu gravitācijā un hromodinamikā")
    assert (whole.understood, part.understood < 0.5) == (1, True)


@given(st.text(max_size=400))
def test_any_text_is_ranked_in_order_within_bounds(question: str) -> None:
    found = TASKS.ranked(question)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(0 < each.understood <= 1 for each in found)
