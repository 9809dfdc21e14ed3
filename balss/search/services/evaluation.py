"""How well the index finds: recall and precision over queries whose right answers are known.

The sentences go through the real index of the configured database, among all that is in it, and leave it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from balss.core.text.question import question
from balss.core.text.words import composed
from balss.search.models import Document
from balss.search.models.engine import Asked, engine, facet, places_between
from balss.search.services.indexing import write
from balss.shared.search_documents import SearchDocument

KIND = "evaluation"  # no kind of the board: a rebuild forgets it


class NotAnEvaluation(ValueError):
    """The file has not the form {"documents": [{"id", "text"}], "queries": [{"q", "rel": [id]}]}."""


@dataclass(frozen=True)
class Evaluation:
    """Means over the queries: of the share of right documents that were found, and of found documents that are right.

    A query without right documents counts in precision alone, one that finds nothing in recall alone.
    """

    recall: float
    precision: float
    by_kind: dict[str, tuple[float, float]]
    documents: int
    queries: int


def evaluate(content: Any) -> Evaluation:
    """Index the documents, ask the queries, undo all of it. Others who write wait meanwhile on SQLite. Raises
    NotAnEvaluation."""
    documents, queries = _read(content)
    with transaction.atomic():
        ids = _index(documents)
        asked = [(query, _ask(query["q"], ids)) for query in queries]
        transaction.set_rollback(True)
    measured = [(str(query.get("kind", "")), _measure(set(query["rel"]), found)) for query, found in asked]
    every = [shares for _, shares in measured]
    return Evaluation(
        recall=_mean(every, 0),
        precision=_mean(every, 1),
        by_kind={
            kind: (_mean(own, 0), _mean(own, 1))
            for kind in sorted({kind for kind, _ in measured})
            if (own := [shares for name, shares in measured if name == kind])
        },
        documents=len(documents),
        queries=len(queries),
    )


Shares = tuple[float | None, float | None]


def _read(content: Any) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    try:
        documents, queries = content["documents"], content["queries"]
        known = {document["id"]: str(document["text"]) for document in documents}
        right = all(isinstance(query["q"], str) and set(query["rel"]) <= known.keys() for query in queries)
    except (KeyError, TypeError) as error:
        raise NotAnEvaluation(str(error)) from error
    if not right or len(known) != len(documents):
        raise NotAnEvaluation("a query names a document that is not there, or two documents have one id")
    return documents, queries


def _index(documents: Sequence[Mapping[str, Any]]) -> dict[int, Any]:
    """The ids by the places of their entries."""
    said = [
        SearchDocument(str(number), {"lv": ""}, {"lv": composed(document["text"])})
        for number, document in enumerate(documents)
    ]
    write(KIND, said)
    entries = Document.objects.filter(kind=KIND).values_list("entry__place", "key")
    return {place: documents[int(key)]["id"] for place, key in entries}


def _ask(typed: str, ids: Mapping[int, Any]) -> set[Any]:
    asked = Asked(question(typed), ((facet("k", KIND),),), places_between(None, None))
    return {ids[place] for place in engine().places(asked)} if asked.question.wanted else set()


def _measure(right: set[Any], found: set[Any]) -> Shares:
    both = len(right & found)
    return (both / len(right) if right else None, both / len(found) if found else None)


def _mean(shares: list[Shares], which: int) -> float:
    counted = [share[which] for share in shares if share[which] is not None]
    return sum(value for value in counted if value is not None) / len(counted) if counted else 1.0
