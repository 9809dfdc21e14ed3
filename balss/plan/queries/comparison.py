"""What a document would change, measure by measure: the differences, what stays, and the reports that they touch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from balss.core.plandoc.differences import Difference
from balss.core.plandoc.document import Gap, PlanDocument, Words
from balss.plan.models import IndicatorValue, Measure, ProgressReport
from balss.plan.queries.documents import Preview, document_of

PARTS = ("title", "results", "indicator", "deadline", "responsible", "co_responsible")


@dataclass(frozen=True)
class MeasureChanges:
    """A measure that the document changes. `stays` names those of PARTS in which nothing differs.

    `reports` are those sent, newest first; of drafts, which are their institutions' own, only the number is told.
    `values` is how many values were reported for indicators: they stay, also where their indicator goes.
    """

    key: str
    title: Words
    differences: list[Difference]
    stays: list[str]
    reports: list[ProgressReport] = field(default_factory=list)
    drafts: int = 0
    values: int = 0


@dataclass(frozen=True)
class Comparison:
    """`of_plan` are differences outside measures, `unchanged` keys of measures that stay word for word.

    `warnings` are what the document leaves open, each with whether the edition in force has it not.
    """

    of_plan: list[Difference]
    measures: list[MeasureChanges]
    unchanged: list[str]
    warnings: list[tuple[Gap, bool]]


def comparison_of(seen: Preview) -> Comparison:
    """Five queries at most, whatever the document changes."""
    by_measure: dict[str, list[Difference]] = defaultdict(list)
    for each in seen.differences:
        by_measure[each.measure].append(each)
    of_plan = by_measure.pop("", [])
    before = document_of(seen.edition) if seen.edition else None
    titles = _titles(before) | _titles(seen.document)
    return Comparison(
        of_plan=of_plan,
        measures=_with_reports(
            seen, [MeasureChanges(key, titles[key], own, _stays(own)) for key, own in by_measure.items()]
        ),
        unchanged=[key for key in _titles(seen.document) if key not in by_measure] if before else [],
        warnings=[(gap, before is not None and not _has(before, gap)) for gap in seen.document.gaps],
    )


def _titles(document: PlanDocument | None) -> dict[str, Words]:
    return {key: measure.title for key, _, measure in document.keyed_measures()} if document else {}


def _stays(differences: Iterable[Difference]) -> list[str]:
    """Nothing where the measure as a whole is added or withdrawn."""
    changed = {each.what for each in differences}
    return [] if "measure" in changed else [part for part in PARTS if part not in changed]


def _has(document: PlanDocument, gap: Gap) -> bool:
    return any(
        (each.kind, each.measure, each.message) == (gap.kind, gap.measure, gap.message) for each in document.gaps
    )


def _with_reports(seen: Preview, changes: list[MeasureChanges]) -> list[MeasureChanges]:
    if seen.edition is None:
        return changes
    rows = Measure.objects.filter(plan=seen.edition.plan_id, key__in=[each.key for each in changes])
    counted = rows.annotate(drafts=Count("reports", filter=Q(reports__state=ProgressReport.State.DRAFT)))
    drafts = {measure.key: measure.drafts for measure in counted}
    sent: dict[str, list[ProgressReport]] = defaultdict(list)
    reports = ProgressReport.objects.filter(measure__in=rows).exclude(state=ProgressReport.State.DRAFT)
    for report in reports.select_related("measure", "institution").prefetch_related("institution__names"):
        sent[report.measure.key].append(report)
    given = IndicatorValue.objects.filter(indicator__measure__in=rows).exclude(report__state=ProgressReport.State.DRAFT)
    numbers = given.order_by().values("indicator__measure__key").annotate(number=Count("pk"))
    values = {each["indicator__measure__key"]: each["number"] for each in numbers}
    return [
        MeasureChanges(
            each.key, each.title, each.differences, each.stays,
            reports=sent[each.key], drafts=drafts.get(each.key, 0), values=values.get(each.key, 0),
        )
        for each in changes
    ]  # fmt: skip
