"""Which documents answer a question, and in what order.

First those that have all wanted words in their title, then the others; in both the newest first, undated ones last.
The order is ours and needs no statistics, so it is the same on every database and can be explained in one sentence.
"""

import datetime as dt
from dataclasses import dataclass, replace

from balss.core.text.question import Question
from balss.places.models import Institution, Territory, Topic
from balss.places.queries import groups_of, predecessors_on, within
from balss.search.models import Document
from balss.search.models.engine import Asked, engine, facet, places_between


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed down to. None and empty: not at all."""

    kinds: tuple[str, ...] = ()
    institution: Institution | None = None
    topic: Topic | None = None
    place: Territory | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Found:
    """A part of what was found, in order, and how many documents all parts have together."""

    total: int
    documents: list[Document]


def find(question: Question, filters: Filters, *, on: dt.date, offset: int = 0, limit: int = 20) -> Found:
    """The documents from `offset` on. Without words, all that the filters leave. At most twelve queries.

    As of the day, an institution stands for its groups and for those that it took over from as well, a place for its
    parts, a topic for its fields.
    """
    asked = Asked(question, _facets(filters, on), places_between(filters.since, filters.until))
    index = engine()
    total = index.count(asked)
    if not question.wanted:
        places = index.places(asked, offset=offset, limit=limit) if total else []
        return Found(total, _documents(places))
    in_title, elsewhere = replace(asked, titles=True), replace(asked, titles=False)
    titles = index.count(in_title) if total else 0
    places = index.places(in_title, offset=offset, limit=limit) if offset < titles else []
    if len(places) < limit and total > titles:
        places += index.places(elsewhere, offset=max(0, offset - titles), limit=limit - len(places))
    return Found(total, _documents(places))


def _documents(places: list[int]) -> list[Document]:
    found = {
        document.entry.place: document for document in Document.objects.filter(entry__in=places).select_related("entry")
    }
    return [found[place] for place in places]


def _facets(filters: Filters, on: dt.date) -> tuple[tuple[str, ...], ...]:
    groups = [tuple(facet("k", kind) for kind in filters.kinds)]
    if filters.institution:
        groups_of_it = groups_of(filters.institution, on=on).values_list("pk", flat=True)
        own = {*predecessors_on(filters.institution, on=on), *groups_of_it}
        groups.append(tuple(facet("i", pk) for pk in sorted(own)))
    if filters.topic:
        fields = Topic.objects.filter(parent=filters.topic).values_list("pk", flat=True)
        groups.append(tuple(facet("t", pk) for pk in sorted({filters.topic.pk, *fields})))
    if filters.place:
        groups.append(tuple(facet("p", pk) for pk in sorted(within(filters.place, on=on))))
    return tuple(group for group in groups if group)
