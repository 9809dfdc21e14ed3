"""Files that are no plan: each is refused with the line or part that is wrong."""

import io
import zipfile

import pytest

from balss.core.plandoc import package
from balss.core.plandoc.reading import FILE_LIMIT, read_bytes, read_file
from balss.core.plandoc.unreadable import Unreadable
from tests.core.plandoc.shared_plan import PUBLISHED
from tests.core.plandoc.word_file import word_parts, word_plan, zipped

PLAN = PUBLISHED.read_bytes()


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        read_bytes(content)
    return refused.value.kind, str(refused.value)


@pytest.mark.parametrize("content", [b"", b"  \n\n\t", b"\xef\xbb\xbf"])
def test_empty_file_is_refused(content):
    assert refusal(content) == ("empty", "The file is empty")


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(Unreadable, match=r"There is no such file: nav\.txt"):
        read_file(tmp_path / "nav.txt")


def test_file_past_the_limit_is_refused_without_being_opened(tmp_path):
    path = tmp_path / "plans.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Unreadable, match="The file is 200 MB; plans are read up to 20 MB"):
        read_file(path)


@pytest.mark.parametrize("last_line", [220, 265, 289, 378, 390, 443, 500])
def test_text_cut_off_inside_the_table_is_refused_with_the_line(last_line):
    lines = PLAN.decode().split("\n")[:last_line]
    kind, message = refusal("\n".join(lines).encode())
    assert (kind, f"line {last_line}" in message or f"line {last_line - 1}" in message) == ("cut_off", True)


def test_text_cut_off_inside_the_head_of_the_table_names_the_commitment():
    lines = PLAN.decode().split("\n")[:391]
    cut = "\n".join([*lines[:-1], lines[-1][:6]])
    assert refusal(cut.encode())[1] == "The file is cut off at line 391: the rest of 3 is missing"


def test_text_cut_off_before_the_table_is_another_document():
    assert refusal(PLAN[:30_000].decode(errors="ignore").encode())[0] == "no_measures"


def test_text_cut_off_inside_a_letter_is_refused_with_the_line():
    at = PLAN.index("ā".encode()) + 1
    assert refusal(PLAN[:at]) == ("cut_letter", "The file is cut off at line 2, inside a letter")


def test_word_file_cut_off_is_refused():
    assert refusal(word_plan(PUBLISHED.read_text())[:-400])[0] == "cut_zip"


def test_binary_file_is_refused_with_the_line():
    assert refusal(b"teksts\nun\x00\x01\x02") == (
        "binary",
        "Line 2 holds characters that no text has; this is not a text, Word, JSON or YAML file",
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7\n", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word 97"), (b"{\\rtf1", "RTF")],
)
def test_other_format_is_named(content, name):
    kind, message = refusal(content)
    assert (kind, name in message) == ("other_format", True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding):
    assert refusal(PLAN.decode().encode(encoding))[1] == "Line 1 is not UTF-8 (UTF-16); save the file as UTF-8"


def test_windows_1257_is_refused_with_the_line():
    kind, message = refusal(PLAN.decode().encode("cp1257", errors="replace"))
    assert (kind, message[:24]) == ("encoding", "Line 1 is not UTF-8 (Win")


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_word_file_with_macros_is_refused_with_the_part(part):
    kind, message = refusal(zipped({**word_parts(""), part: b"x"}))
    assert (kind, part in message) == ("macros", True)


def test_word_file_of_the_macro_kind_is_refused():
    parts = word_parts("")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document", b"vnd.ms-word.document.macroEnabled"
    )
    assert refusal(zipped(parts))[0] == "macros"


def test_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({**word_parts(""), "word/document.xml": b" " * (package.PART_LIMIT + 1)})
    assert len(bomb) < 100_000
    assert refusal(bomb) == (
        "bomb",
        "The part word/document.xml would unpack to more than 30 MB; the file is not read",
    )


def test_zip_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(package, "PART_LIMIT", 10_000)
    honest = zipped({**word_parts(""), "word/document.xml": b" " * 20_000})
    lying = honest.replace((20_000).to_bytes(4, "little"), (9_000).to_bytes(4, "little"))
    assert refusal(lying)[0] in {"bomb", "bad_part"}


