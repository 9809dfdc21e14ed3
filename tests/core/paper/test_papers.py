"""Papers as PDF/UA and Word: what is in them is found again, and no words break them."""

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from balss.core.paper import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text, write_pdf, write_word

MADE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
LETTERS = "Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž – „pēdiņas”"
LONG_WORD = "nepretrunīgākajiem" * 60


def paper(*blocks: Block, title: str = "Pārskats", language: str = "lv") -> Paper:
    return Paper(title, "Pusgads", language, "Valsts kanceleja", MADE, "Balss", blocks)


EVERYTHING = paper(
    Heading(1, Text("Pirmā daļa")),
    Paragraph(Text(LETTERS)),
    Paragraph(Text("Words in English", "en"), is_note=True),
    Items([Text("pirmais"), Text("otrais", url="https://balss.example/ā?b=č&c")]),
    Facts([("Termiņš", [Text("31. decembris"), Text("nezināms")])]),
    Table("Rādītāji", ["Nosaukums", "Vērtība"], [[Text("Notikumi"), Text("12")]], (3, 1)),
)


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags_of(pdf: PdfReader) -> set[str]:
    """Names of all elements of the structure tree."""
    found, waiting = set(), [pdf.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            found.add(element["/S"])
        below = element.get("/K", [])
        for each in below if isinstance(below, list) else [below]:
            child: Any = each.get_object()
            if (isinstance(child, dict) and "/Type" not in child) or (isinstance(child, dict) and "/S" in child):
                waiting.append(child)
    return found


def test_pdf_is_tagged_with_title_language_and_structure() -> None:
    pdf = read_pdf(write_pdf(EVERYTHING))
    catalogue: Any = pdf.trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "lv")
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Pārskats. Pusgads", "Valsts kanceleja")
    assert {"/H1", "/P", "/L", "/LI", "/Link", "/Table", "/TR", "/TH", "/TD", "/Caption"} <= tags_of(pdf)


def test_every_font_is_in_the_pdf_and_says_which_letters_it_shows() -> None:
    pdf = read_pdf(write_pdf(EVERYTHING))
    fonts: list[Any] = [
        font.get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert "/ToUnicode" in font


def test_latvian_letters_come_back_from_both() -> None:
    in_word = docx.Document(io.BytesIO(write_word(EVERYTHING)))
    assert LETTERS in [each.text for each in in_word.paragraphs]
    assert LETTERS in words_of(read_pdf(write_pdf(EVERYTHING)))


def test_same_paper_is_the_same_pdf() -> None:
    assert write_pdf(EVERYTHING) == write_pdf(EVERYTHING)


def test_long_word_is_broken_and_stays_on_the_page() -> None:
    table = Table("Rādītāji", ["a", "b"], [[Text(LONG_WORD), Text("x" * 300)]], (1, 9))
    pdf = read_pdf(write_pdf(paper(table)))
    assert LONG_WORD in words_of(pdf).replace("\u00ad", "").replace("-", "").replace(" ", "")


def test_words_are_never_read_as_markup() -> None:
    words = '#read("/etc/passwd") = virsraksts *x* _y_ $1$ \\ <a> @b'
    assert words in words_of(read_pdf(write_pdf(paper(Paragraph(Text(words))))))


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Heading(1, Text("\x00\x07")),),
        (Paragraph(Text("a\x00b\x1f")), Paragraph(Text(""))),
        (Items([]), Facts([]), Table("Tukša", ["a", "b"], [])),
        (Paragraph(Text("x", "lv-LV")), Paragraph(Text("x", "?")), Paragraph(Text("x", "ltg"))),
        (Paragraph(Text("עברית عربى 中文 😀 a\u0304")),),
    ],
    ids=["nothing", "heading", "control", "empty", "languages", "letters"],
)
@pytest.mark.parametrize("write", [write_pdf, write_word])
def test_unusual_words_make_a_paper_all_the_same(write: Any, blocks: tuple[Block, ...]) -> None:
    assert write(paper(*blocks, title="" if not blocks else "Pārskats", language="lv-LV"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "nav adrese", "https://a.lv/" + "a" * 10_000, "https://a.lv/\x07"]
)
def test_address_that_cannot_be_followed_is_no_link(url: str) -> None:
    pdf = read_pdf(write_pdf(paper(Paragraph(Text("vārdi", url=url)))))
    word = docx.Document(io.BytesIO(write_word(paper(Paragraph(Text("vārdi", url=url))))))
    assert ("vārdi" in words_of(pdf), "/Annots" in pdf.pages[0]) == (True, False)
    assert (word.paragraphs[-1].text, word.paragraphs[-1].hyperlinks) == ("vārdi", [])


def test_row_that_does_not_fit_its_head_is_refused() -> None:
    with pytest.raises(ValueError, match="a row has 1 cells and the head of 'Rādītāji' 2"):
        Table("Rādītāji", ["a", "b"], [[Text("x")]])
