"""The plan for machines: each table as CSV, XLSX and JSON, and whole pages as JSON; documented at /plans/…/dati/.

Everything is public and the same for everybody. Long tables are sent as they are read.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.core.tabular import Sheet, csv_text, json_lines, write_workbook
from balss.places.models import Institution
from balss.plan.models import Plan
from balss.plan.queries.data_package import data_package
from balss.plan.queries.tables import TABLES, Scope, Table, plan_facts, plans_with_facts
from balss.plan.queries.version import version_on
from balss.plan.views.finding import measure_or_404, plan_or_404, today_of
from balss.shared.downloads import CSV, JSON, OPEN, XLSX, Pieces, download, in_blocks
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


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
def table_csv(request: Request, slug: str, table: str) -> HttpResponseBase:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    columns, scope = [field.name for field in found.fields], Scope(plan, today_of(request))
    return download(
        request,
        lambda: csv_text(columns, found.rows(scope)),
        media_type=CSV,
        version=version_on(scope.on),
        name=f"{plan.slug}-{found.name}.csv",
        headers=OPEN,
    )


@require_safe
def table_json(request: Request, slug: str, table: str) -> HttpResponseBase:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    fields = {field.name: str(field.meaning) for field in found.fields}
    return _json(request, Scope(plan, today_of(request)), [found], {"fields": fields})


@require_safe
def table_xlsx(request: Request, slug: str, table: str) -> HttpResponseBase:
    plan, found = plan_or_404(request, slug), _table_or_404(table)
    return _workbook(request, plan, [found], f"{plan.slug}-{found.name}.xlsx")


@require_safe
def plan_xlsx(request: Request, slug: str) -> HttpResponseBase:
    """All tables, a sheet for each."""
    plan = plan_or_404(request, slug)
    return _workbook(request, plan, TABLES.values(), f"{plan.slug}.xlsx")


@require_safe
def plan_json(request: Request, slug: str) -> HttpResponseBase:
    """The whole plan in one file: all tables."""
    return _json(request, Scope(plan_or_404(request, slug), today_of(request)), TABLES.values(), {})


@require_safe
def measure_json(request: Request, slug: str, key: str) -> HttpResponseBase:
    """All that is about one measure, with the words of the published table."""
    measure = measure_or_404(slug, key)
    scope = Scope(measure.plan, today_of(request), measure=measure)
    return _json(request, scope, TABLES.values(), {"cells": measure.cells})


@require_safe
def institution_json(request: Request, slug: str, institution_slug: str) -> HttpResponseBase:
    """The measures in which an institution has a part, and what it reported."""
    plan, today = plan_or_404(request, slug), today_of(request)
    body = get_object_or_404(Institution.objects.prefetch_related("names"), slug=institution_slug)
    head = {"institution": body.code, "institution_name": str(body.name_on(today))}
    return _json(request, Scope(plan, today, institution=body), TABLES.values(), head)


def _table_or_404(name: str) -> Table:
    if name not in TABLES:
        raise Http404
    return TABLES[name]


def _json(request: Request, scope: Scope, tables: Iterable[Table], more: dict[str, Any]) -> HttpResponseBase:
    """What it is, whose plan, then the tables."""

    def make() -> Pieces:
        head = {
            "about": settings.ORIGIN + reverse("plan:data", args=[scope.plan.slug]),
            "licence": LICENCE,
            "as_of_date": scope.on,
            "plan": plan_facts(plans_with_facts().get(pk=scope.plan.pk)),
            **more,
        }
        return json_lines(head, {table.name: table.rows(scope) for table in tables})

    return download(request, make, media_type=JSON, version=version_on(scope.on), headers=OPEN)


def _workbook(request: Request, plan: Plan, tables: Iterable[Table], name: str) -> HttpResponseBase:
    """Written to a temporary file, which goes when it has been sent."""
    scope = Scope(plan, today_of(request))

    def make() -> Pieces:
        file = cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115  (the response closes it)
        write_workbook(file, _sheets(tables, scope), title=str(plan.name), made_at=request.now)
        file.seek(0)
        return in_blocks(file)

    return download(request, make, media_type=XLSX, version=version_on(scope.on), name=name, headers=OPEN)


def _sheets(tables: Iterable[Table], scope: Scope) -> Iterator[Sheet]:
    for table in tables:
        yield Sheet(table.name, [field.name for field in table.fields], table.rows(scope))