def test_many_parts_that_together_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(package, "WHOLE_LIMIT", 10_000)
    assert refusal(zipped({**word_parts(""), **{f"media/{n}.png": b"x" * 2_000 for n in range(6)}}))[0] == "bomb"


def test_zip_that_is_no_word_file_is_refused():
    assert refusal(zipped({"xl/workbook.xml": b"<x/>"}))[0] == "not_word"


def test_encrypted_word_part_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in word_parts("").items():
            archive.writestr(name, content)
    locked = bytearray(buffer.getvalue())
    start = locked.index(b"PK\x01\x02", locked.index(b"PK\x01\x02") + 1)
    locked[start + 8] |= 1  # the directory says that the second part is encrypted
    assert refusal(bytes(locked))[0] == "bad_part"


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
)
def test_broken_xml_and_document_types_are_refused_with_the_part(xml):
    kind, message = refusal(zipped({**word_parts(""), "word/document.xml": xml}))
    assert (kind, "word/document.xml" in message) == ("bad_part", True)


def test_different_document_is_refused():
    assert refusal("Sapulces protokols\n\n1. Darba kārtība\n".encode())[0] == "no_measures"


def test_table_without_the_plans_title_is_refused():
    assert refusal(b"Iepirkumi\n\n\t1.1.\n\tA\n\tB\n\tC\n\tD\n\tE\n\tF\n")[0] == "no_title"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n"format": \n', "Line 3 cannot be read as JSON: Expecting value"),
        (b"[" * 100_000, None),
        (b'{"a":' * 100_000, None),
        (b"format: balss-plan/1\na: &x [1]\nb: *x\n", "Line 3 cannot be read as YAML: alias *x"),
        (b"format: balss-plan/1\na: [\n", None),
        (b"format: !!python/object:os.system x\n", None),
        (b"format: balss-plan/2\n", "format: must be balss-plan/1"),
    ],
)
def test_broken_data_is_refused(content, message):
    kind, said = refusal(content)
    assert kind in {"bad_data", "bad_shape", "no_measures"}
    assert message in {said, None}


def test_limit_holds_for_bytes_too():
    assert refusal(b"a" * (FILE_LIMIT + 1))[0] == "too_large"


W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"1.1.\n\tx\n" * 25_000, "too_long", "line 50000"),
        (b"x" * 3_000_001, "too_large", "4 MB; plans are read up to 3 MB"),
        (b"format: balss-plan/1\na: [" + b"[]," * 60_000 + b"]", "bad_data", "Line 2 cannot be read as YAML"),
        (b"[1:" * 900_000, "no_measures", "1 lines"),
        (b"[bookmark: _Toc" * 150_000, "no_measures", "1 lines"),
        (b"[footnoteRef:1][1: x]" * 100_000, "no_measures", "1 lines"),
    ],
    ids=["lines", "text", "yaml", "notes", "bookmarks", "marks"],
)
def test_text_made_to_be_slow_is_refused_at_once(content, kind, said):
    found, message = refusal(content)
    assert (found, said in message) == (kind, True)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"<w:p/>" * 1_100_000, "too_many_elements", "word/document.xml holds more than 500000 elements"),
        (b"<w:p/>" * 50_001, "too_long", "line 50000"),
    ],
)
def test_word_file_made_to_need_much_memory_is_refused(body, kind, said):
    found, message = refusal(zipped({**word_parts(""), "word/document.xml": W % body}))
    assert (found, said in message) == (kind, True)


def test_macros_under_another_name_are_found():
    parts = word_parts("")
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    assert refusal(zipped({**parts, "[Content_Types].xml": types, "word/a.bin": b"x"}))[0] == "macros"


@pytest.mark.parametrize("span", ["²", "9" * 5000, "-1", ""])
def test_cell_with_an_impossible_span_breaks_nothing(span):
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    assert refusal(zipped(word_parts(cell)))[0] == "no_measures"
