"""The operations. Every list takes `measure` and `institution`, which leave what is about these alone."""

from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import override
from ninja import Path, Query, Router
from ninja.pagination import paginate

from balss.places.models import Institution
from balss.plan.api.listing import Listing
from balss.plan.api.schemas import MeasureOut, ObligationsOut, PlanOut, list_of
from balss.plan.models import Measure, Plan
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables import TABLES, Table, plan_facts, plans_with_facts
from balss.shared.api import Paging
from balss.shared.http import Request

router = Router(tags=["plans"])

Slug = Annotated[str, Path(pattern="^[-a-zA-Z0-9_]+$", max_length=20, description="the plan: lv-6")]
Key = Annotated[str, Path(max_length=20, description="key of the measure")]
Code = Annotated[str, Path(max_length=60, description="code of the institution, as in /places/institutions")]
Language = Annotated[
    Literal["lv", "en"], Query(description="language of words, where they exist in it; else that of the plan")
]
OfMeasure = Annotated[str | None, Query(max_length=20, description="only what is about the measure with this key")]
OfInstitution = Annotated[
    str | None,
    Query(max_length=60, description="only measures in which the institution has a part, and what it reported"),
]
NEWEST = 100
MANY = ("reports", "values")  # of which a measure says the newest


@router.get("", response=list[PlanOut], summary="Plans, the newest first")
@paginate(Paging)
def plans(request: HttpRequest) -> Any:
    """Latvia's plans, and those of other countries that were imported beside them."""
    return [plan_facts(plan) for plan in plans_with_facts()]


@router.get("/{slug}", response=PlanOut, summary="One plan")
def plan(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """The plan with its edition in force, its scheme of statuses and its reporting periods."""
    return plan_facts(get_object_or_404(plans_with_facts(), slug=slug))


@router.get("/{slug}/measures/{key}", response=MeasureOut, summary="One measure with all that is about it")
def measure(request: HttpRequest, slug: Slug, key: Key, language: Language = "lv") -> dict[str, Any]:
    """The measure with its three statuses, deadlines, indicators, bodies, values, reports and assessments."""
    scope = _scope(request, slug, key)
    listings = {name: Listing(table, scope, language) for name, table in TABLES.items()}
    found = {name: listing.newest(NEWEST) if name in MANY else listing[:] for name, listing in listings.items()}
    return {**found, "measure": found["measures"][0], "cells": cast(Measure, scope.measure).cells}


@router.get("/{slug}/institutions/{code}", response=ObligationsOut, summary="The obligations of one institution")
def obligations(request: HttpRequest, slug: Slug, code: Code, language: Language = "lv") -> dict[str, Any]:
    """Measures in which the institution has a part today, by name or through a group; empty lists where it has none."""
    scope = _scope(request, slug, institution=code)
    body = cast(Institution, scope.institution)
    with override(language):
        name = scope.name_of(body.pk)
    found = {table: Listing(TABLES[table], scope, language)[:] for table in ("measures", "bodies", "deadlines")}
    return {"institution": body.code, "institution_name": name, **found}


def _scope(request: HttpRequest, slug: str, measure: str | None = None, institution: str | None = None) -> Scope:
    """Raises Http404 for a plan, measure or institution that is not there."""
    today = timezone.localdate(cast(Request, request).now)
    found = get_object_or_404(Plan, slug=slug)
    return Scope(
        found,
        today,
        get_object_or_404(Measure.objects.select_related("plan"), plan=found, key=measure) if measure else None,
        get_object_or_404(Institution, code=institution) if institution else None,
    )


def _add_list(table: Table) -> None:
    """The operation that gives the rows of a table."""

    def rows(
        request: HttpRequest,
        slug: Slug,
        measure: OfMeasure = None,
        institution: OfInstitution = None,
        language: Language = "lv",
    ) -> Any:
        return Listing(table, _scope(request, slug, measure, institution), language)

    with override("en"):
        title, meaning = str(table.title), str(table.meaning)
    add = router.get(
        f"/{{slug}}/{table.name}",
        response=list_of(table.name),
        operation_id=f"plan_{table.name}",
        summary=title,
        description=f"{meaning} The fields are those of the data files below /plans/…/dati/.",
    )
    add(paginate(Paging)(rows))


for each in TABLES.values():
    _add_list(each)
