"""Which documents answer a question, and in what order.

First those that are called exactly so, then those that have all wanted words in their title, then the others; in each
the newest first, undated ones last. The order is ours and needs no statistics, so it is the same on every database and
can be explained in one sentence.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import overload

from balss.core.text.question import Question
from balss.places.models import Institution, Territory, Topic
from balss.places.queries import groups_of, predecessors_on, within
from balss.search.models import Document
from balss.search.models.engine import Asked, engine, facet, name_facet, places_between

MOST_WAYS = 64  # to cut the words of a name


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed down to. None and empty: not at all."""

    kinds: tuple[str, ...] = ()
    institution: Institution | None = None
    topic: Topic | None = None
    place: Territory | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class Answers(Sequence[Document]):
    """What answers a question, in order: `len()` of it, and slices of it as lists of documents.

    Without words, all that the filters leave. As of the day, an institution stands for its groups and for those that it
    took over from as well, a place for its parts, a topic for its fields. A slice takes at most seven queries.
    """

    def __init__(self, question: Question, filters: Filters, *, on: dt.date) -> None:
        self.question = question
        self._asked = Asked(question, _facets(filters, on), places_between(filters.since, filters.until))
        self._engine = engine()

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, part: int) -> Document: ...

    @overload
    def __getitem__(self, part: slice) -> list[Document]: ...

    def __getitem__(self, part: int | slice) -> Document | list[Document]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        offset, end, _ = part.indices(self._total)
        return _documents(self._places(offset, end - offset)) if offset < end else []

    def _places(self, offset: int, limit: int) -> list[int]:
        places: list[int] = []
        for part in self._parts:
            found = self._engine.places(part, offset=offset, limit=limit - len(places))
            places += found
            if len(places) == limit:
                break
            offset = 0 if found or not offset else offset - self._engine.count(part)
        return places

    @cached_property
    def _parts(self) -> list[Asked]:
        """The answers in parts that follow each other."""
        if not self.question.wanted:
            return [self._asked]
        asked = [replace(self._asked, titles=True), replace(self._asked, titles=False)]
        called = _called(self.question)
        if not called:
            return asked
        exactly = replace(self._asked, facets=(*self._asked.facets, called))
        return [exactly, *(replace(part, without=called) for part in asked)]

    @cached_property
    def _total(self) -> int:
        return self._engine.count(self._asked)


def found_among(places: Collection[int], question: Question, filters: Filters, *, on: dt.date) -> list[int]:
    """Those of some places of the index that answer the question, in one query. Places of what is news lie beside
    each other, so the query looks at a narrow part of the index, however large that is."""
    if not places:
        return []
    span = (min(places), max(places) + 1)
    found = set(engine().places(Asked(question, _facets(filters, on), span)))
    return [place for place in places if place in found]


def _documents(places: list[int]) -> list[Document]:
    found = {
        document.entry.place: document for document in Document.objects.filter(entry__in=places).select_related("entry")
    }
    return [found[place] for place in places]


def _called(question: Question) -> tuple[str, ...]:
    """Facets of what is called exactly as is typed, in the ways that its words can be cut; none for too many ways."""
    words = [keys for term in question.wanted for keys in term.keys]
    if prod(map(len, words)) > MOST_WAYS:
        return ()
    return tuple(dict.fromkeys(name_facet(way) for way in product(*words)))


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
