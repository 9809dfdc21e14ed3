"""The page of one measure: everything that the plan says and that has been said about it."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import Assessment, BodyPart, Edition, IndicatorValue, ProgressReport
from balss.plan.queries import history_of, standing_of
from balss.plan.queries.found import key_of_measure
from balss.plan.queries.values import told
from balss.plan.views.evidence import matrix_of
from balss.plan.views.finding import measure_or_404, today_of
from balss.shared.http import Request

REPORTS = 10  # on the page; older ones in the history and the data
HISTORY = 25


@require_safe
def measure(request: Request, slug: str, key: str) -> HttpResponse:
    found, today = measure_or_404(slug, key), today_of(request)
    standing = standing_of(found, on=today)
    bodies = list(found.bodies.select_related("institution"))
    reports = list(
        ProgressReport.objects.public()
        .filter(measure=found)
        .select_related("institution", "status", "period")[: REPORTS + 1]
    )
    indicators = [(each, *told(each.values)) for each in standing.indicators]
    _with_names(*bodies, *reports, *(value for _each, values, _older in indicators for value in values))
    context = {
        "plan": found.plan,
        "measure": found,
        "key": key_of_measure(found),
        "today": today,
        "standing": standing,
        "indicators": indicators,
        "responsible": [part for part in bodies if part.part == BodyPart.Part.RESPONSIBLE],
        "co_responsible": [part for part in bodies if part.part == BodyPart.Part.CO_RESPONSIBLE],
        "results": found.results.all(),
        "footnotes": found.footnotes.filter(edition__in=Edition.objects.in_force()),
        "latest": _latest_of_each(reports),
        "reports": reports[:REPORTS],
        "more_reports": len(reports) > REPORTS,
        "matrix": matrix_of(standing),
        "assessment": Assessment.objects.standing().filter(measure=found).first(),
    }
    return render(request, "plan/measure.html", context)


def _latest_of_each(reports: list[ProgressReport]) -> list[ProgressReport]:
    """The first report of each institution, of reports that stand newest first."""
    latest: dict[int, ProgressReport] = {}
    for report in reports:
        latest.setdefault(report.institution_id, report)
    return list(latest.values())


def _with_names(*rows: BodyPart | ProgressReport | IndicatorValue) -> None:
    """Load the names of all institutions that the rows show, in one query."""
    prefetch_related_objects([row.institution for row in rows if row.institution], "names")


@require_safe
def history(request: Request, slug: str, key: str) -> HttpResponse:
    """Every change of a measure, newest first; `?page=` for older ones."""
    found = measure_or_404(slug, key)
    page = _page_of(request)
    happenings = history_of(found, first=(page - 1) * HISTORY, most=HISTORY + 1)
    context = {
        "plan": found.plan,
        "measure": found,
        "today": today_of(request),
        "happenings": happenings[:HISTORY],
        "newer": page - 1,
        "older": page + 1 if len(happenings) > HISTORY else 0,
    }
    return render(request, "plan/measure_history.html", context)


def _page_of(request: Request) -> int:
    text = request.GET.get("page", "")[:6]  # longer ones are as far behind the end
    return min(max(int(text), 1), 10_000) if text.isdecimal() else 1
