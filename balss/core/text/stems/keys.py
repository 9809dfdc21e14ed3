"""Keys: what stands in the index for a word, and what is looked up for a word that somebody typed.

A key is a stem in small letters without marks, of letters and digits alone, so that every engine takes it whole. A word
has a *first* key, at the word's place in the text, and may have *others*: it is found by any of them.

The language of a text decides how its words are cut; the language of a question is not known, so a word of it is
looked up as a word of each. Words in Cyrillic letters are cut as Russian everywhere.
"""

import re
import unicodedata
from functools import lru_cache

from balss.core.alphabet import without_marks
from balss.core.text.stems import english, latvian, russian
from balss.core.text.words import UNSEEN

EDITION = 4  # of what the index knows of a text: whoever changes keys counts it up, and every index is made anew
LONGEST = 60  # letters of a key
CHANGED = {without_marks(before): without_marks(after) for after, before in latvian.CHANGED_BACK.items()}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NO_PART_OF_A_KEY = re.compile(r"[\W_]")
_SEEN = str.maketrans("", "", UNSEEN)
# Letters with a stroke and the like, which Unicode does not take apart; of “Łódź” and “Tromsø” people type l and o.
_UNSTROKED = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i"} | {"æ": "ae", "œ": "oe", "þ": "th"}
)

Keys = tuple[str, ...]


@lru_cache(maxsize=200_000)
def keys_of(word: str, language: str = "lv") -> Keys:
    """The keys of a word in a text: the first one, then the others. Empty where nothing of the word can be kept."""
    return _kept(_stems(_small(word), language))


@lru_cache(maxsize=10_000)
def keys_sought(word: str) -> Keys:
    """The keys by which a typed word is found, whatever the language of the text."""
    small = _small(word)
    return _kept([*_stems(small, "lv"), *_stems(small, "en")])


@lru_cache(maxsize=10_000)
def keys_beside(word: str) -> Keys:
    """The keys of which one is the first key of a typed word in a text, where places count: those by which it is found,
    and those of its forms in which t or d has become š or ž (sēde: sēžu)."""
    keys = keys_sought(word)
    return tuple(dict.fromkeys([*keys, *(key[:-1] + CHANGED[key[-1]] for key in keys if key[-1] in CHANGED)]))


def bare(word: str) -> str:
    """The whole word as a key is written: small letters and digits without marks."""
    return _NO_PART_OF_A_KEY.sub("", without_marks(word).translate(_UNSTROKED))


def _small(word: str) -> str:
    """In small letters of the usual width, ligatures taken apart, without what nobody sees."""
    return unicodedata.normalize("NFKC", word.translate(_SEEN)).casefold().translate(_UNSTROKED)


def _stems(word: str, language: str) -> list[str]:
    if _CYRILLIC.search(word):
        return [russian.stem(word)]
    found = latvian.stems(word)
    if language == "en" and word.isascii():  # a Latvian name in an English text is found in its other cases too
        return [english.stem(word), *found]
    return found


def _kept(stems: list[str]) -> Keys:
    plain = (bare(stem)[:LONGEST] for stem in stems)
    return tuple(dict.fromkeys(key for key in plain if key))
