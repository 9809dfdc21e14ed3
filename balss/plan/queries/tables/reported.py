"""What was reported and judged: values of indicators, progress reports, assessments. Only what is public, ever."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.plan.models import Assessment, EvidenceCount, IndicatorValue, ProgressReport, said
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables.table import Field, Records, Row, Table, Type
from balss.plan.queries.tables.words import (
    INDICATOR,
    INSTITUTION,
    INSTITUTION_NAME,
    IS_CURRENT,
    MEASURE,
    SUPERSEDES,
    listed,
)


def _values(scope: Scope) -> Records:
    """Published ones, corrected ones among them; as plain columns, because there may be very many."""
    published = Q(report=None) | Q(report__state__in=ProgressReport.PUBLIC_STATES)
    found = scope.of_measures(IndicatorValue.objects.filter(published), "indicator__measure")
    return (
        scope.of_reporters(found)
        .order_by(
            "indicator__measure__place", "indicator__measure_id", "indicator__place", "indicator_id",
            "as_of_date", "recorded_at", "id",
        )
        .values(
            "public_id", "institution_id", "metric", "number", "text", "as_of_date", "address", "source", "recorded_at",
            measure_key=F("indicator__measure__key"),
            serial=F("indicator__serial"),
            came_with=F("report__public_id"),
            corrected=F("supersedes__public_id"),
            file_id=F("document__public_id"),
            file_name=F("document__name"),
            file_is_public=F("document__is_public"),
            is_current=Exists(IndicatorValue.objects.public().filter(pk=OuterRef("pk"))),
        )
    )  # fmt: skip


def _value_row(value: dict[str, Any], scope: Scope) -> Row:
    return {
        "value": str(value["public_id"]),
        "measure": value["measure_key"],
        "indicator": value["serial"],
        "institution": scope.code_of(value["institution_id"]),
        "institution_name": scope.name_of(value["institution_id"]),
        "metric": value["metric"] or None,
        "number": value["number"],
        "text": value["text"] or None,
        "as_of_date": value["as_of_date"],
        "address": value["address"] or None,
        **_document(value),
        "source": value["source"] or None,
        "report": _id(value["came_with"]),
        "recorded_at": value["recorded_at"],
        "supersedes": _id(value["corrected"]),
        "is_current": value["is_current"],
    }


def _document(value: dict[str, Any]) -> Row:
    """Name and address of the file that proves a value; nothing of one that is not public."""
    if not value["file_is_public"]:
        return {"document": None, "document_url": None}
    url = settings.ORIGIN + reverse("shared:file", args=[value["file_id"]])
    return {"document": value["file_name"], "document_url": url}


def _reports(scope: Scope) -> Records:
    """Submitted or accepted ones, corrected ones among them."""
    found = scope.of_measures(ProgressReport.objects.filter(state__in=ProgressReport.PUBLIC_STATES))
    return (
        scope.of_reporters(found)
        .select_related("measure", "period", "status")
        .annotate(
            corrected=F("supersedes__public_id"),
            is_current=Exists(ProgressReport.objects.public().filter(pk=OuterRef("pk"))),
        )
        .order_by("measure__place", "measure_id", "as_of_date", "created_at", "id")
    )


def _report_row(report: Any, scope: Scope) -> Row:
    return {
        "report": str(report.public_id),
        "measure": report.measure.key,
        "institution": scope.code_of(report.institution_id),
        "institution_name": scope.name_of(report.institution_id),
        "period": report.period.code if report.period else None,
        "as_of_date": report.as_of_date,
        "status": report.status.code if report.status else None,
        "status_name": str(said(report.status.label)) if report.status else None,
        "text": report.text,
        "obstacles": report.obstacles or None,
        "text_language": report.language,
        "state": report.state,
        "submitted_at": report.submitted_at,
        "decided_at": report.decided_at,
        "supersedes": _id(report.corrected),
        "is_current": report.is_current,
    }


def _assessments(scope: Scope) -> Records:
    found = scope.of_measures(Assessment.objects.all()).select_related("measure")
    return found.annotate(
        corrected=F("supersedes__public_id"), is_current=Exists(Assessment.objects.standing().filter(pk=OuterRef("pk")))
    ).order_by("measure__place", "measure_id", "as_of_date", "recorded_at", "id")


def _assessment_row(assessment: Any, scope: Scope) -> Row:
    return {
        "assessment": str(assessment.public_id),
        "measure": assessment.measure.key,
        "completion": assessment.completion,
        "text": assessment.text,
        "text_language": assessment.language,
        "as_of_date": assessment.as_of_date,
        "recorded_at": assessment.recorded_at,
        "supersedes": _id(assessment.corrected),
        "is_current": assessment.is_current,
    }


def _id(public_id: object) -> str | None:
    return None if public_id is None else str(public_id)


def _counts(scope: Scope) -> Records:
    """Counts and how they changed, the oldest first; nothing of one institution, because records of many add up."""
    found = scope.of_measures(EvidenceCount.objects.filter(as_of_date__lte=scope.on), "indicator__measure")
    if scope.institution is not None:
        found = found.none()
    return (
        found.select_related("indicator__measure")
        .defer("parts", "records")
        .order_by("indicator__measure__place", "indicator__place", "indicator_id", "metric", "recorded_at", "id")
    )


def _count_row(count: Any, scope: Scope) -> Row:
    return {
        "measure": count.indicator.measure.key,
        "indicator": count.indicator.serial,
        "metric": count.metric,
        "recorded_at": count.recorded_at,
        "as_of_date": count.as_of_date,
        "number": count.number,
        "before": count.before,
        "lowest_in_a_sector": count.lowest,
        "came": listed(each["title"] for each in count.came),
        "went": listed(each["title"] or "–" for each in count.went),
    }


RECORDED_AT = Field("recorded_at", _("when it was recorded here"), Type.DATETIME, required=True)
TEXT_LANGUAGE = Field("text_language", _("language of the text"), required=True)

VALUES = Table(
    name="values",
    title=_("Values of indicators"),
    meaning=_(
        "One row for each public value, with what proves it. A correction is a new row; the corrected one stays."
    ),
    key=("value",),
    fields=(
        Field("value", _("id of the value (UUID)"), required=True),
        MEASURE,
        INDICATOR,
        INSTITUTION,
        INSTITUTION_NAME,
        Field("metric", _("which of the indicator's metrics it is, where it has several")),
        Field(
            "number",
            _("the number reached since the plan began, or, for a yearly target, since the year began; exact"),
            Type.NUMBER,
        ),
        Field("text", _("the value in words")),
        Field("as_of_date", _("the day that it describes"), Type.DATE, required=True),
        Field("address", _("web address that proves it")),
        Field("document", _("name of the document that proves it")),
        Field("document_url", _("address of that document")),
        Field("source", _("where it comes from, in words")),
        Field("report", _("id of the report that it came with; empty: on its own")),
        RECORDED_AT,
        SUPERSEDES,
        IS_CURRENT,
    ),
    records=_values,
    row=_value_row,
)

COUNTS = Table(
    name="counts",
    title=_("Counts of records"),
    meaning=_("One row for each change of what records show for an indicator; the last one of a metric stands."),
    key=("measure", "indicator", "metric", "recorded_at"),
    fields=(
        MEASURE,
        INDICATOR,
        Field("metric", _("which of the indicator's metrics it is"), required=True),
        RECORDED_AT,
        Field("as_of_date", _("the day of the count"), Type.DATE, required=True),
        Field("number", _("what the records amount to since the plan began"), Type.INTEGER, required=True),
        Field("before", _("what the count before it said"), Type.INTEGER, required=True),
        Field("lowest_in_a_sector", _("of a count in each sector: the number of the one with fewest"), Type.INTEGER),
        Field("came", _("titles of records that count now; separated by “; ”")),
        Field("went", _("titles of records that count no more; – for one that is no longer public")),
    ),
    records=_counts,
    row=_count_row,
)

REPORTS = Table(
    name="reports",
    title=_("Progress reports"),
    meaning=_("One row for each public report of a body about a measure. A corrected one stays beside its correction."),
    key=("report",),
    fields=(
        Field("report", _("id of the report (UUID)"), required=True),
        MEASURE,
        INSTITUTION,
        INSTITUTION_NAME,
        Field("period", _("code of the reporting period; empty: outside the periods")),
        Field("as_of_date", _("the day that it describes"), Type.DATE, required=True),
        Field("status", _("official status, a code of the plan's own scheme")),
        Field("status_name", _("the status in words")),
        Field("text", _("what was done, in the body's words"), required=True),
        Field("obstacles", _("what stands in the way, in the body's words")),
        TEXT_LANGUAGE,
        Field("state", _("submitted, or accepted by the coordinator"), required=True),
        Field("submitted_at", _("when it was submitted"), Type.DATETIME, required=True),
        Field("decided_at", _("when it was accepted"), Type.DATETIME),
        SUPERSEDES,
        IS_CURRENT,
    ),
    records=_reports,
    row=_report_row,
)

ASSESSMENTS = Table(
    name="assessments",
    title=_("Independent assessments"),
    meaning=_("One row for each assessment of a measure by an independent reviewer, on the scale of the OGP."),
    key=("assessment",),
    fields=(
        Field("assessment", _("id of the assessment (UUID)"), required=True),
        MEASURE,
        Field("completion", _("no_evidence, not_started, limited, substantial or complete"), required=True),
        Field("text", _("the reviewer's reasons"), required=True),
        TEXT_LANGUAGE,
        Field("as_of_date", _("the day up to which progress was judged"), Type.DATE, required=True),
        RECORDED_AT,
        SUPERSEDES,
        IS_CURRENT,
    ),
    records=_assessments,
    row=_assessment_row,
)
