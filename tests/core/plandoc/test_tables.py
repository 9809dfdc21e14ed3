"""Rows and indicators of tables laid out like the plan's, with what goes wrong in them."""

import pytest

from balss.core.plandoc.reading import read_bytes
from balss.core.plandoc.unreadable import Unreadable
from tests.core.plandoc.word_file import cell, row, table, word_parts, zipped

TITLE = "Latvijas Sestais nacionālais atvērtās pārvaldības rīcības plāns 2026.–2027. gadam"
HEAD = (
    "Pasākumi", "Darbības rezultāts", "Rezultatīvie rādītāji", "Atbildīgās institūcijas",
    "Līdzatbildīgās institūcijas", "Izpildes termiņš",
)  # fmt: skip


def measure_row(number, *, indicators="Projektu skaits", responsible="VK", deadline="2027. gada IV ceturksnis"):
    return [number, f"Darbs {number}", "Rezultāts", indicators, responsible, "", deadline]


def plan_text(*rows, ending="\n[bookmark: _Toc2]5. Beigas\n"):
    lines = [TITLE, "[bookmark: _Toc1]4. Pasākumi"]
    for cells in (["1. apņemšanās: Viens"], HEAD, *rows):
        lines += ["", *(f"\t{words}" for words in cells)]
    return ("\n".join(lines) + ending).encode()


def kinds(plan):
    return sorted((gap.measure, gap.kind) for gap in plan.gaps if gap.kind != "body_unknown")


def test_two_measures_with_one_number_are_both_kept_and_reported():
    plan = read_bytes(plan_text(measure_row("1.1."), measure_row("1.1."), measure_row("1.2.")))
    assert [key for key, _, _ in plan.keyed_measures()] == ["1.1", "1.1-2", "1.2"]
    assert kinds(plan) == [("1.1", "number_repeated")]


def test_deadline_that_is_no_date_is_kept_and_reported():
    plan = read_bytes(plan_text(measure_row("1.1.", deadline="kad būs nauda")))
    assert (plan.deadlines[0].words, kinds(plan)) == ({"lv": "kad būs nauda"}, [("1.1", "deadline_not_a_date")])


def test_unknown_body_is_reported_with_its_line():
    plan = read_bytes(plan_text(measure_row("1.1.", responsible="Nezināmā iestāde")))
    gap = next(gap for gap in plan.gaps if gap.kind == "body_unknown")
    assert (gap.measure, gap.line, "Nezināmā iestāde" in gap.message["lv"]) == ("1.1", 17, True)


def test_row_without_number_takes_the_place_between_its_neighbours():
    plan = read_bytes(plan_text(measure_row("1.1."), measure_row("")[1:], measure_row("1.3.")))
    assert [(measure.number, measure.number_deduced) for measure in plan.measures] == [
        ("1.1", False), ("1.2", True), ("1.3", False),
    ]  # fmt: skip


def test_row_without_number_and_place_stays_without():
    plan = read_bytes(plan_text(measure_row("1.1."), measure_row("")[1:], measure_row("1.2.")))
    assert [key for key, _, _ in plan.keyed_measures()] == ["1.1", "1.x", "1.2"]


def test_indicator_between_deadlines_that_nothing_tells_apart_is_reported():
    deadlines = "2026. gada I ceturksnis\n\n2027. gada I ceturksnis"
    plan = read_bytes(plan_text(measure_row("1.1.", deadline=deadlines)))
    assert kinds(plan) == [("1.1", "deadline_unclear_for")]


def test_indicators_are_parted_by_lines_that_begin_anew():
    words = "Iniciatīvu skaits, \nsloga mazināšanās\n\nFormāti:\n· viens;\n· otrs.\nViens garš\nrādītājs"
    plan = read_bytes(plan_text(measure_row("1.1.", indicators=words)))
    assert [(each.words["lv"], [item["lv"] for item in each.items]) for each in plan.indicators] == [
        ("Iniciatīvu skaits", []),
        ("sloga mazināšanās", []),
        ("Formāti:", ["viens", "otrs"]),
        ("Viens garš rādītājs", []),
    ]


def test_text_that_ends_inside_a_row_is_refused_with_measure_and_line():
    with pytest.raises(Unreadable) as refused:
        read_bytes(plan_text(measure_row("1.1."), measure_row("1.2.")[:4], ending=""))
    assert (refused.value.kind, refused.value.facts) == ("cut_off", {"where": "1.2", "line": 24})


def test_text_that_ends_after_a_whole_row_is_read_and_reported():
    plan = read_bytes(plan_text(measure_row("1.1."), ending=""))
    assert kinds(plan) == [("", "ends_in_table")]


def word_document(*rows, extra=""):
    body = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>" + table(row(*HEAD), *rows) + extra
    return zipped(word_parts(body))


def test_rows_that_word_numbers_by_itself_are_numbered_by_their_place():
    heading = row("2. apņemšanās: Otrā", spans=(7,))
    rows = [row("1. apņemšanās: Pirmā", spans=(7,)), row(*measure_row("")), row(*measure_row("")), heading]
    plan = read_bytes(word_document(*rows, row(*measure_row(""))))
    assert [(measure.number, measure.number_deduced) for measure in plan.measures] == [
        ("1.1", True), ("1.2", True), ("2.1", True),
    ]  # fmt: skip


def test_vertically_merged_cell_says_the_same_for_both_rows():
    first = row(*measure_row("1.1.")[:-1]).removesuffix("</w:tr>") + (
        cell("Pastāvīgi").replace("<w:p>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>', 1) + "</w:tr>"
    )
    second = row(*measure_row("1.2.")[:-1]).removesuffix("</w:tr>") + (
        cell("").replace("<w:p>", "<w:tcPr><w:vMerge/></w:tcPr><w:p>", 1) + "</w:tr>"
    )
    plan = read_bytes(word_document(first, second))
    assert [deadline.words["lv"] for deadline in plan.deadlines] == ["Pastāvīgi", "Pastāvīgi"]


def test_deleted_change_is_not_read_and_changes_are_reported():
    changed = row(*measure_row("1.1.")).replace(
        "<w:r><w:t>Rezultāts</w:t></w:r>",
        "<w:del><w:r><w:delText>Vecs</w:delText></w:r></w:del><w:ins><w:r><w:t>Jauns</w:t></w:r></w:ins>",
    )
    plan = read_bytes(word_document(changed))
    assert plan.measures[0].results[0].words == {"lv": "Jauns"}
    assert ("", "tracked_changes") in kinds(plan)
