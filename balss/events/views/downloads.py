"""Public events as CSV and JSON, narrowed as the list is; what the fields mean stands at /notikumi/dati/."""

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text, json_lines
from balss.events.forms import asked_for
from balss.events.models import Event
from balss.events.queries import find_events, for_page
from balss.events.queries.facts import FIELDS, flat, rows_of
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
AT_ONCE = 500


@require_safe
def data(request: Request) -> HttpResponse:
    """Every download, and what its fields mean."""
    return render(request, "events/data.html", {"fields": FIELDS.items()})


@require_safe
def events_csv(request: Request) -> StreamingHttpResponse:
    rows = (flat(row) for row in _rows(request))
    return StreamingHttpResponse(
        csv_text(list(FIELDS), rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="notikumi.csv"', **OPEN},
    )


@require_safe
def events_json(request: Request) -> StreamingHttpResponse:
    head = {
        "about": settings.ORIGIN + reverse("events:data"),
        "licence": LICENCE,
        "fields": {name: str(meaning) for name, meaning in FIELDS.items()},
    }
    pieces = json_lines(head, {"events": _rows(request)})
    return StreamingHttpResponse(pieces, content_type="application/json", headers=OPEN)


def _rows(request: Request):  # type: ignore[no-untyped-def]
    """In steps, so that many events need no memory; all of them unless the address narrows it."""
    today = timezone.localdate(request.now)
    found = find_events(
        asked_for(request.GET.dict(), today=timezone.localdate(request.now), when="all"), now=request.now
    )
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        step = keys[start : start + AT_ONCE]
        by_key = for_page(Event.objects.filter(pk__in=step)).in_bulk()
        yield from rows_of([by_key[key] for key in step if key in by_key], on=today)
