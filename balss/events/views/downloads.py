"""Public events as CSV and JSON, narrowed as the list is; what the fields mean stands at /notikumi/dati/."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text, json_lines
from balss.events.forms import asked_for
from balss.events.models import Event
from balss.events.queries import find_events, for_page
from balss.events.queries.facts import FIELDS, flat, rows_of
from balss.ledger.queries import committed_so_far
from balss.shared.downloads import CSV, JSON, OPEN, download, seen
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
AT_ONCE = 500


@require_safe
def data(request: Request) -> HttpResponse:
    """Every download, and what its fields mean."""
    return render(request, "events/data.html", {"fields": FIELDS.items()})


@require_safe
def events_csv(request: Request) -> HttpResponseBase:
    found = _found(request)
    return download(
        request,
        lambda: csv_text(list(FIELDS), (flat(row) for row in _rows(found, request))),
        media_type=CSV,
        version=_version(found, request),
        name="notikumi.csv",
        headers=OPEN,
    )


@require_safe
def events_json(request: Request) -> HttpResponseBase:
    found = _found(request)
    head = {
        "about": settings.ORIGIN + reverse("events:data"),
        "licence": LICENCE,
        "fields": {name: str(meaning) for name, meaning in FIELDS.items()},
    }
    return download(
        request,
        lambda: json_lines(head, {"events": _rows(found, request)}),
        media_type=JSON,
        version=_version(found, request),
        headers=OPEN,
    )


def _found(request: Request) -> QuerySet[Event]:
    """All public events unless the address narrows them."""
    wanted = asked_for(request.GET.dict(), today=timezone.localdate(request.now), when="all")
    return find_events(wanted, now=request.now)


def _version(found: QuerySet[Event], request: Request) -> tuple[object, ...]:
    """What was decided, which events there are, and what changes without a deed: programme and free places."""
    events = found.values_list("pk", "revision", "taken")
    return (timezone.localdate(request.now), *committed_so_far(), seen(events.iterator()))


def _rows(found: QuerySet[Event], request: Request) -> Iterator[dict[str, Any]]:
    """In steps, so that many events need no memory."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        step = keys[start : start + AT_ONCE]
        by_key = for_page(Event.objects.filter(pk__in=step)).in_bulk()
        yield from rows_of([by_key[key] for key in step if key in by_key], on=timezone.localdate(request.now))
