"""`balss search`: rebuilding, and measuring through the index of the configured database."""

import json
from pathlib import Path

import pytest

from balss.cli import main
from balss.search.models import Document, Word

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = "shared/data/legal_texts/lv_inflection_search.json"  # beside the project

CASES = {
    "documents": [
        {"id": 7, "text": "Pašvaldības lēmums."},
        {"id": 9, "text": "Skolas."},
        {"id": 11, "text": "Lēmumi."},
    ],
    "queries": [
        {"kind": "lemma", "q": "lēmums", "rel": [7]},
        {"kind": "lemma", "q": "skola", "rel": [9]},
        {"kind": "phrase", "q": "pašvaldība lēmums", "rel": [7, 9]},
    ],
}


@pytest.fixture
def evaluate(db, tmp_path, capsys):
    def evaluate(content, *options):
        file = tmp_path / "cases.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        code = main(["search", "eval", str(file), *options])
        return code, capsys.readouterr().out

    return evaluate


def test_evaluation_is_the_mean_over_queries(evaluate):
    code, out = evaluate(CASES, "--json")

    assert (code, json.loads(out)) == (0, {"recall": 2.5 / 3, "precision": 2.5 / 3})


def test_evaluation_in_words_tells_kinds_apart(evaluate):
    assert evaluate(CASES)[1].splitlines() == [
        "3 queries over 3 documents",
        "recall 0.8333, precision 0.8333",
        "  lemma: recall 1.0000, precision 0.7500",
        "  phrase: recall 0.5000, precision 1.0000",
    ]


def test_evaluation_counts_only_its_own_documents_and_leaves_none(shelf, evaluate):
    shelf.put("a", "Lēmums un skola.")
    before = list(Word.objects.values_list("stem", flat=True))

    assert evaluate(CASES)[1].splitlines()[1] == "recall 0.8333, precision 0.8333"
    assert list(Document.objects.values_list("key", flat=True)) == ["a"]
    assert list(Word.objects.values_list("stem", flat=True)) == before


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "null", '{"documents": [], "queries": [{"q": "a", "rel": [1]}]}',
     '{"documents": [{"id": 1, "text": "a"}, {"id": 1, "text": "b"}], "queries": []}'],
)  # fmt: skip
def test_file_of_another_form_is_refused(evaluate, content):
    assert evaluate(content) == (2, "")


def test_real_sentences_are_found(db, capsys):
    file = next((parent / SENTENCES for parent in ROOT.parents if (parent / SENTENCES).is_file()), None)
    if file is None:
        pytest.skip(f"needs {SENTENCES} beside the project")
    main(["search", "eval", str(file), "--json"])
    measured = json.loads(capsys.readouterr().out)

    assert measured["recall"] >= 0.985
    assert measured["precision"] >= 0.975


def test_rebuild_says_how_many_there_are(shelf, capsys):
    shelf.put("a", "Parks.")
    Document.objects.create(kind="test.gone", key="b", title={"lv": "Parks"})
    main(["search", "rebuild"])

    out = capsys.readouterr().out.splitlines()
    assert "test.note: 1" in out
    assert out[-1] == "1 documents in the index, 1 removed"
