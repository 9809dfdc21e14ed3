"""`balss plan import` and `export`, as a person at a terminal meets them."""

import csv
import json

import pytest
from django.urls import reverse

from balss.cli import main
from balss.plan import models
from balss.plan.queries import PUBLISHED_PLAN
from tests.core.plandoc.word_file import word_parts, word_plan, zipped


def test_json_counts_what_was_imported_and_lists_warnings(institutions, capsys):
    assert main(["plan", "import", str(PUBLISHED_PLAN), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    counts = [said[name] for name in ("commitments", "measures", "indicators", "deadlines", "footnotes")]
    assert counts == [4, 24, 51, 26, 47]
    assert said["deadlines_by_kind"] == {"quarter": 20, "continuous": 6}
    assert {warning["measure"] for warning in said["warnings"]} == {"", "1.1", "2.4", "3.3", "4.7"}
    assert all({"measure", "kind", "message", "line"} <= set(warning) for warning in said["warnings"])
    assert (said["applied"], said["edition"]["number"]) == (True, 1)


def test_dry_run_shows_the_differences_and_writes_nothing(published, tmp_path, capsys):
    corrected = tmp_path / "labots.txt"
    corrected.write_text(PUBLISHED_PLAN.read_text().replace("2026.\xa0gada III", "2027.\xa0gada I"))
    assert main(["plan", "import", str(corrected), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "~ 2.5 deadline: 2026. gada III ceturksnis (2026-09-30) → 2027. gada I ceturksnis (2027-03-31)" in out
    assert models.Edition.objects.count() == 1


def test_word_file_of_the_same_plan_changes_no_words(published, tmp_path, capsys):
    path = tmp_path / "plans.docx"
    path.write_bytes(word_plan(PUBLISHED_PLAN.read_text()))
    assert main(["plan", "import", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["measures"], said["changes"]) == (24, [])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "binary"),
        (PUBLISHED_PLAN.read_text().encode("utf-16"), "encoding"),
        (PUBLISHED_PLAN.read_text().encode("cp1257", "replace"), "encoding"),
        (PUBLISHED_PLAN.read_bytes()[:60_000].decode(errors="ignore").encode(), "cut_off"),
        (zipped({**word_parts(""), "word/vbaProject.bin": b"x"}), "macros"),
        (zipped({**word_parts(""), "word/document.xml": b" " * 40_000_000}), "bomb"),
        (b"Protokols\n", "no_measures"),
        (word_plan(PUBLISHED_PLAN.read_text())[:-400], "cut_zip"),
        (b"1.1.\n\tx\n" * 25_000, "too_long"),
        (b"%PDF-1.4", "other_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_file_is_refused_in_words_and_nothing_is_written(institutions, tmp_path, capsys, content, kind):
    path = tmp_path / "fails"
    path.write_bytes(content)
    assert main(["plan", "import", str(path), "--json"]) == 1
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    assert (error["kind"], captured.err) == (kind, f"{path}: {error['message']}\n")
    assert not models.Plan.objects.exists()


def test_file_of_200_megabytes_is_refused(institutions, tmp_path, capsys):
    path = tmp_path / "liels.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert main(["plan", "import", str(path)]) == 1
    assert capsys.readouterr().err == f"{path}: The file is 200 MB; plans are read up to 20 MB\n"


def test_what_is_odd_in_a_plan_is_reported_by_line_kept_word_for_word_and_shown(institutions, tmp_path, capsys, client):
    text = PUBLISHED_PLAN.read_text()
    odd = {"\t3.5. ": "\t3.4. ", "2026.\xa0gada III": "Kad būs nauda", "\tVARAM\n": "\tNekurzemes aģentūra\n"}
    for old, new in odd.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "plans.txt"
    path.write_text(text)
    assert main(["plan", "import", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    lines = text.split("\n")
    told = [(each["kind"], lines[each["line"] - 1].strip()) for each in said["warnings"] if each["line"]]
    for kind, words in (
        ("number_repeated", "3.4."), ("deadline_not_a_date", "Kad būs nauda"), ("body_unknown", "Nekurzemes aģentūra"),
    ):  # fmt: skip
        assert [kind for found, line in told if found == kind and line.startswith(words)] == [kind]
    assert (said["measures"], models.Measure.objects.filter(number="3.4").count()) == (24, 2)
    page = client.get(reverse("plan:open_points", args=["lv-6"])).content.decode()
    bodies = client.get(reverse("plan:table_csv", args=["lv-6", "bodies"])).getvalue().decode()
    deadlines = client.get(reverse("plan:table_csv", args=["lv-6", "deadlines"])).getvalue().decode()
    assert ("Kad būs nauda" in page, "Nekurzemes aģentūra" in page) == (True, True)
    assert ("Nekurzemes aģentūra" in bodies, "Kad būs nauda" in deadlines) == (True, True)


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_export_read_back_changes_nothing(published, tmp_path, capsys, form):
    main(["plan", "export", "--format", form])
    path = tmp_path / f"plans.{form}"
    path.write_text(capsys.readouterr().out)
    main(["plan", "import", str(path), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert (said["applied"], said["measures"]) == (False, 24)


def test_csv_has_a_row_for_each_indicator(published, capsys):
    assert main(["plan", "export", "lv-6", "--format", "csv"]) == 0
    header, *rows = csv.reader(capsys.readouterr().out.splitlines(keepends=True))
    assert (header[:3], len(rows)) == (["plan", "commitment", "measure"], 51)


def test_plan_that_is_not_there_is_said(published, capsys):
    assert main(["plan", "export", "xx-9"]) == 1
    assert capsys.readouterr().err == "There is no plan xx-9\n"
