"""No cell runs in a spreadsheet: read back from CSV and from a workbook."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest

from balss.core.tabular import Sheet, csv_text, write_workbook
from balss.core.tabular.cells import Cell

FORMULAS = [
    '=HYPERLINK("https://evil.example","šeit")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＠SUM(A1)",
]


def from_csv(cell: Cell) -> str:
    text = "".join(csv_text(["teksts"], [{"teksts": cell}]))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return rows[1][0]


def from_workbook(cell: Cell) -> tuple[object, str]:
    """The value, and its type in the file: f is a formula, s a text, n a number."""
    file = io.BytesIO()
    write_workbook(
        file, [Sheet("a", ["teksts"], [{"teksts": cell}])], title="", made_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    found = openpyxl.load_workbook(file).worksheets[0]["A2"]
    return found.value, found.data_type


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_is_text_in_csv(formula: str) -> None:
    sign = formula.lstrip()
    assert from_csv(formula) == formula.replace(sign, f"'{sign}")


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_is_text_in_a_workbook(formula: str) -> None:
    value, kind = from_workbook(formula)
    assert (str(value).replace("_x000D_", "\r"), kind) == (formula, "s")


@pytest.mark.parametrize(("number", "written"), [(-3, "-3"), (Decimal("-1.50"), "-1.5")])
def test_negative_number_is_no_formula(number: Cell, written: str) -> None:
    assert from_csv(number) == written
    assert from_workbook(number)[1] == "n"


def test_text_with_a_sign_inside_stays_as_it_is() -> None:
    assert from_csv("a=b; 1-2") == "a=b; 1-2"
