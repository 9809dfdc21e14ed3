"""The plan file: any country's plan as JSON or YAML, in the shape of `PlanDocument`. What `balss plan export` writes.

    format: balss-plan/1
    country: XY                      # ISO 3166-1 alpha-2
    number: 2
    title: {en: Second action plan, fr: Deuxième plan d'action}
    start_date: 2026-01-01
    end_date: 2027-12-31
    languages: [en, fr]              # in which it was published, the leading one first
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

from dataclasses import replace
from typing import Any

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.deadline import read_deadline
from balss.core.plandoc.document import (
    LARGEST_NUMBER,
    Deadline,
    DeadlineKind,
    Measure,
    Operator,
    PlanDocument,
    text_of,
)
from balss.core.plandoc.measures import open_points
from balss.core.plandoc.messages import gap_kinds
from balss.core.plandoc.shape import dump, load
from balss.core.plandoc.unreadable import Unreadable

FORMAT = "balss-plan/1"
LONGEST_CODE = 20
LONGEST_METRIC = 50


def dump_plan(document: PlanDocument) -> dict[str, Any]:
    """The document as data that JSON and YAML can hold. Defaults are left out; `load_plan` gives the same document."""
    return {"format": FORMAT, **dump(document)}


def load_plan(data: object, *, directory: Directory = nobody_known) -> PlanDocument:
    """The document of a plan file. Raises Unreadable naming the part that is wrong."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Unreadable("bad_shape", part="format", why=f"must be {FORMAT}")
    content = {name: value for name, value in data.items() if name != "format"}
    document: PlanDocument = load(PlanDocument, content, "")
    document = _with_bodies(_with_dates(document, content), directory)
    _check(document)
    if "gaps" in content:
        return document
    gaps = [gap for measure in document.measures for gap in open_points(measure)]
    return replace(document, gaps=tuple(sorted(gaps, key=lambda gap: (gap.line or 0, gap.kind, gap.measure))))


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
    refuse_unless(1 <= document.number < 1000, "number", "must be from 1 to 999")
    refuse_unless(document.start_date <= document.end_date, "end_date", "is before start_date")
    refuse_unless(bool(document.languages), "languages", "names none")
    refuse_unless(bool(document.measures), "commitments", "hold no measure")
    codes = [
        *(commitment.number for commitment in document.commitments),
        *(measure.number for measure in document.measures),
        *(status.code for status in document.statuses),
        *(period.code for period in document.periods),
    ]
    for code in codes:
        refuse_unless(len(code) <= LONGEST_CODE, "number or code", f"“{code}” is longer than {LONGEST_CODE} letters")
    for period in document.periods:
        refuse_unless(period.start_date <= period.end_date, f"period {period.code}", "ends before it starts")
    for gap in document.gaps:
        refuse_unless(gap.kind in gap_kinds(), "gaps", f"{gap.kind} is none of {', '.join(gap_kinds())}")
    for measure in document.measures:
        problem = _problem_of(measure)
        refuse_unless(problem is None, f"measure {measure.number}", problem or "")


def _problem_of(measure: Measure) -> str | None:
    """Why a measure cannot be one, if it cannot."""
    deadlines, indicators = range(len(measure.deadlines)), range(len(measure.indicators))
    for deadline in measure.deadlines:
        dated = deadline.kind in (DeadlineKind.QUARTER, DeadlineKind.DATE)
        if dated != (deadline.due_date is not None):
            return f"a deadline of the kind {deadline.kind} {'needs a' if dated else 'has no'} due_date"
    for indicator in measure.indicators:
        if indicator.deadline is not None and indicator.deadline not in deadlines:
            return f"there is no deadline {indicator.deadline} for “{text_of(indicator.words)}”"
        if any(len(metric) > LONGEST_METRIC for metric in indicator.metrics):
            return f"a metric is longer than {LONGEST_METRIC} letters"
        for target in indicator.targets:
            if target.value > LARGEST_NUMBER or len(target.metric) > LONGEST_METRIC:
                return f"a target of “{text_of(indicator.words)}” is too large or too long"
            if (target.operator == Operator.RANGE) != (target.maximum is not None):
                return "a range, and only a range, has a maximum"
            if target.maximum is not None and not target.value < target.maximum <= LARGEST_NUMBER:
                return "the maximum of a range is more than its value"
            if target.period not in ("", "year"):
                return f"the period of a target is “year” or nothing, not “{target.period}”"
    if any(body.indicator is not None and body.indicator not in indicators for body in measure.bodies):
        return "a body carries an indicator that is not there"
    return None
