"""Institutions and territories as plain facts, for data files and the API.

Dates are ISO 8601; `valid_to` is the last day. None is unknown (start) or open (end), "" is nothing.
"""

from typing import Any

from balss.places.models import Institution, InstitutionName, Period, TerritoryVersion
from balss.places.models.institutions import InstitutionQuerySet
from balss.places.models.periods import EARLIEST_FIRST
from balss.places.models.territories import TerritoryVersionQuerySet


def institutions_with_history() -> InstitutionQuerySet:
    """Every institution that exists or existed, by code, with all that `institution_facts` reads."""
    return Institution.objects.select_related("parent", "territory").prefetch_related(
        "names", "aliases", "successions__successor"
    )


def institution_facts(institution: Institution) -> dict[str, Any]:
    return {
        "code": institution.code,
        "kind": institution.kind,
        "names": [_name_facts(name) for name in institution.names.all()],
        "aliases": [alias.text for alias in institution.aliases.all()],
        "parent": institution.parent.code if institution.parent else "",
        "territory": institution.territory.slug if institution.territory else "",
        **_period_facts(institution),
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
        "end_basis": institution.end_basis,
        "source": institution.source,
    }


def territory_versions() -> TerritoryVersionQuerySet:
    """Every period of every territory, by territory and time, with all that `territory_facts` reads."""
    versions: TerritoryVersionQuerySet = TerritoryVersion.objects.select_related("territory__merged_into", "parent")
    return versions.order_by("territory__slug", EARLIEST_FIRST, "id")


def territory_facts(version: TerritoryVersion) -> dict[str, Any]:
    territory = version.territory
    return {
        "id": territory.slug,
        "kind": territory.kind,
        "name": version.name,
        "name_en": version.name_en,
        "atvk": version.atvk,
        "parent": version.parent.slug if version.parent else "",
        **_period_facts(version),
        "merged_into": territory.merged_into.slug if territory.merged_into else "",
    }


def _name_facts(name: InstitutionName) -> dict[str, Any]:
    return {"lv": name.lv, "en": name.en, **_period_facts(name), "basis": name.basis}


def _period_facts(row: Period) -> dict[str, str | None]:
    return {
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
