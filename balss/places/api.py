"""Institutions, territories and topics at /api/v1/places: who and where, with their history."""

import datetime as dt
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from balss.places.models import Audience, InstitutionKind, TerritoryKind, Topic
from balss.places.queries import called_ids
from balss.places.queries.facts import (
    institution_facts,
    institutions_with_history,
    territory_facts,
    territory_versions,
)
from balss.shared.api import Paging

router = Router(tags=["places"])


class Name(Schema):
    """An official name and the time for which it was borne; `valid_to` is the last day."""

    lv: str
    en: str = Field(description="empty where there is no English name")
    valid_from: dt.date | None = Field(description="null where the start is not known")
    valid_to: dt.date | None = Field(description="null while it is borne")
    basis: str = Field(description="law or decision that gave the name, where it is known")


class Successor(Schema):
    """Who took over, and from what day."""

    code: str
    effective_date: dt.date
    scope: str = Field(description="what was taken over; empty for everything")
    basis: str


class InstitutionOut(Schema):
    """A body or a group of bodies."""

    code: str = Field(description="never changes")
    kind: InstitutionKind
    names: list[Name]
    aliases: list[str]
    parent: str = Field(description="code of the institution whose subordinate it is, or empty")
    territory: str = Field(description="id of the territory that it governs, or empty")
    valid_from: dt.date | None
    valid_to: dt.date | None
    website: str
    email: str
    e_address: str
    successors: list[Successor]
    end_basis: str = Field(description="act that closed it with nobody taking over, or empty")
    source: str


class TerritoryOut(Schema):
    """A territory for one period of name, code and parent."""

    id: str
    kind: TerritoryKind
    name: str
    name_en: str
    atvk: str = Field(description="code in the classifier ATVK, or empty")
    parent: str = Field(description="id of the territory that it belongs to, or empty")
    valid_from: dt.date | None
    valid_to: dt.date | None
    merged_into: str = Field(description="id of the territory that took it in, or empty")


class TopicOut(Schema):
    """A field of policy; two levels."""

    code: str
    parent: str = Field(description="code of the field that it belongs to, or empty")
    name_lv: str
    name_en: str
    lead: str = Field(description="code of the institution that makes policy in the field, or empty")


class AudienceOut(Schema):
    """A group of people whom participation shall reach."""

    code: str
    name_lv: str
    name_en: str


class Institutions(Paging):
    """Pages of institutions, each as its facts."""

    def paginate_queryset(self, queryset: Any, pagination: Paging.Input, request: HttpRequest, **params: Any) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": [institution_facts(institution) for institution in page["items"]]}


class Territories(Paging):
    """Pages of territories, each period as its facts."""

    def paginate_queryset(self, queryset: Any, pagination: Paging.Input, request: HttpRequest, **params: Any) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": [territory_facts(version) for version in page["items"]]}


@router.get("/institutions", response=list[InstitutionOut], summary="Institutions and groups, by code")
@paginate(Institutions)
def institutions(
    request: HttpRequest,
    kind: InstitutionKind | None = None,
    on: dt.date | None = None,
    called: Annotated[str | None, Query(min_length=1, max_length=300)] = None,
) -> Any:
    """Every one that exists or existed; `on` leaves those that existed on that day, `called` those whose abbreviation,
    alias or name of any time is this text (letter case and spacing do not count)."""
    found = institutions_with_history()
    if kind:
        found = found.filter(kind=kind.value)
    if called:
        found = found.filter(pk__in=called_ids(called))
    return found.on(on) if on else found


@router.get("/institutions/{code}", response=InstitutionOut, summary="One institution or group")
def institution(request: HttpRequest, code: str) -> dict[str, Any]:
    """The institution with exactly this code."""
    found = institutions_with_history().filter(code=code).first()
    if found is None:
        raise Http404
    return institution_facts(found)


@router.get("/territories", response=list[TerritoryOut], summary="Regions, municipalities, towns and parishes")
@paginate(Territories)
def territories(request: HttpRequest, kind: TerritoryKind | None = None, on: dt.date | None = None) -> Any:
    """One item for each period of name, code and parent; `on` leaves what held on that day."""
    found = territory_versions()
    found = found.filter(territory__kind=kind.value) if kind else found
    return found.on(on) if on else found


@router.get("/topics", response=list[TopicOut], summary="Fields of policy, in their order")
@paginate(Paging)
def topics(request: HttpRequest) -> Any:
    """The whole tree, parents before their parts."""
    return [
        {
            "code": topic.code,
            "parent": topic.parent.code if topic.parent else "",
            "name_lv": topic.name_lv,
            "name_en": topic.name_en,
            "lead": topic.lead.code if topic.lead else "",
        }
        for topic in Topic.objects.select_related("parent", "lead")
    ]


@router.get("/audiences", response=list[AudienceOut], summary="Groups of people, in their order")
@paginate(Paging)
def audiences(request: HttpRequest) -> Any:
    return Audience.objects.all()
