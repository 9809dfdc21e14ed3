"""The same facts as data. Dates are ISO 8601, the end date is the last day; empty is unknown (start) or open (end)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.places.queries import members_of
from balss.places.queries.facts import (
    institution_facts,
    institutions_with_history,
    territory_facts,
    territory_versions,
)
from balss.shared.http import Request

INSTITUTION_COLUMNS = (
    "code", "kind", "name_lv", "name_en", "parent", "territory", "valid_from", "valid_to", "website", "email",
    "e_address",
)  # fmt: skip
TERRITORY_COLUMNS = ("id", "kind", "name", "name_en", "atvk", "parent", "valid_from", "valid_to", "merged_into")


@require_safe
def institutions_json(request: Request) -> JsonResponse:
    """Every institution that exists or existed, with all its names, aliases and successors. By code."""
    return _json({"institutions": [institution_facts(body) for body in institutions_with_history()]})


@require_safe
def institutions_csv(request: Request) -> HttpResponse:
    """One row for each institution, with its name of today (the last one where it has ended). By code."""
    day = timezone.localdate(request.now)
    rows = []
    for institution in institutions_with_history():
        name = institution.name_on(day)
        facts = institution_facts(institution)
        rows.append({**facts, "name_lv": name.lv, "name_en": name.en})
    return _csv("iestades.csv", INSTITUTION_COLUMNS, rows)


@require_safe
def institution_json(request: Request, slug: str) -> JsonResponse:
    """One institution, and for a group its members of today."""
    institution = institutions_with_history().filter(slug=slug).first()
    if institution is None:
        raise Http404
    facts = institution_facts(institution)
    if institution.is_group:
        members = members_of(institution, on=timezone.localdate(request.now))
        facts["members"] = list(members.values_list("code", flat=True))
    return _json(facts)


@require_safe
def territories_json(request: Request) -> JsonResponse:
    """Planning regions, municipalities, towns and parishes, one entry for each period of name, code and parent."""
    return _json({"territories": [territory_facts(version) for version in territory_versions()]})


@require_safe
def territories_csv(request: Request) -> HttpResponse:
    """The same as territories_json, one row for each period."""
    return _csv("teritorijas.csv", TERRITORY_COLUMNS, map(territory_facts, territory_versions()))


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _csv(name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    return HttpResponse(
        "".join(csv_text(columns, rows)),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
