"""/api/v1/drafts: published drafts, their versions and provisions. What is being prepared or withdrawn is not here."""

import datetime as dt
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import paginate

from balss.drafts.models import Draft, DraftKind, Wording
from balss.drafts.queries import Wanted, find_drafts, for_page
from balss.drafts.queries.facts import facts_of, facts_of_provision, facts_of_versions
from balss.places.models import Institution, Topic
from balss.shared.api import Paging

router = Router(tags=["drafts"])

Slug = Annotated[str, Path(pattern="^[-a-zA-Z0-9_]+$", max_length=100, description="the draft's id")]


class DraftOut(Schema):
    """A published draft of a legal act."""

    id: str = Field(description="name in addresses; never changes")
    url: str
    kind: str = Field(description="regulations, decision or other")
    title: str = Field(description="in `language`, as all texts but `title_en`")
    title_en: str = Field(description="empty where there is no translation")
    institution: str = Field(description="code, as in /places/institutions")
    unit: str = Field(description="part of the institution that prepares it")
    summary: str
    topics: list[str] = Field(description="codes, as in /places/topics")
    territories: list[str] = Field(description="ids, as in /places/territories")
    language: str
    version: int = Field(description="number of the newest version")
    process: str = Field(description="page of the process in which it is decided; may be empty")
    opportunity: str = Field(description="page where one can take part; may be empty")
    contact_email: str
    contact_phone: str
    published_at: dt.datetime
    version_at: dt.datetime


class VersionOut(Schema):
    number: int
    published_at: dt.datetime
    note: str = Field(description="what it changed and why; empty for the first")


class ProvisionOut(Schema):
    """A provision in the newest version, or one that this version deleted."""

    id: int = Field(description="number within the draft; never changes")
    url: str
    place: int | None = Field(description="from 1; null where the version deleted it")
    kind: str
    number: str
    heading: str
    text: str
    change: str = Field(description="what the newest version did to it: same, new, words, moved, both or gone")


class Drafts(Paging):
    """Pages of drafts, each as its facts."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Paging.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": list(map(facts_of, page["items"]))}


class Provisions(Paging):
    """Pages of provisions, each as its facts."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Paging.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": [facts_of_provision(row.version.draft, row) for row in page["items"]]}


@router.get("", response=list[DraftOut], summary="Drafts of legal acts")
@paginate(Drafts)
def drafts(
    request: HttpRequest,
    words: Annotated[str, Query(max_length=200, description="of title and summary, whatever their case")] = "",
    kind: Annotated[DraftKind | None, Query(description="regulations, decision or other")] = None,
    topic: Annotated[str | None, Query(max_length=60, description="code; its parts too")] = None,
    institution: Annotated[str | None, Query(max_length=60, description="code")] = None,
) -> Any:
    """Those with the newest versions first. Nothing for a code that is not known."""
    asked: dict[str, tuple[str | None, QuerySet[Any]]] = {
        "topic": (topic, Topic.objects.filter(code=topic)),
        "institution": (institution, Institution.objects.filter(code=institution)),
    }
    found: dict[str, Any] = {name: rows.first() for name, (said, rows) in asked.items() if said is not None}
    if None in found.values():
        return Draft.objects.none()
    return for_page(find_drafts(Wanted(words=words, kind=kind or "", **found)))


@router.get("/{slug}", response=DraftOut, summary="One draft")
def draft(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    return facts_of(get_object_or_404(for_page(Draft.objects.public()), slug=slug))


@router.get("/{slug}/versions", response=list[VersionOut], summary="Versions of a draft")
def versions(request: HttpRequest, slug: Slug) -> list[dict[str, Any]]:
    """The newest first."""
    return facts_of_versions(get_object_or_404(Draft.objects.public(), slug=slug).versions.all())


@router.get("/{slug}/provisions", response=list[ProvisionOut], summary="Provisions of a draft")
@paginate(Provisions)
def provisions(request: HttpRequest, slug: Slug) -> Any:
    """Of the newest version, in their order; those that it deleted come last."""
    found = get_object_or_404(Draft.objects.public(), slug=slug)
    rows = Wording.objects.filter(version__draft=found).newest()
    return rows.select_related("version__draft", "provision")
