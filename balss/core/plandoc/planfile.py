"""The plan file: any country's plan as JSON or YAML, in the shape of `PlanDocument`. What `balss plan export` writes.

    format: balss-plan/1
    country: XY                      # ISO 3166-1 alpha-2
    number: 2
    title: {en: Second action plan, fr: Deuxième plan d'action}
    start_date: 2026-01-01
    end_date: 2027-12-31
    languages: [en, fr]              # the plan's own, the first is shown where another is missing
    statuses: [{code: NS, label: {en: Not started}}, {code: C, label: {en: Complete}, is_final: true}]
    periods: [{code: 2026-1, label: {en: First half of 2026}, start_date: 2026-01-01, end_date: 2026-06-30}]
    commitments:
      - number: "1"
        title: {en: …}
        measures:
          - number: "1.1"
            title: {en: …}
            deadlines: [{words: {en: By end of 2026}}]      # kind and date are read from the words when left out
            bodies: [{words: Ministry of Data, part: responsible}]
            indicators: [{words: {en: …}, deadline: 0, targets: [{operator: ">=", value: 2}]}]

What is left out has the default of its dataclass; a name that the shape does not know is refused, so that a slip of the
pen is not lost silently. Gaps are found anew unless the file brings them.
"""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.data import LINE
from balss.core.plandoc.deadline import read_deadline
from balss.core.plandoc.document import Deadline, DeadlineKind, Measure, PlanDocument
from balss.core.plandoc.measures import open_points
from balss.core.plandoc.unreadable import Unreadable

FORMAT = "balss-plan/1"


def dump_plan(document: PlanDocument) -> dict[str, Any]:
    """The document as data that JSON and YAML can hold. Defaults are left out; `load_plan` gives the same document."""
    return {"format": FORMAT, **_dump(document)}


