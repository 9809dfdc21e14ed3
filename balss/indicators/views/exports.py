"""The figures for machines: CSV and JSON, all of them or one series, with the fields of `queries.dataset`."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.indicators import queries
from balss.indicators.queries import FIELDS, SeriesFigures, rows_of
from balss.shared.http import Request


@require_safe
def all_csv(request: Request) -> HttpResponse:
    return _csv(queries.all_figures(), "raditaji")


@require_safe
def all_json(request: Request) -> HttpResponse:
    return _json(queries.all_figures())


@require_safe
def series_csv(request: Request, code: str) -> HttpResponse:
    return _csv([_one(code)], code)


@require_safe
def series_json(request: Request, code: str) -> HttpResponse:
    return _json([_one(code)])


def _one(code: str) -> SeriesFigures:
    figures = queries.figures_of_series(code)
    if figures is None:
        raise Http404
    return figures


def _csv(figures: Sequence[SeriesFigures], name: str) -> HttpResponse:
    """RFC 4180 in UTF-8; an empty cell is a value that is not known."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = "".join(csv_text(list(FIELDS), rows_of(figures)))
    return HttpResponse(text, content_type="text/csv; charset=utf-8; header=present", headers=headers)


def _json(figures: Sequence[SeriesFigures]) -> JsonResponse:
    content = {
        "about": settings.ORIGIN + reverse("indicators:data"),
        "fields": {name: str(meaning) for name, meaning in FIELDS.items()},
        "observations": list(rows_of(figures)),
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
