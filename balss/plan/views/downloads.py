"""The plan for machines: each table as CSV, XLSX and JSON, and whole pages as JSON; documented at /plans/…/dati/.

Everything is public and the same for everybody. Long tables are sent as they are read.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.core.tabular import Sheet, csv_text, json_lines, write_workbook
from balss.places.models import Institution
from balss.plan.models import Plan
from balss.plan.queries.data_package import data_package
from balss.plan.queries.tables import TABLES, Scope, Table, plan_facts, plans_with_facts
from balss.plan.views.finding import measure_or_404, plan_or_404, today_of
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def data(request: Request, slug: str) -> HttpResponse:
    """Every download of a plan with the meaning of every field."""
    return render(request, "plan/data.html", {"plan": plan_or_404(request, slug), "tables": TABLES.values()})


@require_safe
def package(request: Request, slug: str) -> HttpResponse:
    """The same for programs: a Data Package."""
    return JsonResponse(
        data_package(plan_or_404(request, slug), now=request.now),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers=OPEN,
    )


@require_safe
def table_csv(request: Request, slug: str, table: str) -> StreamingHttpResponse:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    columns = [field.name for field in found.fields]
    return StreamingHttpResponse(
        csv_text(columns, found.rows(Scope(plan, today_of(request)))),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{plan.slug}-{found.name}.csv"', **OPEN},
    )


@require_safe
def table_json(request: Request, slug: str, table: str) -> StreamingHttpResponse:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    fields = {field.name: str(field.meaning) for field in found.fields}
    return _json(Scope(plan, today_of(request)), [found], {"fields": fields})


@require_safe
def table_xlsx(request: Request, slug: str, table: str) -> FileResponse:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    return _workbook(request, plan, [found], f"{plan.slug}-{found.name}.xlsx")


@require_safe
def plan_xlsx(request: Request, slug: str) -> FileResponse:
    """All tables, a sheet for each."""
    plan = plan_or_404(request, slug)
    return _workbook(request, plan, TABLES.values(), f"{plan.slug}.xlsx")


@require_safe
def plan_json(request: Request, slug: str) -> StreamingHttpResponse:
    """The whole plan in one file: all tables."""
    return _json(Scope(plan_or_404(request, slug), today_of(request)), TABLES.values(), {})


@require_safe
def measure_json(request: Request, slug: str, key: str) -> StreamingHttpResponse:
    """All that is about one measure, with the words of the published table."""
    measure = measure_or_404(slug, key)
    return _json(Scope(measure.plan, today_of(request), measure=measure), TABLES.values(), {"cells": measure.cells})


@require_safe
def institution_json(request: Request, slug: str, institution_slug: str) -> StreamingHttpResponse:
    """The measures in which an institution has a part, and what it reported."""
    plan, today = plan_or_404(request, slug), today_of(request)
    body = get_object_or_404(Institution.objects.prefetch_related("names"), slug=institution_slug)
    head = {"institution": body.code, "institution_name": str(body.name_on(today))}
    return _json(Scope(plan, today, institution=body), TABLES.values(), head)


def _table_or_404(name: str) -> Table:
    if name not in TABLES:
        raise Http404
    return TABLES[name]


def _json(scope: Scope, tables: Iterable[Table], more: dict[str, Any]) -> StreamingHttpResponse:
    """What it is, whose plan, then the tables."""
    head = {
        "about": settings.ORIGIN + reverse("plan:data", args=[scope.plan.slug]),
        "licence": LICENCE,
        "as_of_date": scope.on,
        "plan": plan_facts(plans_with_facts().get(pk=scope.plan.pk)),
        **more,
    }
    pieces = json_lines(head, {table.name: table.rows(scope) for table in tables})
    return StreamingHttpResponse(pieces, content_type="application/json", headers=OPEN)


def _workbook(request: Request, plan: Plan, tables: Iterable[Table], name: str) -> FileResponse:
    """Written to a temporary file, which goes when it has been sent."""
    scope = Scope(plan, today_of(request))
    file = cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115  (the response closes it)
    write_workbook(file, _sheets(tables, scope), title=str(plan.name), made_at=request.now)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX, headers=OPEN)


def _sheets(tables: Iterable[Table], scope: Scope) -> Iterator[Sheet]:
    for table in tables:
        yield Sheet(table.name, [field.name for field in table.fields], table.rows(scope))
