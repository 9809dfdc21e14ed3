"""The feed of opportunities: list, table, data, and a list for the sites of institutions."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.participation.forms.feed import TIMES, FeedForm, count_in, sought_in
from balss.participation.queries.facts import opportunity_facts, state_of
from balss.participation.queries.feed import MANY, OTHERS, choices, for_data, for_list, opportunities, own_first
from balss.participation.queries.version import version_of_feed
from balss.participation.views.interests import first_for
from balss.shared.downloads import CSV, OPEN, download
from balss.shared.http import Request, query_of
from balss.shared.permissions import can

ON_A_PAGE = 20
COLUMNS = (
    "id", "kind", "state", "title", "question", "institution", "organiser", "opens_at", "closes_at", "answers_by",
    "topics", "places", "audiences", "elsewhere", "address",
)  # fmt: skip


@require_safe
def feed(request: Request) -> HttpResponse:
    sought = sought_in(request.GET.dict())
    first = first_for(request)
    found = own_first(opportunities(sought, request.now), first, request.now)
    page = Paginator(for_list(found), ON_A_PAGE).get_page(request.GET.get("page"))
    rows: list[tuple[Any, str]] = [(each, state_of(each, request.now)) for each in page]
    form = FeedForm({"kad": sought.when, **request.GET.dict()}, offered=choices(request.now))
    context = {
        "form": form,
        "sought": sought,
        "page": page,
        "own_rows": [row for row in rows if row[0].own_rank != OTHERS] if first else [],
        "rows": [row for row in rows if row[0].own_rank == OTHERS] if first else rows,
        "first": first,
        "today": timezone.localdate(request.now),
        "query": query_of(request),
        "may_keep_sources": can(request.actor, "participation.keep_sources", None, request.now),
        "times": _times(request, sought.when),
    }
    return render(request, "participation/feed.html", context)


def _times(request: Request, when: str) -> list[tuple[str, str, bool]]:
    """Open, coming, closed, all: the words, the address of the same list then, and whether it is the one shown."""
    query = request.GET.copy()
    query.pop("page", None)
    tabs = []
    for value, label in TIMES:
        query["kad"] = value
        tabs.append((str(label), f"?{query.urlencode()}", value == when))
    return tabs


@require_safe
def feed_json(request: Request) -> JsonResponse:
    query = request.GET.dict()
    count = count_in(query, shown=MANY, most=MANY)
    rows = for_data(opportunities(sought_in(query), request.now))[:count]
    content = {"opportunities": [opportunity_facts(each, request.now) for each in rows]}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, headers=OPEN)


@require_safe
def feed_csv(request: Request) -> HttpResponseBase:
    found = opportunities(sought_in(request.GET.dict()), request.now)[:MANY]
    return download(
        request,
        lambda: csv_text(COLUMNS, _flat(request)),
        media_type=CSV,
        version=version_of_feed(found, request.now),
        name="lidzdalibas-iespejas.csv",
        headers=OPEN,
    )


def _flat(request: Request) -> Iterator[dict[str, Any]]:
    for each in for_data(opportunities(sought_in(request.GET.dict()), request.now))[:MANY]:
        facts = opportunity_facts(each, request.now)
        facts["topics"], facts["audiences"] = "; ".join(facts["topics"]), "; ".join(facts["audiences"])
        facts["places"] = "; ".join(place["name"] for place in facts["places"])
        yield {name: facts[name] for name in COLUMNS}
