"""What somebody typed into a search box, understood.

Words stand beside each other: all of them are wanted, in any of their forms and any order. Words in quotation marks,
of whatever shape, are wanted side by side: “līdzdalības budžets”. A minus before a word or quotation keeps out what
has it: parks -stāvvieta. Words that only join others (“par”, “kur”) are not sought where there are others.
"""

import re
from dataclasses import dataclass

from balss.core.text.small_words import telling
from balss.core.text.stems import Keys, keys_beside, keys_sought
from balss.core.text.words import composed, words

LONGEST = 300  # characters that are read
MOST_WORDS = 16
_PART = re.compile(r"""(?P<minus>(?<!\S)[-−–])?(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?|(?P<bare>[^\s,;"“”„«»]+))""")

_WORD_GOES_ON = re.compile(r"\w\w")
_LAST_WORD = re.compile(r"\w+$")


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
    """All of `wanted`, none of `excluded`. `is_cut`: more was typed than is read."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    is_cut: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The wanted words as they were typed, each once."""
        return tuple(dict.fromkeys(word for term in self.wanted for word in term.written))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all wanted words: what is to be marked in a text."""
        return frozenset(key for term in self.wanted for keys in term.keys for key in keys)


def question(text: str) -> Question:
    """Understand what was typed. What has no letter or digit is passed over; of more than the limits allow, the first
    words are read, also of a quotation.

    What is written together (“e-pasts”, “2.3”, “12/2026”) is sought side by side.
    """
    whole = composed(text)
    wanted: list[Term] = []
    excluded: list[Term] = []
    left, is_cut = MOST_WORDS, len(whole) > LONGEST
    for part in _PART.finditer(_whole_words(whole)):
        term = _term(part["bare"] if part["quoted"] is None else part["quoted"])
        into = excluded if part["minus"] else wanted
        if not term.keys or term in into:
            continue
        is_cut = is_cut or len(term.keys) > left
        if left:
            into.append(Term(term.written[:left], term.keys[:left]))
            left -= len(into[-1].keys)
    return Question(_telling(wanted), tuple(excluded), is_cut)


def _telling(wanted: list[Term]) -> tuple[Term, ...]:
    said = telling([" ".join(term.written) for term in wanted])
    return tuple(wanted[place] for place in said)


def _whole_words(text: str) -> str:
    """As much of it as is read; a word that goes on beyond that is left out, unless there is no other."""
    read = text[:LONGEST]
    if not _WORD_GOES_ON.match(text, LONGEST - 1):
        return read
    return _LAST_WORD.sub("", read) or read


def _term(text: str) -> Term:
    written = [word.written for word in words(text) if keys_sought(word.written)]
    keys = keys_beside if len(written) > 1 else keys_sought
    return Term(tuple(written), tuple(map(keys, written)))
