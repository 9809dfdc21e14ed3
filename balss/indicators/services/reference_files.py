"""Reading the data files of the room (`indicators/data`) into rows. Touches no table.

One file per source holds its waves, questions, series and observations; documents, caveats and outcome indicators
have a file each. Words in two languages are written `name: {lv: …, en: …}` and become `name_lv` and `name_en`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent.parent / "data"

Row = dict[str, Any]


@dataclass(frozen=True)
class Placed:
    """A row and the codes of what it hangs on."""

    row: Row
    source: str
    question: str = ""
    series: str = ""


@dataclass(frozen=True)
class ReferenceFiles:
    """`digest` names the state of all files; `documents` are by the key that observations cite."""

    digest: str
    documents: dict[str, Row]
    sources: list[Row]
    waves: list[Placed]
    questions: list[Placed]
    series: list[Placed]
    observations: list[Placed]
    caveats: list[Row]
    outcomes: list[Row]


def read_reference_files(folder: Path = DATA) -> ReferenceFiles:
    """All rows, in the order of the files' names and within each file. Raises KeyError for what a file leaves out."""
    texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    parsed = {name: yaml.safe_load(text) for name, text in texts.items()}
    trees = [tree for name, tree in parsed.items() if name.startswith("sources/")]
    questions = [(tree["code"], question) for tree in trees for question in tree.get("questions", [])]
    series = [(source, q["code"], s) for source, q in questions for s in q["series"]]
    return ReferenceFiles(
        digest=sha256(b"".join(name.encode() + b"\0" + text for name, text in texts.items())).hexdigest(),
        documents={key: _flat(row) for key, row in parsed["documents.yaml"].items()},
        sources=[_flat(tree, leave_out=("waves", "questions")) for tree in trees],
        waves=[Placed(_flat(wave), tree["code"]) for tree in trees for wave in tree.get("waves", [])],
        questions=[Placed(_flat(question, leave_out=("series",)), source) for source, question in questions],
        series=[Placed(_flat(s, leave_out=("observations",)), source, question) for source, question, s in series],
        observations=[
            Placed(_observation(o), source, question, s["code"])
            for source, question, s in series
            for o in s.get("observations", [])
        ],
        caveats=[_flat(row) for row in parsed["caveats.yaml"]],
        outcomes=[_flat(row) for row in parsed["outcomes.yaml"]],
    )


def _flat(row: Mapping[str, Any], *, leave_out: tuple[str, ...] = ()) -> Row:
    return dict(_columns(row, leave_out))


def _columns(row: Mapping[str, Any], leave_out: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if name in leave_out:
            continue
        if isinstance(value, Mapping):
            yield from ((f"{name}_{language}", value[language]) for language in ("lv", "en"))
        else:
            yield name, value


def _observation(row: Mapping[str, Any]) -> Row:
    """Numbers are written in quotes, so that 24.5 stays exactly 24.5."""
    return {**row, "value": Decimal(row["value"])}
