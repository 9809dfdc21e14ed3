"""What a corrected edition changes, said so that a person can judge it before it is applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from balss.core.plandoc.document import (
    Body,
    Deadline,
    Indicator,
    Measure,
    Operator,
    Paragraph,
    Part,
    PlanDocument,
    Target,
    text_of,
)
from balss.core.plandoc.pairing import pair


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Difference:
    """`what` is plan, commitment, measure, or a part of the measure with this key; `before` and `after` are texts."""

    kind: Kind
    what: str
    measure: str = ""
    before: str = ""
    after: str = ""


def compare(old: PlanDocument | None, new: PlanDocument) -> list[Difference]:
    """The differences in the order of the new plan, what it no longer has last. Lines and white space do not count."""
    if old is None:
        return []
    return [*_of_plan(old, new), *_of_commitments(old, new), *_of_measures(old, new), *_of_footnotes(old, new)]


def _of_plan(old: PlanDocument, new: PlanDocument) -> Iterator[Difference]:
    yield from _changed("title", "", text_of(old.title), text_of(new.title))
    yield from _changed("start_date", "", old.start_date.isoformat(), new.start_date.isoformat())
    yield from _changed("end_date", "", old.end_date.isoformat(), new.end_date.isoformat())
    yield from _changed("coordinator", "", old.coordinator, new.coordinator)
    yield from _changed("statuses", "", *(_codes(plan.statuses) for plan in (old, new)))
    yield from _changed("periods", "", *(_codes(plan.periods) for plan in (old, new)))


def _of_commitments(old: PlanDocument, new: PlanDocument) -> Iterator[Difference]:
    before = {each.number: text_of(each.title) or each.number for each in old.commitments}
    after = {each.number: text_of(each.title) or each.number for each in new.commitments}
    yield from _of_keyed("commitment", before, after)


def _of_measures(old: PlanDocument, new: PlanDocument) -> Iterator[Difference]:
    before = {key: (commitment.number, measure) for key, commitment, measure in old.keyed_measures()}
    after = {key: (commitment.number, measure) for key, commitment, measure in new.keyed_measures()}
    for key, (commitment, measure) in after.items():
        if key not in before:
            yield Difference(Kind.ADDED, "measure", key, "", text_of(measure.title) or key)
        else:
            yield from _changed("commitment", key, before[key][0], commitment)
            yield from _of_measure(key, before[key][1], measure)
    for key, (_, measure) in before.items():
        if key not in after:
            yield Difference(Kind.WITHDRAWN, "measure", key, text_of(measure.title) or key)


def _of_measure(key: str, old: Measure, new: Measure) -> Iterator[Difference]:
    yield from _changed("title", key, text_of(old.title), text_of(new.title))
    yield from _changed("results", key, _paragraphs(old.results), _paragraphs(new.results))
    yield from _of_listed("indicator", key, _indicators(old), _indicators(new))
    yield from _of_listed("deadline", key, _deadlines(old), _deadlines(new))
    for part in Part:
        yield from _changed(part.value, key, _bodies(old.part(part)), _bodies(new.part(part)))


def _of_footnotes(old: PlanDocument, new: PlanDocument) -> Iterator[Difference]:
    before = {str(each.number): f"{each.number}. {text_of(each.words)}" for each in old.footnotes}
    after = {str(each.number): f"{each.number}. {text_of(each.words)}" for each in new.footnotes}
    yield from _of_keyed("footnote", before, after)


def _of_keyed(what: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for key, text in after.items():
        if key not in before:
            yield Difference(Kind.ADDED, what, "", "", text)
        else:
            yield from _changed(what, "", before[key], text)
    for key, text in before.items():
        if key not in after:
            yield Difference(Kind.WITHDRAWN, what, "", text)


def _of_listed(what: str, key: str, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Difference]:
    """Items as (words, everything said about them): paired by their words, compared by everything."""
    for own, place in pair([words for words, _ in old], [words for words, _ in new]):
        if own is None and place is not None:
            yield Difference(Kind.ADDED, what, key, "", new[place][1])
        elif own is not None and place is None:
            yield Difference(Kind.WITHDRAWN, what, key, old[own][1])
        elif own is not None and place is not None:
            yield from _changed(what, key, old[own][1], new[place][1])


def _changed(what: str, key: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(Kind.CHANGED, what, key, before, after)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(text_of(each.words) for each in paragraphs)


def _indicators(measure: Measure) -> list[tuple[str, str]]:
    return [(text_of(each.words), _indicator(measure, each)) for each in measure.indicators]


def _deadlines(measure: Measure) -> list[tuple[str, str]]:
    return [(text_of(each.words), _deadline(each)) for each in measure.deadlines]


def _indicator(measure: Measure, indicator: Indicator) -> str:
    """Its words, what is counted, and, where the measure has several deadlines, which one is its own."""
    said = [text_of(indicator.words), *(text_of(item) for item in indicator.items)]
    said += [_target(target) for target in indicator.targets]
    if len(measure.deadlines) > 1 and indicator.deadline is not None:
        said.append(f"#{indicator.deadline + 1}")
    return " · ".join(said)


def _target(target: Target) -> str:
    number = f"{target.value:f}"
    if target.operator == Operator.RANGE:
        number += f"–{target.maximum:f}"
    else:
        number = f"{target.operator} {number}"
    return " ".join(filter(None, [number, target.unit, target.period, target.scope, "?" if target.is_implied else ""]))


def _deadline(deadline: Deadline) -> str:
    due = f" ({deadline.due_date.isoformat()})" if deadline.due_date else ""
    return text_of(deadline.words) + due


def _bodies(bodies: tuple[Body, ...]) -> str:
    return "; ".join(
        " ".join(
            filter(None, [body.words, f"({body.scope})" if body.scope else "", f"[{body.code}]" if body.code else ""])
        )
        for body in bodies
    )


def _codes(listed: tuple[object, ...]) -> str:
    return "; ".join(f"{getattr(each, 'code', '')} {text_of(getattr(each, 'label', {}))}" for each in listed)
