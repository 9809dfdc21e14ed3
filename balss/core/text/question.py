"""What somebody typed into a search box, understood.

Words stand beside each other: all of them are wanted, in any of their forms and any order. Words in quotation marks,
of whatever shape, are wanted side by side: “līdzdalības budžets”. A minus before a word or quotation keeps out what
has it: parks -stāvvieta.
"""

import re
from dataclasses import dataclass

from balss.core.text.stems import Keys, keys_sought
from balss.core.text.words import composed, words

LONGEST = 300  # characters that are read
MOST_WORDS = 16
_PART = re.compile(r"""(?P<minus>(?<!\S)[-−–])?(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?|(?P<bare>[^\s,;"“”„«»]+))""")


@dataclass(frozen=True)
class Term:
    """One thing sought: a word, or words side by side. For each word, the keys of which one must stand there.

    `written` are the words as they were typed.
    """

    written: tuple[str, ...]
    keys: tuple[Keys, ...]

    @property
    def is_phrase(self) -> bool:
        return len(self.keys) > 1


@dataclass(frozen=True)
class Question:
    """All of `wanted`, none of `excluded`."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The wanted words as they were typed, each once."""
        return tuple(dict.fromkeys(word for term in self.wanted for word in term.written))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all wanted words: what is to be marked in a text."""
        return frozenset(key for term in self.wanted for keys in term.keys for key in keys)


def question(text: str) -> Question:
    """Understand what was typed. What has no letter or digit is passed over, as is what goes beyond the limits.

    What is written together (“e-pasts”, “2.3”, “12/2026”) is sought side by side.
    """
    wanted: list[Term] = []
    excluded: list[Term] = []
    left = MOST_WORDS
    for part in _PART.finditer(composed(text[:LONGEST])):
        term = _term(part["bare"] if part["quoted"] is None else part["quoted"])
        into = excluded if part["minus"] else wanted
        left -= len(term.keys)
        if term.keys and left >= 0 and term not in into:
            into.append(term)
    return Question(tuple(wanted), tuple(excluded))


def _term(text: str) -> Term:
    found = [(word.written, keys) for word in words(text) if (keys := keys_sought(word.written))]
    return Term(tuple(written for written, _ in found), tuple(keys for _, keys in found))