def load_plan(data: object, *, directory: Directory = nobody_known) -> PlanDocument:
    """The document of a plan file. Raises Unreadable naming the part that is wrong."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Unreadable("bad_shape", part="format", why=f"must be {FORMAT}")
    content = {name: value for name, value in data.items() if name != "format"}
    document: PlanDocument = _load(PlanDocument, content, "")
    document = _with_bodies(_with_dates(document, content), directory)
    _check(document)
    if "gaps" in content:
        return document
    gaps = [gap for measure in document.measures for gap in open_points(measure)]
    return replace(document, gaps=tuple(sorted(gaps, key=lambda gap: (gap.line or 0, gap.kind, gap.measure))))


def _dump(value: Any) -> Any:
    if is_dataclass(value):
        return {
            field.name: _dump(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _load(wanted: Any, value: Any, part: str) -> Any:
    """The value as the wanted type. Raises Unreadable with the part where it is something else."""
    origin = typing.get_origin(wanted)
    if origin is types.UnionType:
        inner = next(each for each in typing.get_args(wanted) if each is not types.NoneType)
        return None if value is None else _load(inner, value, part)
    if origin is tuple:
        items = _expect(list, value, part)
        return tuple(_load(typing.get_args(wanted)[0], item, f"{part}[{place}]") for place, item in enumerate(items))
    if origin is dict:
        words = {str(name): text for name, text in _expect(dict, value, part).items() if name != LINE}
        return {name: _expect(str, text, f"{part}.{name}") for name, text in words.items()}
    if is_dataclass(wanted):
        return _load_fields(typing.cast(type, wanted), _expect(dict, value, part), part)
    return _load_plain(wanted, value, part)


def _load_fields(wanted: type, data: dict[str, Any], part: str) -> Any:
    hints = typing.get_type_hints(wanted)
    known = {field.name: field for field in fields(wanted)}
    line = data.get(LINE)
    given = {str(name): value for name, value in data.items() if name != LINE}
    for name in given:
        if name not in known:
            raise Unreadable("bad_shape", part=_path(part, name), why="no such field")
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise Unreadable("bad_shape", part=_path(part, name), why="is missing")
    values = {name: _load(hints[name], value, _path(part, name)) for name, value in given.items()}
    if "line" in known and "line" not in values and line:
        values["line"] = line
    return wanted(**values)


def _load_plain(wanted: Any, value: Any, part: str) -> Any:
    if wanted is date:
        try:
            return date.fromisoformat(_expect(str, value, part))
        except ValueError as error:
            raise Unreadable("bad_shape", part=part, why=f"{value} is no date (YYYY-MM-DD)") from error
    if wanted is Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise Unreadable("bad_shape", part=part, why=f"{value} is no number") from error
        if not number.is_finite():
            raise Unreadable("bad_shape", part=part, why=f"{value} is no number")
        return number
    if issubclass(wanted, StrEnum):
        if value not in list(wanted):
            raise Unreadable("bad_shape", part=part, why=f"{value} is none of {', '.join(wanted)}")
        return wanted(value)
    if wanted is int and isinstance(value, bool):
        raise Unreadable("bad_shape", part=part, why=f"{value} is no number")
    return _expect(wanted, value, part)


def _expect(wanted: type, value: Any, part: str) -> Any:
    if not isinstance(value, wanted):
        raise Unreadable("bad_shape", part=part or "file", why=f"must be {wanted.__name__}, is {type(value).__name__}")
    return value


def _path(part: str, name: str) -> str:
    return f"{part}.{name}" if part else name


def _with_dates(document: PlanDocument, data: dict[str, Any]) -> PlanDocument:
    """Reads the kind and date of each deadline that comes with words alone."""

    def of_measure(measure: Measure, given: list[dict[str, Any]]) -> Measure:
        deadlines = tuple(
            deadline if "kind" in own else _read_again(deadline)
            for deadline, own in zip(measure.deadlines, given, strict=True)
        )
        return replace(measure, deadlines=deadlines)

    commitments = []
    for commitment, own in zip(document.commitments, data.get("commitments", ()), strict=True):
        measures = tuple(
            of_measure(measure, given.get("deadlines", []))
            for measure, given in zip(commitment.measures, own.get("measures", ()), strict=True)
        )
        commitments.append(replace(commitment, measures=measures))
    return replace(document, commitments=tuple(commitments))


def _read_again(deadline: Deadline) -> Deadline:
    read = read_deadline(deadline.words, line=deadline.line)
    return replace(read, applies_to=deadline.applies_to or read.applies_to)


def _with_bodies(document: PlanDocument, directory: Directory) -> PlanDocument:
    """Looks up the bodies that come without a code."""
    commitments = tuple(
        replace(
            commitment,
            measures=tuple(
                replace(
                    measure,
                    bodies=tuple(
                        body if body.code else replace(body, code=directory(body.words)) for body in measure.bodies
                    ),
                )
                for measure in commitment.measures
            ),
        )
        for commitment in document.commitments
    )
    return replace(document, commitments=commitments)


def _check(document: PlanDocument) -> None:
    """Raises Unreadable for what no plan can be."""

    def refuse_unless(holds: bool, part: str, why: str) -> None:
        if not holds:
            raise Unreadable("bad_shape", part=part, why=why)

    refuse_unless(len(document.country) == 2 and document.country.isalpha(), "country", "must be two letters")
    refuse_unless(document.number >= 1, "number", "must be 1 or more")
    refuse_unless(document.start_date <= document.end_date, "end_date", "is before start_date")
    refuse_unless(bool(document.languages), "languages", "names none")
    refuse_unless(bool(document.measures), "commitments", "hold no measure")
    for measure in document.measures:
        part = f"measure {measure.number}"
        for deadline in measure.deadlines:
            dated = deadline.kind in (DeadlineKind.QUARTER, DeadlineKind.DATE)
            refuse_unless(
                dated == (deadline.due_date is not None), f"{part}.deadlines", f"{deadline.kind} and due_date"
            )
        places = range(len(measure.deadlines))
        refuse_unless(
            all(each.deadline is None or each.deadline in places for each in measure.indicators),
            f"{part}.indicators",
            "deadline is not a place in the list of deadlines",
        )
