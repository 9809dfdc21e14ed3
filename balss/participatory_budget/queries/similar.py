"""Ideas of one call about the same, so that whoever proposes sees them before handing in, and can join instead.

Two ideas are alike when their words are nearly the same (`core.text.similar`), or when their titles share most of their
word stems: “Slidkalniņš Ezera parkā” and “Slidkalniņi bērniem parkā”. It only shows; it decides nothing.
"""

from balss.core.text import ALIKE, similarity
from balss.core.text.stems import keys_of
from balss.core.text.words import WORD
from balss.participatory_budget.models import Idea

MOST = 5
SHORT = 4  # letters: shorter words join others and say little themselves
SHARED = 0.5  # of the stems of the shorter title


def similar_ideas(idea: Idea) -> list[Idea]:
    """Public ideas of the same call that are alike, the likest first; one query."""
    others = Idea.objects.filter(call=idea.call_id, state__in=[Idea.State.SUBMITTED, Idea.State.ACCEPTED])
    own, found = _stems(idea.title), []
    for other in others.exclude(pk=idea.pk).select_related("call", "area"):
        alike = similarity(bytes(idea.fingerprint), bytes(other.fingerprint))
        titles = _shared(own, _stems(other.title))
        if alike >= ALIKE or titles >= SHARED:
            found.append((-max(alike, titles), other.number or 0, other))
    return [other for _order, _number, other in sorted(found, key=lambda each: each[:2])[:MOST]]


def _stems(title: str) -> frozenset[str]:
    return frozenset(key for word in WORD.findall(title) if len(word) >= SHORT for key in keys_of(word)[:1])


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter title stands in the other; titles of one word have to be the same."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
