"""The national plan as published, read from its text and from Word: nothing missed, nothing invented."""

from collections import Counter
from datetime import date

import pytest

from balss.core.plandoc.document import DeadlineKind, Part
from balss.core.plandoc.reading import read_bytes
from tests.core.plandoc.shared_plan import PUBLISHED, known_bodies, transcribed_measures, transcription
from tests.core.plandoc.word_file import word_plan


def from_text(**options):
    return read_bytes(PUBLISHED.read_bytes(), **options)


def from_word(**options):
    return read_bytes(word_plan(PUBLISHED.read_text()), **options)


@pytest.fixture(params=[from_text, from_word], ids=["text", "word"])
def plan(request):
    return request.param()


@pytest.fixture(params=[from_text, from_word], ids=["text", "word"])
def plan_with_codes(request):
    known = known_bodies()
    return request.param(directory=lambda words: known.get(words.casefold()))


def test_everything_is_counted(plan):
    counts = (len(plan.commitments), len(plan.measures), len(plan.indicators), len(plan.deadlines), len(plan.footnotes))
    assert counts == (4, 24, 51, 26, 47)


def test_deadlines_are_twenty_dated_and_six_continuous(plan):
    kinds = Counter(deadline.kind for deadline in plan.deadlines)
    assert kinds == {DeadlineKind.QUARTER: 20, DeadlineKind.CONTINUOUS: 6}


def test_plan_says_who_it_is(plan):
    assert (plan.key, plan.start_date, plan.end_date) == ("lv-6", date(2026, 1, 1), date(2027, 12, 31))


def test_what_the_text_lost_is_reported_by_measure():
    found = {(gap.measure, gap.kind) for gap in from_text().gaps if gap.kind != "body_unknown"}
    assert found == {
        ("", "heading_missing"),
        ("1.1", "number_missing"), ("1.1", "title_missing"), ("1.1", "head_missing"),
        ("2.4", "conflict"),
        ("3.3", "placeholder"),
        ("4.7", "row_cut"), ("4.7", "deadline_missing"),
    }  # fmt: skip


def test_what_the_text_lost_is_reported_by_line():
    lines = {gap.kind: gap.line for gap in from_text().gaps if gap.kind != "body_unknown"}
    assert (lines["number_missing"], lines["conflict"], lines["placeholder"], lines["row_cut"]) == (201, 141, 430, 618)


def test_word_file_reports_the_same_losses():
    of_word = {(gap.measure, gap.kind) for gap in from_word().gaps}
    assert of_word == {(gap.measure, gap.kind) for gap in from_text().gaps} - {("1.1", "head_missing")}


def test_nothing_lost_is_filled_in(plan):
    first, last = plan.measures[0], plan.measures[-1]
    assert (first.number, first.number_deduced, first.title) == ("1.1", True, {})
    assert (last.number, last.deadlines, last.part(Part.CO_RESPONSIBLE)) == ("4.7", (), ())


def test_footnote_with_another_date_is_kept_beside_the_table(plan):
    conflict = next(gap for gap in plan.gaps if gap.kind == "conflict")
    measure = next(measure for measure in plan.measures if measure.number == "2.4")
    assert (conflict.due_date, conflict.footnote) == (date(2026, 12, 31), 35)
    assert [deadline.due_date for deadline in measure.deadlines] == [date(2027, 12, 31)]


def test_cells_keep_their_words_beside_what_was_read():
    measure = next(measure for measure in from_text().measures if measure.number == "2.2")
    cell = next(cell for cell in measure.cells if cell.column == "deadline")
    assert (cell.words, cell.line) == ("2026.\xa0gada\nI\xa0ceturksnis\n(vebinārs)\n\nPastāvīgi", 349)


@pytest.mark.parametrize("part", list(Part))
def test_bodies_equal_the_transcription(plan_with_codes, part):
    expected = [[(body["code"], body["text"]) for body in each[part] or []] for each in transcribed_measures()]
    read = [[(body.code, body.words) for body in measure.part(part)] for measure in plan_with_codes.measures]
    assert read == expected


def test_indicators_equal_the_transcription(plan):
    expected = [[" ".join(each["text"].split()) for each in own["indicators"]] for own in transcribed_measures()]
    assert [[each.words["lv"] for each in measure.indicators] for measure in plan.measures] == expected


def test_targets_named_by_the_words_equal_the_transcription(plan):
    def named(indicator):
        targets = indicator["target"] or []
        listed = targets if isinstance(targets, list) else [targets]
        return [] if indicator.get("target_implied") else [(t["op"], t["value"], t.get("max")) for t in listed]

    expected = [[named(each) for each in own["indicators"]] for own in transcribed_measures()]
    read = [
        [[(t.operator, t.value, t.maximum) for t in each.targets] for each in measure.indicators]
        for measure in plan.measures
    ]
    assert read == expected


def test_deadlines_equal_the_transcription(plan):
    expected = [[(each["kind"], each["due"]) for each in own["deadlines"]] for own in transcribed_measures()]
    read = [
        [(each.kind, each.due_date.isoformat() if each.due_date else None) for each in measure.deadlines]
        for measure in plan.measures
    ]
    assert read == expected


def test_titles_and_results_equal_the_transcription():
    def flat(text):
        return " ".join((text or "").split()).rstrip(".")

    expected = [(flat(own["title"]), [flat(result) for result in own["results"]]) for own in transcribed_measures()]
    read = [
        (flat(measure.title.get("lv", "").partition("\n")[0]), [flat(result.words["lv"]) for result in measure.results])
        for measure in from_text().measures
    ]
    assert read == expected


def test_footnotes_equal_the_transcription():
    expected = [(own["n"], own["text"], own["urls"], own["line"]) for own in transcription()["footnotes"]]
    read = [(each.number, each.words["lv"], list(each.addresses), each.line) for each in from_text().footnotes]
    assert read == expected


def test_footnotes_in_a_row_belong_to_its_measure(plan):
    assert {each.number: each.measure for each in plan.footnotes if each.measure} == {46: "2.2", 47: "4.3"}


def test_deadlines_belong_to_the_indicators_that_stand_beside_them(plan):
    places = {measure.number: [each.deadline for each in measure.indicators] for measure in plan.measures}
    assert (places["2.2"], places["4.1"], places["1.5"]) == ([0, 1], [0, 0, 1, 2], [0, 0])
