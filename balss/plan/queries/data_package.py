"""The documentation of a plan's tables for programs, as a Data Package (https://datapackage.org, version 2)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from balss.core.tabular.cells import moment
from balss.plan.models import Plan
from balss.plan.queries.tables import TABLES, Table


def data_package(plan: Plan, *, now: datetime) -> dict[str, Any]:
    """The CSV file of each table with its schema; meanings are in the language being read."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": plan.slug,
        "id": settings.ORIGIN + reverse("plan:data", args=[plan.slug]),
        "title": str(plan.name),
        "homepage": settings.ORIGIN + reverse("plan:plan", args=[plan.slug]),
        "created": moment(now),
        "licenses": [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
        ],
        "resources": [_resource(plan, table) for table in TABLES.values()],
    }


def _resource(plan: Plan, table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": str(table.title),
        "description": str(table.meaning),
        "path": settings.ORIGIN + reverse("plan:table_csv", args=[plan.slug, table.name]),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [
                {
                    "name": field.name,
                    "type": field.type.value,
                    "description": str(field.meaning),
                    **({"constraints": {"required": True}} if field.required else {}),
                }
                for field in table.fields
            ],
            "primaryKey": list(table.key),
        },
    }
