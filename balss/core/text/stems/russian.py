"""Russian endings of nouns and adjectives, so that a word in another case is found. Verbs stay as they are."""

VOWELS = frozenset("аеёиоуыэюя")
_LISTED = (
    "иями ями ами иях ией иям ием ого его ому ему ыми ими ая яя ое ее ые ие ый ий ой ей ую юю ых их ым им ах ях ам ям "
    "ом ем ём ов ев ёв ью ия ии ию а я о е ы и у ю ь й"
)
ENDINGS = tuple(_LISTED.split())
SHORTEST = 3


def stem(word: str) -> str:
    """The stem of a word in small letters: участие, участием; жители, жителей."""
    for ending in ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) >= SHORTEST and not VOWELS.isdisjoint(stem):
                return stem
    return word
