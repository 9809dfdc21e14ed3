"""Ideas of one call about the same, so that whoever proposes sees them before handing in, and can join instead.

Two ideas are alike when their words are nearly the same (`core.text.similar`), or when their titles share most of their
word stems: “Slidkalniņš Ezera parkā” and “Slidkalniņi bērniem parkā”. It only shows; it decides nothing.

The page of every idea asks this. What is read of the others is bounded: of the newest `MOST_COMPARED` the title and the
fingerprint, no texts; stems of titles are remembered.
"""

from functools import lru_cache

from balss.core.text import alike
from balss.core.text.stems import keys_of
from balss.core.text.words import WORD
from balss.participatory_budget.models import Idea

MOST = 5
MOST_COMPARED = 5000  # as many as a file of ideas has
SHORT = 4  # letters: shorter words join others and say little themselves
SHARED = 0.5  # of the stems of the shorter title


def similar_ideas(idea: Idea) -> list[Idea]:
    """Public ideas of the same call that are alike, the likest first, with what a link to them says; two queries."""
    others = Idea.objects.filter(call=idea.call_id, state__in=[Idea.State.SUBMITTED, Idea.State.ACCEPTED])
    columns = ("pk", "number", "title", "fingerprint")
    rows = list(others.exclude(pk=idea.pk).order_by("-number").values_list(*columns)[:MOST_COMPARED])
    likeness = alike(bytes(idea.fingerprint), ((pk, bytes(kept)) for pk, _number, _title, kept in rows))
    own, found = _stems(idea.title), []
    for pk, number, title, _kept in rows:
        shared = _shared(own, _stems(title))
        best = max(likeness.get(pk, 0.0), shared if shared >= SHARED else 0.0)
        if best:
            found.append((-best, number or 0, pk))
    likest = [pk for _order, _number, pk in sorted(found)[:MOST]]
    if not likest:
        return []
    told = Idea.objects.select_related("call", "area").only("number", "title", "call__slug", "area__name")
    ideas = told.in_bulk(likest)
    return [ideas[pk] for pk in likest if pk in ideas]


@lru_cache(maxsize=2 * MOST_COMPARED)
def _stems(title: str) -> frozenset[str]:
    return frozenset(key for word in WORD.findall(title) if len(word) >= SHORT for key in keys_of(word)[:1])


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter title stands in the other; titles of one word have to be the same."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
