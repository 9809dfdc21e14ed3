"""A light Latvian stemmer: endings of nouns and adjectives, and the consonants that change before them.

The rules are Kārlis Kreslins' (“A stemming algorithm for Latvian”, 1996) in the light form published for Lucene
(Apache-2.0): case, number, gender and definiteness are taken off, nothing else. Ours goes further in three places:

* *short stems* of two letters, when the word begins with a vowel (ēka, ēku, ēkām; upe, upju). The stem gets an “a”, so
  that it is no other word's (EK, the European Commission);
* *t and d*, which before some endings become š and ž, as s and z do (vācietis, vācieša; sēde, sēžu). Which it was
  cannot be told from the form, so a form on š or ž has a second stem;
* *words typed without marks*: “nozarem” has an ending only once ē is read into it, and in “iedzivotajam” the ā of
  -tājs looks like the a of a definite adjective (atklātajam). Such words have further stems.
"""

from collections.abc import Iterator

from balss.core.alphabet import without_marks

VOWELS = frozenset("aeiouāēīū")


def _with_vowels(endings: str) -> tuple[tuple[str, int], ...]:
    return tuple((ending, sum(letter in VOWELS for letter in ending)) for ending in endings.split())


# Endings, the longest that may apply first, each with its vowels: a stem keeps one of its own.
ENDINGS = _with_vowels(
    "ajiem ajai ajam ajām ajos ajās iem ajā ais ai ei ām am ēm īm im um us as ās es os ij īs ēs is ie "
    "u a i e ā ē ī ū o s š"
)
PLAIN_ENDINGS = _with_vowels("ajiem ajai ajam ajos ajas iem aja ais ai ei am em im um us as es os ij is ie u a i e o s")
CHANGING = frozenset({"u", "a", "i", "iem", "us", "os"})  # what a changed consonant may stand before
OF_DOERS = ("tajiem", "tajai", "tajam", "tajos", "tajas")  # of -tājs, typed without marks
SHORTEST = 3  # letters of a stem that does not begin with a vowel
CHANGED_BACK = {"š": "t", "ž": "d"}


def stems(word: str) -> list[str]:
    """The stems of a word in small letters, themselves without marks: the likeliest first, none twice."""
    stem, ending = _cut(word, ENDINGS)
    found = [*_unchanged(stem, ending)]
    if without_marks(word) == word:
        found += _read_without_marks(word)
    return list(dict.fromkeys(without_marks(stem) for stem in found))


def _cut(word: str, endings: tuple[tuple[str, int], ...]) -> tuple[str, str]:
    """The word's stem and ending; of a word that has none, the word itself."""
    vowels = sum(letter in VOWELS for letter in word)
    for ending, own in endings:
        if word.endswith(ending) and vowels > own:
            stem = word[: -len(ending)]
            if len(stem) >= SHORTEST or _is_short_stem(stem):
                return stem, ending
    return word, ""


def _is_short_stem(stem: str) -> bool:
    return len(stem) == 2 and stem[0] in VOWELS and stem[1] not in VOWELS


def _unchanged(stem: str, ending: str) -> Iterator[str]:
    """The stem with its last consonants as they are before other endings. Marks fall later: ļ is l already."""
    if _is_short_stem(stem):
        yield stem + "a" if ending else stem
        return
    if ending not in CHANGING:
        yield stem
        return
    if ending == "u" and stem.endswith("kš"):
        yield stem[:-1] + "st"
    elif stem.endswith(("pj", "bj", "mj", "vj")):
        yield stem[:-1] + ("a" if _is_short_stem(stem[:-1]) else "")
    else:
        yield stem
    if stem[-1] in CHANGED_BACK:
        yield stem[:-1] + CHANGED_BACK[stem[-1]]


def _read_without_marks(word: str) -> Iterator[str]:
    stem, ending = _cut(word, PLAIN_ENDINGS)
    yield next(_unchanged(stem, ending))
    if word.endswith(OF_DOERS):
        yield word[: word.rindex("taj") + len("taj")]
    if ending in CHANGING and len(stem) > len("ties") and stem.endswith("ies"):
        yield stem[:-1] + "t"  # jauniesa: of jaunietis
    if ending == "u" and stem.endswith("tas"):
        yield stem[:-1] + "t"  # aktivitasu: of aktivitāte
