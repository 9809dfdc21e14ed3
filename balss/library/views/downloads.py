"""Published cases as CSV and JSON, narrowed as the list is; what the fields mean stands at /laba-prakse/dati/."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text, json_lines
from balss.ledger.queries import committed_so_far
from balss.library.forms import asked_for
from balss.library.models import PracticeCaseQuerySet
from balss.library.queries import find_cases, for_page
from balss.library.queries.facts import FIELDS, facts_of, flat
from balss.shared.downloads import CSV, JSON, OPEN, download
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@require_safe
def data(request: Request) -> HttpResponse:
    """Every download, and what its fields mean."""
    return render(request, "library/data.html", {"fields": FIELDS.items()})


@require_safe
def cases_csv(request: Request) -> HttpResponseBase:
    return download(
        request,
        lambda: csv_text(list(FIELDS), (flat(facts_of(case)) for case in _found(request))),
        media_type=CSV,
        version=_version(request),
        name="laba-prakse.csv",
        headers=OPEN,
    )


@require_safe
def cases_json(request: Request) -> HttpResponseBase:
    head = {
        "about": settings.ORIGIN + reverse("library:data"),
        "licence": LICENCE,
        "fields": {name: str(meaning) for name, meaning in FIELDS.items()},
    }
    return download(
        request,
        lambda: json_lines(head, {"cases": map(facts_of, _found(request))}),
        media_type=JSON,
        version=_version(request),
        headers=OPEN,
    )


def _found(request: Request) -> PracticeCaseQuerySet:
    return for_page(find_cases(asked_for(request.GET.dict(), today=timezone.localdate(request.now))))


def _version(request: Request) -> tuple[object, ...]:
    """Every change of a public case is a deed; a year may begin meanwhile."""
    return (request.now.year, *committed_so_far())
