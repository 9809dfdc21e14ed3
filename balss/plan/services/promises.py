"""Writing what a document promises into the tables, so that public names stay and nothing reported is lost.

A measure is known again by its key; an indicator or deadline by its words, as `core.plandoc.pairing` pairs them. What
the document no longer has is marked withdrawn. Paragraphs, targets and bodies, to which nothing points, are replaced.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from balss.core.plandoc import document as said
from balss.core.plandoc.pairing import pair
from balss.core.plandoc.shape import dump
from balss.places.models import Institution
from balss.plan.models import BodyPart, Commitment, Deadline, Edition, Indicator, Measure, Plan, Result, Target

Listed = TypeVar("Listed", Indicator, Deadline)


def write_promises(plan: Plan, edition: Edition, document: said.PlanDocument) -> dict[str, Measure]:
    """Makes the tables say what the document says; gives the measures by key. In the caller's transaction."""
    commitments = _write_commitments(plan, edition, document)
    measures = _write_measures(plan, edition, document, commitments)
    spoken = [(measures[key], measure) for key, _, measure in document.keyed_measures()]
    deadlines = _write_deadlines(edition, spoken)
    indicators = _write_indicators(edition, spoken, deadlines)
    _replace_results(spoken)
    _replace_targets(spoken, indicators)
    _replace_bodies(spoken, indicators)
    return measures


def _write_commitments(plan: Plan, edition: Edition, document: said.PlanDocument) -> dict[str, Commitment]:
    known = {row.number: row for row in plan.commitments.all()}
    for place, own in enumerate(document.commitments, start=1):
        row = known.get(own.number) or Commitment(plan=plan, number=own.number)
        row.title, row.place, row.line, row.withdrawn_in = own.title, place, own.line, None
        known[own.number] = row
    _withdraw(
        [row for number, row in known.items() if number not in {own.number for own in document.commitments}], edition
    )
    _save(Commitment, list(known.values()), ["title", "place", "line", "withdrawn_in"])
    return known


def _write_measures(
    plan: Plan, edition: Edition, document: said.PlanDocument, commitments: dict[str, Commitment]
) -> dict[str, Measure]:
    known = {row.key: row for row in plan.measures.all()}
    written = set()
    for place, (key, commitment, own) in enumerate(document.keyed_measures(), start=1):
        row = known.get(key) or Measure(plan=plan, key=key)
        row.commitment, row.number, row.is_number_deduced = (
            commitments[commitment.number],
            own.number,
            own.number_deduced,
        )
        row.title, row.place, row.line, row.cells = own.title, place, own.line, dump(own.cells)
        row.withdrawn_in = None
        known[key] = row
        written.add(key)
    _withdraw([row for key, row in known.items() if key not in written], edition)
    columns = ["commitment", "number", "is_number_deduced", "title", "place", "line", "cells", "withdrawn_in"]
    _save(Measure, list(known.values()), columns)
    return known


def _write_deadlines(edition: Edition, spoken: list[tuple[Measure, said.Measure]]) -> dict[int, list[Deadline]]:
    """The rows of each measure by its primary key, in the order of the document."""
    known = _by_measure(Deadline, spoken)
    written: dict[int, list[Deadline]] = {}
    for measure, own in spoken:
        rows = _matched(Deadline, measure, known[measure.pk], [each.words for each in own.deadlines], edition)
        for place, (row, each) in enumerate(zip(rows, own.deadlines, strict=True), start=1):
            row.words, row.kind, row.due_date, row.applies_to = each.words, each.kind, each.due_date, each.applies_to
            row.place, row.line, row.withdrawn_in = place, each.line, None
        written[measure.pk] = rows
        known[measure.pk] += [row for row in rows if row.pk is None]
    _save(Deadline, _flat(known), ["words", "kind", "due_date", "applies_to", "place", "line", "withdrawn_in"])
    return written


