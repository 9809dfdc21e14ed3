"""Ideas and projects of a call as CSV and GeoJSON; what the fields mean stands at /lidzdalibas-budzets/dati/."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.participatory_budget.queries.facts import (
    OF_IDEAS,
    OF_PROJECTS,
    collection,
    idea_rows,
    on_the_map,
    project_rows,
)
from balss.participatory_budget.queries.finding import ideas_found, sought_in
from balss.participatory_budget.queries.showing import projects_for_data
from balss.participatory_budget.views.calls import readable_call
from balss.places.queries import working_calendar
from balss.shared.downloads import OPEN
from balss.shared.http import Request


@require_safe
def data(request: Request) -> HttpResponse:
    """What the fields mean, out and in."""
    tables = {"ideas": OF_IDEAS.items(), "projects": OF_PROJECTS.items()}
    return render(request, "participatory_budget/data.html", tables)


@require_safe
def ideas_csv(request: Request, slug: str) -> StreamingHttpResponse:
    found = ideas_found(readable_call(request, slug), sought_in(request.GET.dict()))
    return _csv(f"{slug}-idejas.csv", list(OF_IDEAS), idea_rows(found))


@require_safe
def ideas_geojson(request: Request, slug: str) -> JsonResponse:
    found = list(ideas_found(readable_call(request, slug), sought_in(request.GET.dict())))
    return _geojson(request, collection(idea_rows(found), {each.number or 0: each.geometry for each in found}))


@require_safe
def projects_csv(request: Request, slug: str) -> StreamingHttpResponse:
    return _csv(f"{slug}-projekti.csv", list(OF_PROJECTS), _projects(request, slug)[0])


@require_safe
def projects_geojson(request: Request, slug: str) -> JsonResponse:
    rows, geometries = _projects(request, slug)
    return _geojson(request, collection(rows, geometries))


def _projects(request: Request, slug: str) -> tuple[Iterable[dict[str, Any]], dict[int, Any]]:
    call = readable_call(request, slug)
    if call.projects_published_at is None:
        raise Http404
    found = list(projects_for_data(call))
    rows = project_rows(found, today=timezone.localdate(request.now), calendar=working_calendar())
    return rows, {each.number: each.geometry for each in found}


def _csv(name: str, columns: list[str], rows: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        csv_text(columns, rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}"', **OPEN},
    )


def _geojson(request: Request, content: dict[str, Any]) -> JsonResponse:
    """All of it, or with `lauki=karte` only what a map needs."""
    shown = on_the_map(content) if request.GET.get("lauki") == "karte" else content
    return JsonResponse(
        shown, json_dumps_params={"ensure_ascii": False}, content_type="application/geo+json", headers=OPEN
    )
