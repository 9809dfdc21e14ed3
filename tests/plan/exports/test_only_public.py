"""Drafts, returned reports and restricted files are nowhere in what machines read."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from balss.api.api.root import api
from balss.plan.services import recount
from balss.plan.urls import exports

pytestmark = pytest.mark.django_db

ARGUMENTS = {"slug": "lv-6", "key": "2.2"}


def addresses_of_files(told):
    """Every address of `urls.exports`, with each table, once records were counted."""
    recount(now=told.value.recorded_at)
    known = {
        **ARGUMENTS, "institution_slug": told.ministry.slug, "table": "values", "period": "2026-2",
        "serial": told.indicator.serial,
    }  # fmt: skip
    for pattern in exports.urlpatterns:
        assert isinstance(pattern, URLPattern)
        names = ["slug", *pattern.pattern.converters]
        for table in ("values", "reports", "measures") if "table" in names else ("",):
            given = {name: table if name == "table" else known[name] for name in names}
            yield reverse(f"plan:{pattern.name}", kwargs=given)


def addresses_of_the_api(told):
    known = {**ARGUMENTS, "code": told.ministry.code}
    for path in api.get_openapi_schema()["paths"]:
        if path.startswith("/api/v1/plans"):
            yield path.format(**known)


@pytest.mark.parametrize("addresses", [addresses_of_files, addresses_of_the_api])
def test_nothing_that_is_not_public_is_told(told, addresses):
    asked = list(addresses(told))
    assert len(asked) > 12
    for address in asked:
        answer = Client().get(address)
        assert (address, answer.status_code) == (address, 200)
        assert (address, "SLEPEN" in answer.getvalue().decode("utf-8", "ignore")) == (address, False)


def test_authors_are_not_told(told):
    assert [
        name for name in ('"abc"', '"xyz"') if name in Client().get("/plans/lv-6/dati/plans.json").getvalue().decode()
    ] == []