def _write_indicators(
    edition: Edition, spoken: list[tuple[Measure, said.Measure]], deadlines: dict[int, list[Deadline]]
) -> dict[int, list[Indicator]]:
    known = _by_measure(Indicator, spoken)
    written: dict[int, list[Indicator]] = {}
    for measure, own in spoken:
        rows = _matched(Indicator, measure, known[measure.pk], [each.words for each in own.indicators], edition)
        for place, (row, each) in enumerate(zip(rows, own.indicators, strict=True), start=1):
            row.words, row.kind, row.metrics, row.items = each.words, each.kind, list(each.metrics), list(each.items)
            row.deadline = None if each.deadline is None else deadlines[measure.pk][each.deadline]
            row.place, row.line, row.withdrawn_in = place, each.line, None
        written[measure.pk] = rows
        known[measure.pk] += [row for row in rows if row.pk is None]
    _save(Indicator, _flat(known), ["words", "kind", "metrics", "items", "deadline", "place", "line", "withdrawn_in"])
    return written


def _matched(
    model: type[Listed], measure: Measure, known: list[Listed], words: list[said.Words], edition: Edition
) -> list[Listed]:
    """A row for each of the words: the one that stood for them, one withdrawn earlier that said them, or a new one.

    What no words stand for any more is withdrawn.
    """
    standing = [row for row in known if row.withdrawn_in_id is None]
    returnable = {said.text_of(row.words): row for row in known if row.withdrawn_in_id is not None}
    serial = max((row.serial for row in known), default=0)
    rows: dict[int, Listed] = {}
    for own, place in pair([said.text_of(row.words) for row in standing], [said.text_of(each) for each in words]):
        if place is None:
            _withdraw([standing[own]] if own is not None else [], edition)
        elif own is not None:
            rows[place] = standing[own]
        elif said.text_of(words[place]) in returnable:
            rows[place] = returnable.pop(said.text_of(words[place]))
        else:
            serial += 1
            rows[place] = model(measure=measure, serial=serial)
    return [rows[place] for place in range(len(words))]


def _by_measure(model: type[Listed], spoken: list[tuple[Measure, said.Measure]]) -> dict[int, list[Listed]]:
    known: dict[int, list[Listed]] = defaultdict(list)
    for row in model._default_manager.filter(measure__in=[measure for measure, _ in spoken]):
        known[row.measure_id].append(row)
    return known


def _withdraw(rows: Sequence[Commitment | Measure | Indicator | Deadline], edition: Edition) -> None:
    for row in rows:
        if row.withdrawn_in_id is None:
            row.withdrawn_in = edition


def _flat(rows: dict[int, list[Listed]]) -> list[Listed]:
    return [row for of_measure in rows.values() for row in of_measure]


Saved = TypeVar("Saved", Commitment, Measure, Indicator, Deadline)


def _save(model: type[Saved], rows: list[Saved], columns: list[str]) -> None:
    model._default_manager.bulk_create([row for row in rows if row.pk is None])
    model._default_manager.bulk_update([row for row in rows if row.pk is not None], columns, batch_size=100)


def _replace_results(spoken: list[tuple[Measure, said.Measure]]) -> None:
    Result.objects.filter(measure__in=[measure for measure, _ in spoken]).delete()
    Result.objects.bulk_create(
        Result(measure=measure, place=place, words=each.words, line=each.line)
        for measure, own in spoken
        for place, each in enumerate(own.results, start=1)
    )


def _replace_targets(spoken: list[tuple[Measure, said.Measure]], indicators: dict[int, list[Indicator]]) -> None:
    Target.objects.filter(indicator__in=_flat(indicators)).delete()
    Target.objects.bulk_create(
        Target(indicator=row, place=place, **vars(target))
        for measure, own in spoken
        for row, each in zip(indicators[measure.pk], own.indicators, strict=True)
        for place, target in enumerate(each.targets, start=1)
    )


def _replace_bodies(spoken: list[tuple[Measure, said.Measure]], indicators: dict[int, list[Indicator]]) -> None:
    codes = {body.code for _, own in spoken for body in own.bodies if body.code}
    institutions = {row.code: row for row in Institution.objects.filter(code__in=codes)}
    BodyPart.objects.filter(measure__in=[measure for measure, _ in spoken]).delete()
    BodyPart.objects.bulk_create(
        BodyPart(
            measure=measure,
            part=body.part,
            place=place,
            words=body.words,
            institution=institutions.get(body.code or ""),
            scope=body.scope,
            within=body.within,
            indicator=None if body.indicator is None else indicators[measure.pk][body.indicator],
            line=body.line,
        )
        for measure, own in spoken
        for place, body in enumerate(own.bodies, start=1)
    )
