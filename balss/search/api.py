"""/api/v1/search: the search page for programs."""

import datetime as dt
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from balss.core.text.question import LONGEST, question
from balss.places.models import Institution, Territory, Topic
from balss.search.queries import Answers, Filters
from balss.search.queries.facts import result_facts
from balss.search.queries.showing import results
from balss.shared.api import Paging, Problem
from balss.shared.http import Request
from balss.shared.search_documents import search_documents

router = Router(tags=["search"])

Code = Annotated[str | None, Query(max_length=120)]


class ResultOut(Schema):
    """One thing that was found."""

    kind: str = Field(description="what it is: room.noun")
    key: str = Field(description="its name within the kind; never changes")
    title: str
    language: str = Field(description="of the title: the reader's where there is a translation")
    url: str
    date: str | None = Field(description="the day that it is of; null where it has none")
    institutions: list[str] = Field(description="codes of the institutions that it is of")
    passage: str = Field(description="the sentence that answers best")


class Results(Paging):
    """Parts of the answers, each as its facts."""

    def paginate_queryset(self, queryset: Any, pagination: Paging.Input, request: HttpRequest, **params: Any) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        shown = results(page["items"], keys=queryset.question.keys, language=getattr(request, "LANGUAGE_CODE", "lv"))
        return {**page, "items": [result_facts(result) for result in shown]}


@router.get("", response={200: list[ResultOut], 404: Problem}, summary="Everything public that answers a question")
@paginate(Results)
def search(
    request: Request,
    q: Annotated[str, Query(max_length=LONGEST, description="words in any form, “phrases”, -excluded words")] = "",
    kind: Code = None,
    institution: Annotated[str | None, Query(max_length=60, description="code")] = None,
    topic: Annotated[str | None, Query(max_length=60, description="code")] = None,
    place: Annotated[str | None, Query(max_length=120, description="id of a territory")] = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Any:
    """What is called exactly so first, then what has all words in its title, then the others; in each the newest
    first. Not found: an institution, topic, place or kind that does not exist."""
    if kind and kind not in search_documents:
        raise Http404
    filters = Filters(
        kinds=(kind,) if kind else (),
        institution=_named(Institution, code=institution) if institution else None,
        topic=_named(Topic, code=topic) if topic else None,
        place=_named(Territory, slug=place) if place else None,
        since=since,
        until=until,
    )
    return Answers(question(q), filters, on=timezone.localdate(request.now))


def _named(model: Any, **name: str) -> Any:
    found = model.objects.filter(**name).first()
    if found is None:
        raise Http404
    return found
