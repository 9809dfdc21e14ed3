"""Keys: what stands in the index for a word, and what is looked up for a word that somebody typed.

A key is a stem in small letters without marks, of letters and digits alone, so that every engine takes it whole. A word
has a *first* key, at the word's place in the text, and may have *others*: it is found by any of them.

The language of a text decides how its words are cut; the language of a question is not known, so a word of it is
looked up as a word of each. Words in Cyrillic letters are cut as Russian everywhere.
"""

import re
from functools import lru_cache

from balss.core.alphabet import without_marks
from balss.core.text.stems import english, latvian, russian

LONGEST = 60  # letters of a key
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NO_PART_OF_A_KEY = re.compile(r"[\W_]")

Keys = tuple[str, ...]


@lru_cache(maxsize=200_000)
def keys_of(word: str, language: str = "lv") -> Keys:
    """The keys of a word in a text: the first one, then the others. Empty where nothing of the word can be kept."""
    return _kept(_stems(word.casefold(), language))


@lru_cache(maxsize=10_000)
def keys_sought(word: str) -> Keys:
    """The keys by which a typed word is found, whatever the language of the text."""
    small = word.casefold()
    return _kept([*_stems(small, "lv"), *_stems(small, "en")])


def _stems(word: str, language: str) -> list[str]:
    if _CYRILLIC.search(word):
        return [russian.stem(word)]
    found = latvian.stems(word)
    if language == "en" and word.isascii():  # a Latvian name in an English text is found in its other cases too
        return [english.stem(word), *found]
    return found


def _kept(stems: list[str]) -> Keys:
    plain = (_NO_PART_OF_A_KEY.sub("", without_marks(stem))[:LONGEST] for stem in stems)
    return tuple(dict.fromkeys(key for key in plain if key))
