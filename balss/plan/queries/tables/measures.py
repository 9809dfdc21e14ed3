"""The measures of a plan with their three statuses, one row each."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.plan.models import BodyPart, Measure, Result, said
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables.table import Field, Row, Table, Type
from balss.plan.queries.tables.words import LANGUAGE, LINE, WITHDRAWN, listed, spoken


@dataclass(frozen=True)
class MeasureRecord:
    measure: Measure
    bodies: list[BodyPart]
    results: list[Result]


def _records(scope: Scope) -> list[MeasureRecord]:
    """Measures in the order of the plan, withdrawn ones where they stood. Three queries."""
    measures = scope.of_measures(Measure.objects.all(), "").select_related("commitment", "withdrawn_in")
    bodies: dict[int, list[BodyPart]] = defaultdict(list)
    for body in scope.of_measures(BodyPart.objects.all()).order_by("measure_id", "place"):
        bodies[body.measure_id].append(body)
    results: dict[int, list[Result]] = defaultdict(list)
    for result in scope.of_measures(Result.objects.all()).order_by("measure_id", "place"):
        results[result.measure_id].append(result)
    return [MeasureRecord(measure, bodies[measure.pk], results[measure.pk]) for measure in measures]


def _row(record: MeasureRecord, scope: Scope) -> Row:
    measure = record.measure
    return {
        "measure": measure.key,
        "number": measure.number or None,
        "is_number_deduced": measure.is_number_deduced,
        **spoken("title", measure.title),
        "commitment": measure.commitment.number,
        "commitment_title": str(measure.commitment.name) or None,
        "results": "\n".join(said(result.words) for result in record.results) or None,
        "responsible": _bodies(record, BodyPart.Part.RESPONSIBLE, scope),
        "co_responsible": _bodies(record, BodyPart.Part.CO_RESPONSIBLE, scope),
        **_statuses(measure, scope),
        "withdrawn_in_edition": measure.withdrawn_in.number if measure.withdrawn_in else None,
        "line": measure.line,
        "url": settings.ORIGIN + reverse("plan:measure", args=[scope.plan.slug, measure.key]),
    }


def _bodies(record: MeasureRecord, part: BodyPart.Part, scope: Scope) -> str | None:
    """Each body once, though it may stand beside several indicators."""
    own = [body for body in record.bodies if body.part == part]
    return listed(dict.fromkeys(scope.code_of(body.institution_id) or body.words for body in own))


def _statuses(measure: Measure, scope: Scope) -> Row:
    standing = scope.standings.get(measure.pk)
    reports = scope.reports.get(measure.pk, [])
    assessment = scope.assessments.get(measure.pk)
    return {
        "official_status": listed(
            f"{report.institution.code}: {report.status.code}" for report in reports if report.status
        ),
        "computed_status": standing.status.value if standing else None,
        "next_due_date": standing.next_due_date if standing else None,
        "independent_status": assessment.completion if assessment else None,
        "independent_as_of_date": assessment.as_of_date if assessment else None,
    }


MEASURES = Table(
    name="measures",
    title=_("Measures"),
    meaning=_("One row for each measure, with its three statuses side by side; they are never merged into one."),
    key=("measure",),
    fields=(
        Field("measure", _("key of the measure, as in its address; stays the same in every edition"), required=True),
        Field("number", _("its number in the plan; empty where the published text lost it")),
        Field(
            "is_number_deduced",
            _("true where the number is told by the place in the table alone"),
            Type.BOOLEAN,
            required=True,
        ),
        Field("title", _("its title; empty where the published text lost it")),
        LANGUAGE,
        Field("commitment", _("number of the commitment that it belongs to"), required=True),
        Field("commitment_title", _("title of the commitment")),
        Field("results", _("what it shall achieve, in the words of the plan; a line for each paragraph")),
        Field("responsible", _("codes of the responsible bodies, or their words in the plan; separated by “; ”")),
        Field("co_responsible", _("codes of the co-responsible bodies, or their words; separated by “; ”")),
        Field("official_status", _("what each body last reported, as “code: status”; separated by “; ”")),
        Field(
            "computed_status",
            _("what deadlines and public values tell today: overdue, due, unclear, continuous or done"),
        ),
        Field("next_due_date", _("the earliest day that is due or overdue"), Type.DATE),
        Field(
            "independent_status",
            _("what the independent reviewer last found: no_evidence, not_started, limited, substantial or complete"),
        ),
        Field("independent_as_of_date", _("the day up to which the reviewer judged"), Type.DATE),
        WITHDRAWN,
        LINE,
        Field("url", _("address of its page"), required=True),
    ),
    records=_records,
    row=_row,
)
