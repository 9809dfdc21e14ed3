"""The records behind an indicator: a page of them, how the count changed, and the same as CSV and JSON."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.places.models import Institution
from balss.plan.models import EvidenceCount, Indicator
from balss.plan.queries import MeasureStanding
from balss.plan.queries.evidence import Counted, Sector, counts_standing_on, sectors_of, state_words
from balss.plan.views.finding import measure_or_404, today_of
from balss.shared.downloads import CSV, OPEN
from balss.shared.http import Request

ON_A_PAGE = 50
CHANGES = 20
FIELDS = ("metric", "kind", "key", "date", "title", "url", "institution", "amount", "state", "topics")


def matrix_of(standing: MeasureStanding) -> tuple[list[Counted], list[Sector]] | None:
    """For a measure whose target is one in each sector: its counts, and what each sector has; else None."""
    counts = [count for each in standing.indicators for count in each.counts if count.lowest is not None]
    return (counts, sectors_of(counts)) if counts else None


@require_safe
def records(request: Request, slug: str, key: str, serial: int) -> HttpResponse:
    """All records that an indicator counts, `?page=`; and by which records the count changed, newest first."""
    indicator, counts, today = _found(request, slug, key, serial)
    rows = _rows(counts, today)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    changes = (
        indicator.evidence.exclude(came=[], went=[], before=F("number"))
        .defer("records", "parts")
        .order_by("-recorded_at", "-id")
    )
    context = {
        "plan": indicator.measure.plan,
        "measure": indicator.measure,
        "indicator": indicator,
        "counts": counts,
        "page": page,
        "changes": list(changes[:CHANGES]),
        "today": today,
    }
    return render(request, "plan/evidence.html", context)


@require_safe
def records_csv(request: Request, slug: str, key: str, serial: int) -> HttpResponse:
    _, counts, today = _found(request, slug, key, serial)
    rows = ({**row, "topics": "; ".join(row["topics"])} for row in _rows(counts, today))
    name = f"{slug}-{key}-{serial}.csv"
    text = "".join(csv_text(FIELDS, ({field: row[field] for field in FIELDS} for row in rows)))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **OPEN}
    return HttpResponse(text, content_type=CSV, headers=headers)


@require_safe
def records_json(request: Request, slug: str, key: str, serial: int) -> HttpResponse:
    indicator, counts, today = _found(request, slug, key, serial)
    facts: dict[str, Any] = {
        "plan": slug,
        "measure": key,
        "indicator": serial,
        "words": indicator.words,
        "counted": {count.metric: count.number for count in counts},
        "records": [{field: row[field] for field in FIELDS} for row in _rows(counts, today)],
    }
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=OPEN)


def _found(request: Request, slug: str, key: str, serial: int) -> tuple[Indicator, list[EvidenceCount], date]:
    """Http404 for an indicator that counts nothing."""
    measure, today = measure_or_404(slug, key), today_of(request)
    indicator = get_object_or_404(Indicator, measure=measure, serial=serial)
    indicator.measure = measure
    counts = counts_standing_on([indicator], on=today).get(indicator.pk, [])
    if not counts:
        raise Http404
    return indicator, counts, today


def _rows(counts: list[EvidenceCount], today: date) -> list[dict[str, Any]]:
    """Records of all metrics, with the name of the institution and whole addresses; two queries."""
    wanted = {record["institution"] for count in counts for record in count.records}
    bodies = Institution.objects.filter(pk__in=wanted - {None}).prefetch_related("names")
    names = {body.pk: str(body.name_on(today)) for body in bodies}
    return [
        {
            **record,
            "metric": count.metric,
            "path": record["url"],
            "url": settings.ORIGIN + record["url"] if record["url"].startswith("/") else record["url"],
            "institution": names.get(record["institution"], ""),
            "state": state_words(record),
        }
        for count in counts
        for record in count.records
    ]
