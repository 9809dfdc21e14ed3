"""The sentence of a text that answers a question best, with the words sought marked."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from balss.core.text.stems import bare, keys_of
from balss.core.text.words import REST, UNSEEN, composed, words

LONGEST = 260  # characters of a passage
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[\"“„«(]?[A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ])|\s*\n\s*")

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A run of text; whether it is one of the words sought."""

    text: str
    is_marked: bool = False


def marked(text: str, keys: AbstractSet[str], *, language: str = "lv") -> list[Piece]:
    """The whole text, on one line, with the words sought marked."""
    whole = composed(text)
    return _pieces(whole, (0, len(whole)), [span for span, _ in _hits(whole, keys, language)])


def passage(text: str, keys: AbstractSet[str], *, language: str = "lv", longest: int = LONGEST) -> list[Piece]:
    """The first of the sentences that have the most different words sought; the first one where none has any.

    A sentence of more than `longest` characters is cut between words, around the first word sought in it, with “…”
    where something is left out. Empty for a text without letters.
    """
    whole = composed(text)
    hits = list(_hits(whole, keys, language))
    sentence = _best(_sentences(whole), hits)
    inside = [span for span, _ in hits if sentence[0] <= span[0] < sentence[1]]
    start, end = _shortened(whole, sentence, inside[0][0] if inside else sentence[0], longest)
    pieces = _pieces(whole, (start, end), [span for span in inside if start <= span[0] and span[1] <= end])
    before = [Piece("… ")] if start > sentence[0] else []
    after = [Piece(" …")] if end < sentence[1] else []
    return [*before, *pieces, *after]


def _hits(text: str, keys: AbstractSet[str], language: str) -> Iterator[tuple[Span, str]]:
    """Where the words sought stand, and the key that each was found by.

    No rule of a stemmer changes the first two letters of a word, so only words that begin like a key are cut; the
    others are not even taken out of the text, which may be long.
    """
    if not keys:
        return
    for word in _beginning_like(frozenset(key[:2] for key in keys)).finditer(text):
        start = word.start()
        if start > 1 and text[start - 1] in UNSEEN and text[start - 2].isalnum():
            continue  # the rest of a word
        if key := next((key for key in keys_of(word.group(), language) if key in keys), ""):
            yield word.span(), key


@lru_cache(maxsize=1000)
def _beginning_like(beginnings: frozenset[str]) -> re.Pattern[str]:
    """Words that begin with one of these one or two letters of keys, whatever marks they bear; and those that begin
    with a letter that a key has as several."""
    begun = [
        AROUND.join(f"[{_LETTERS.get(letter, letter)}{_SEVERAL * place}]" for place, letter in enumerate(beginning))
        + (rf"(?!{AROUND}(?![{_SEVERAL}])[^\W_])" if len(beginning) == 1 else "")
        for beginning in sorted(beginnings)
    ]
    return re.compile(rf"(?<![^\W_\u0300-\u036f])(?:{'|'.join(begun)}|[{_SEVERAL}]){REST}")


def _letters() -> tuple[dict[str, str], str]:
    """For each letter of keys how it may be written, and the signs of which a key has none or several."""
    written: dict[str, str] = {}
    several = ""
    for code in filter(lambda code: chr(code).isalnum(), _WRITTEN):
        key = bare(chr(code))
        if len(key) == 1:
            written[key] = written.get(key, "") + chr(code)
        else:
            several += chr(code)
    return written, several


AROUND = rf"[\u0300-\u036f{UNSEEN}]*"
# Latin, Greek and Cyrillic letters, signs that stand for letters and digits, ligatures, letters of full width.
_WRITTEN = chain(
    range(0x30, 0x530), range(0x1D00, 0x2190), range(0x2460, 0x2500), range(0xFB00, 0xFB18), range(0xFF10, 0xFF5B)
)
_LETTERS, _SEVERAL = _letters()


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for between in _BETWEEN_SENTENCES.finditer(text):
        yield start, between.start()
        start = between.end()
    yield start, len(text)


def _best(sentences: Iterable[Span], hits: list[tuple[Span, str]]) -> Span:
    best, most, place = None, -1, 0
    for start, end in sentences:
        found = set()
        while place < len(hits) and hits[place][0][0] < end:
            found.add(hits[place][1])
            place += 1
        if start < end and len(found) > most:
            best, most = (start, end), len(found)
    return best or (0, 0)


def _shortened(text: str, sentence: Span, around: int, longest: int) -> Span:
    """The sentence, or `longest` characters of it with the place `around`, from a word's start to a word's end."""
    start, end = sentence
    if end - start <= longest:
        return sentence
    first = max(start, min(around - longest // 3, end - longest))
    last = first + longest
    whole_words = [
        (word.start, word.end)
        for word in words(text[start:end])
        if first <= start + word.start and start + word.end <= last
    ]
    if not whole_words:  # one word longer than a passage
        return first, last
    return (
        start if first == start else start + whole_words[0][0],
        end if last == end else start + whole_words[-1][1],
    )


def _pieces(text: str, part: Span, spans: list[Span]) -> list[Piece]:
    pieces, place = [], part[0]
    for start, end in spans:
        pieces += [Piece(_line(text[place:start])), Piece(text[start:end], is_marked=True)]
        place = end
    pieces.append(Piece(_line(text[place : part[1]])))
    return [piece for piece in pieces if piece.text]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
