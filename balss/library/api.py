"""/api/v1/library/cases: published cases of good practice. Drafts and what was withdrawn are not here."""

import datetime as dt
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import paginate

from balss.library.models import PracticeCase
from balss.library.queries import Wanted, find_cases, for_page
from balss.library.queries.facts import facts_of
from balss.places.models import Institution, Topic
from balss.shared.api import Paging

router = Router(tags=["library"])

Slug = Annotated[str, Path(pattern="^[-a-zA-Z0-9_]+$", max_length=100, description="the case's id")]


class CaseOut(Schema):
    """A published case of good practice."""

    id: str = Field(description="name in addresses; never changes")
    url: str
    title: str = Field(description="in `language`, as all texts but `title_en`")
    title_en: str = Field(description="empty where there is no translation")
    institution: str = Field(description="code, as in /places/institutions")
    first_year: int
    last_year: int | None = Field(description="null while it goes on")
    topics: list[str] = Field(description="codes, as in /places/topics")
    territories: list[str] = Field(description="ids, as in /places/territories")
    summary: str
    problem: str = Field(description="Markdown, as the other long texts")
    solution: str
    outcome: str
    advice: str
    cost: str
    duration: str
    partners: str
    language: str
    links: list[str]
    contact_email: str
    contact_phone: str
    published_at: dt.datetime
    updated_at: dt.datetime


class Cases(Paging):
    """Pages of cases, each as its facts."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Paging.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": list(map(facts_of, page["items"]))}


@router.get("/cases", response=list[CaseOut], summary="Cases of good practice")
@paginate(Cases)
def cases(
    request: HttpRequest,
    words: Annotated[str, Query(max_length=200, description="all of these, whatever their case and diacritics")] = "",
    topic: Annotated[str | None, Query(max_length=60, description="code; its parts too")] = None,
    institution: Annotated[str | None, Query(max_length=60, description="code")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200, description="in which the work went on")] = None,
) -> Any:
    """The newest first. Nothing for a code that is not known."""
    asked: dict[str, tuple[str | None, QuerySet[Any]]] = {
        "topic": (topic, Topic.objects.filter(code=topic)),
        "institution": (institution, Institution.objects.filter(code=institution)),
    }
    found: dict[str, Any] = {name: rows.first() for name, (said, rows) in asked.items() if said is not None}
    if None in found.values():
        return PracticeCase.objects.none()
    return for_page(find_cases(Wanted(words=words, year=year, **found)))


@router.get("/cases/{slug}", response=CaseOut, summary="One case")
def case(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    return facts_of(get_object_or_404(for_page(PracticeCase.objects.public()), slug=slug))
