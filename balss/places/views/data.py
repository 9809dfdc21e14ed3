"""The same facts as data. Dates are ISO 8601, the end date is the last day; empty is unknown (start) or open (end)."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.places.models import Institution, InstitutionName, Period, TerritoryVersion
from balss.places.models.periods import EARLIEST_FIRST
from balss.places.queries import members_of
from balss.shared.http import Request

INSTITUTION_COLUMNS = (
    "code", "kind", "name_lv", "name_en", "parent", "territory", "valid_from", "valid_to", "website", "email",
    "e_address",
)  # fmt: skip
TERRITORY_COLUMNS = ("id", "kind", "name", "name_en", "atvk", "parent", "valid_from", "valid_to", "merged_into")


@require_safe
def institutions_json(request: Request) -> JsonResponse:
    """Every institution that exists or existed, with all its names, aliases and successors. By code."""
    return _json({"institutions": [_institution(institution) for institution in _institutions()]})


@require_safe
def institutions_csv(request: Request) -> HttpResponse:
    """One row for each institution, with its name of today (the last one where it has ended). By code."""
    day = timezone.localdate(request.now)
    rows = []
    for institution in _institutions():
        name = institution.name_on(day)
        facts = _institution(institution)
        rows.append({**facts, "name_lv": name.lv, "name_en": name.en})
    return _csv("iestades.csv", INSTITUTION_COLUMNS, rows)


@require_safe
def institution_json(request: Request, slug: str) -> JsonResponse:
    """One institution, and for a group its members of today."""
    institution = _institutions().filter(slug=slug).first()
    if institution is None:
        raise Http404
    facts = _institution(institution)
    if institution.is_group:
        members = members_of(institution, on=timezone.localdate(request.now))
        facts["members"] = list(members.values_list("code", flat=True))
    return _json(facts)


@require_safe
def territories_json(request: Request) -> JsonResponse:
    """Planning regions, municipalities, towns and parishes, one entry for each period of name, code and parent."""
    return _json({"territories": list(_territories())})


@require_safe
def territories_csv(request: Request) -> HttpResponse:
    """The same as territories_json, one row for each period."""
    return _csv("teritorijas.csv", TERRITORY_COLUMNS, _territories())


def _institutions() -> QuerySet[Institution]:
    return Institution.objects.select_related("parent", "territory").prefetch_related(
        "names", "aliases", "successions__successor"
    )


def _institution(institution: Institution) -> dict[str, Any]:
    return {
        "code": institution.code,
        "kind": institution.kind,
        "names": [_name(name) for name in institution.names.all()],
        "aliases": [alias.text for alias in institution.aliases.all()],
        "parent": institution.parent.code if institution.parent else "",
        "territory": institution.territory.slug if institution.territory else "",
        **_period(institution),
        "website": institution.website,
        "email": institution.email,
        "e_address": institution.e_address,
        "successors": [
            {
                "code": succession.successor.code,
                "effective_date": succession.effective_date.isoformat(),
                "scope": succession.scope,
                "basis": succession.basis,
            }
            for succession in institution.successions.all()
        ],
        "source": institution.source,
    }


def _name(name: InstitutionName) -> dict[str, Any]:
    return {"lv": name.lv, "en": name.en, **_period(name), "basis": name.basis}


def _territories() -> Iterable[dict[str, Any]]:
    versions = TerritoryVersion.objects.select_related("territory__merged_into", "parent")
    for version in versions.order_by("territory__slug", EARLIEST_FIRST, "id"):
        territory = version.territory
        yield {
            "id": territory.slug,
            "kind": territory.kind,
            "name": version.name,
            "name_en": version.name_en,
            "atvk": version.atvk,
            "parent": version.parent.slug if version.parent else "",
            **_period(version),
            "merged_into": territory.merged_into.slug if territory.merged_into else "",
        }


def _period(row: Period) -> dict[str, str | None]:
    return {
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _csv(name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return response
