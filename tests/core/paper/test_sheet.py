"""The sheet of a place: one page whatever there is, in type that can be read, and the same file for the same words."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from balss.core.paper.sheet import Entry, Sheet, SheetSection, write_sheet
from tests.core.paper.test_papers import tags_of

LONG = "Ļoti gara virsraksta vārdi par ielām, parkiem un bibliotēkām visos novada pagastos " * 5


def sections(number: int, entries: int, words: str = "Skolas ielas pārbūve", count: int = 0) -> list[SheetSection]:
    made = [Entry(f"{words} {place}", words, "lv") for place in range(entries)]
    return [SheetSection(f"Daļa {place}", made, count or entries) for place in range(number)]


def sheet(*given: SheetSection, **columns: Any) -> Sheet:
    values: dict[str, Any] = {
        "language": "lv", "place": "Ziedu novads", "month": "2026. gada decembris", "lead": "Ko šeit lemj",
        "sections": given, "more": "un vēl {}", "nothing": "Nekas nav izziņots",
        "address": "https://balss.example/vietas/vieta/ziedu-novads/", "code_words": "Viss saraksts",
        "note": "Bez interneta: bibliotēkā.", "made_at": datetime(2026, 12, 1, tzinfo=UTC),
    }  # fmt: skip
    return Sheet(**(values | columns))


def read(made: Sheet) -> PdfReader:
    return PdfReader(io.BytesIO(write_sheet(made)))


def words_of(pdf: PdfReader) -> str:
    return " ".join(pdf.pages[0].extract_text().replace("\u200b", "").split())


def sizes_of(pdf: PdfReader) -> set[float]:
    """Sizes of type on the page, in points."""
    found: set[float] = set()

    def note(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * tm[3] * cm[3]), 1))

    pdf.pages[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize(
    "made",
    [
        sheet(),
        sheet(*sections(1, 1)),
        sheet(*sections(6, 12)),
        sheet(*sections(6, 300, count=4000)),
        sheet(*sections(6, 12, LONG)),
        sheet(
            *sections(6, 2, "x" * 400),
            place="Nepretrunīgākajiem" * 6,
            month="y" * 60,
            address="https://b.lv/" + "z" * 90,
        ),
        sheet(*sections(6, 2, '#read("/etc/passwd") *x* $1$ \\ 😀 \x00')),
    ],
    ids=["nothing", "one", "many", "very many", "long", "without spaces", "hostile"],
)
def test_sheet_is_one_page_with_its_code_and_address(made: Sheet) -> None:
    pdf = read(made)
    assert len(pdf.pages) == 1
    assert "Viss saraksts" in words_of(pdf)
    assert tags_of(pdf) >= {"/H1", "/Figure", "/Link"}


def test_type_is_large_even_when_there_is_very_much() -> None:
    pdf = read(sheet(*sections(6, 300, LONG)))
    assert min(sizes_of(pdf)) >= 12


def test_sheet_says_how_many_more_there_are_of_each_section() -> None:
    words = words_of(read(sheet(*sections(6, 12, count=40))))
    shown = [len(re.findall(r"Skolas ielas pārbūve \d+ Skolas", part)) for part in words.split("Daļa ")[1:]]
    left = [int(number) for number in re.findall(r"un vēl (\d+)", words)]
    assert (len(shown), [one + more for one, more in zip(shown, left, strict=True)]) == (6, [40] * 6)


def test_sheet_of_few_things_shows_all_in_larger_type_and_no_more() -> None:
    few, many = read(sheet(*sections(2, 2))), read(sheet(*sections(6, 12)))
    assert "un vēl" not in words_of(few)
    assert max(sizes_of(few) - {34.0}) > max(sizes_of(many) - {34.0})


def test_empty_sheet_says_so() -> None:
    assert "Nekas nav izziņots" in words_of(read(sheet()))


def test_same_sheet_is_the_same_file() -> None:
    made = sheet(*sections(3, 4))
    assert write_sheet(made) == write_sheet(replace(made))


def test_pdf_says_what_it_is() -> None:
    content = write_sheet(sheet(*sections(1, 1)))
    pdf = PdfReader(io.BytesIO(content))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, b"pdfuaid" in content) == ("Ziedu novads, 2026. gada decembris", True)
