"""Latvian letters: the order of the dictionary, and words without their marks."""

import unicodedata

ALPHABET = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"
_LONG = str.maketrans("āēīū", "aeiu")
_PLACE = {letter: place for place, letter in enumerate(letter for letter in ALPHABET if letter not in "āēīū")}


def latvian_order(text: str) -> tuple[list[tuple[int, str]], str]:
    """A key that sorts as Latvian dictionaries do: Č after C, Ģ after G, but Ā with A unless all else is equal.

    Upper and lower case sort alike; digits, spaces and foreign letters come before the alphabet, by code point.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return [
        (_PLACE.get(letter, -1), letter if letter not in _PLACE else "") for letter in folded.translate(_LONG)
    ], folded


def without_marks(text: str) -> str:
    """The text in small letters and without diacritics, its spaces collapsed: “Ķekavas  Novads” → “kekavas novads”."""
    small = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", small)
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
