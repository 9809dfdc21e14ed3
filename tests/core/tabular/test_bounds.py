"""Tables at their edges: read back with other programs, and written without keeping their rows."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.tabular import Sheet, csv_text, json_lines, workbook, write_workbook
from balss.core.tabular.cells import Cell, Row, moment

MADE = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
LETTERS = "Āčēģīķļņšūž; “pēdiņas”, komats\nun rinda"
MOST_BYTES = 4_000_000


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def book(*sheets: Sheet) -> Any:
    file = io.BytesIO()
    write_workbook(file, sheets, title="Ziņas", made_at=MADE)
    return openpyxl.load_workbook(file)


def cell_of(cell: Cell) -> Any:
    return book(Sheet("a", ["a"], [{"a": cell}])).worksheets[0]["A2"]


def many(rows: int) -> Iterator[Row]:
    return ({"a": f"rinda {n}", "b": n} for n in range(rows))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n;\t=+-@＝＋－＠"))))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    assert read_csv("".join(csv_text(["a"], ({"a": text} for text in texts)))) == [
        ["a"],
        *([text] if text else [""] for text in texts),
    ]


def test_latvian_letters_separators_and_line_breaks_come_back_from_every_format() -> None:
    row: Row = {"a": LETTERS}
    in_json = json.loads("".join(json_lines({}, {"t": [row]})))["t"][0]["a"]
    in_csv = read_csv("".join(csv_text(["a"], [row])))[1][0]
    assert {in_json, in_csv, cell_of(LETTERS).value} == {LETTERS}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("labi;=1+1", "labi;'=1+1"),
        ("labi\n=1+1", "labi\n'=1+1"),
        ("labi\r\n  @SUM(A1)", "labi\r\n  '@SUM(A1)"),
        ("\xa0=1+1", "\xa0'=1+1"),
        ("labi;\n;=1", "labi;\n;'=1"),
        ("a = b; 2-1", "a = b; 2-1"),
    ],
)
def test_formula_after_a_separator_of_latvian_spreadsheets_is_text(text: str, written: str) -> None:
    assert read_csv("".join(csv_text(["a"], [{"a": text}])))[1] == [written]


def test_empty_table_has_its_head_alone() -> None:
    page = book(Sheet("a", ["a", "b"], [])).worksheets[0]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["a", "b"]]
    assert "".join(csv_text(["a", "b"], [])) == "a,b\r\n"
    assert json.loads("".join(json_lines({}, {"t": [], "u": []}))) == {"t": [], "u": []}


@pytest.mark.parametrize("letter", ["x", "𝕏"])
def test_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    value = cell_of(letter * 40_000).value
    assert (value.endswith(f"{letter} […]"), len(value.encode("utf-16-le")) // 2 in (32_766, 32_767)) == (True, True)


def test_control_characters_leave_the_workbook_readable() -> None:
    assert cell_of("a\x00\x07\x0b\ufffeb").data_type == "s"


@pytest.mark.parametrize(
    "number", [Decimal("0.1234567890123456"), Decimal("1E+400"), Decimal("NaN"), 10**400, Decimal("1E-400")]
)
def test_number_that_a_spreadsheet_cannot_hold_stands_as_text(number: Cell) -> None:
    assert cell_of(number).data_type == "s"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 12, 31), datetime(2026, 12, 31)),  # noqa: DTZ001  (spreadsheets know no zones)
        (date(1900, 3, 1), datetime(1900, 3, 1)),  # noqa: DTZ001
        (date(1900, 2, 28), "1900-02-28"),
        (date(1, 1, 1), "0001-01-01"),
    ],
)
def test_day_is_the_same_day_in_a_workbook(day: date, value: object) -> None:
    assert cell_of(day).value == value


def test_moments_stand_in_utc_and_the_workbook_says_when_it_was_made() -> None:
    assert moment(MADE) == "2025-12-31T23:30:00Z"
    assert moment(datetime(800, 1, 1, tzinfo=UTC)) == "0800-01-01T00:00:00Z"
    assert book().properties.created == datetime(2025, 12, 31, 23, 30)  # noqa: DTZ001  (it has no zone in the file)


def test_rows_past_a_sheet_go_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    pages = book(Sheet("dati", ["a"], ({"a": n} for n in range(5)))).worksheets
    assert [(page.title, [row[0].value for row in page.iter_rows()]) for page in pages] == [
        ("dati", ["a", 0, 1]),
        ("dati 2", ["a", 2, 3]),
        ("dati 3", ["a", 4]),
    ]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_many_rows_need_no_memory(form: str, tmp_path: Any) -> None:
    """A hundred thousand rows are some 10 MB as objects; what is kept at once is less than half of it."""
    tracemalloc.start()
    try:
        if form == "csv":
            length = sum(len(piece) for piece in csv_text(["a", "b"], many(100_000)))
        elif form == "json":
            length = sum(len(piece) for piece in json_lines({}, {"t": many(100_000)}))
        else:
            with (tmp_path / "t.xlsx").open("wb+") as file:
                write_workbook(file, [Sheet("t", ["a", "b"], many(20_000))], title="", made_at=MADE)
                length = file.tell() * 10
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert length > 1_000_000
    assert most < MOST_BYTES
