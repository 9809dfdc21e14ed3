"""A spelling that finds something, from the words of the index itself."""

import re

from balss.core.text.question import Question, Term, question
from balss.core.text.spelling import distance
from balss.core.text.stems import keys_of, keys_sought
from balss.core.text.words import words
from balss.search.models import Document, Word
from balss.search.models.engine import Asked, engine, places_between

SHORTEST = 4  # letters of a word that is worth correcting
LONG = 7  # letters from which on two mistakes may be meant
END = 3  # last letters of a long word
MOST_TRIED = 12  # spellings whose frequency is asked
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def suggestion(typed: str) -> str | None:
    """What was typed, with each word that stands nowhere in the index replaced by the likest that does.

    None when every word is known, when none is like an unknown one, or when the corrected question finds nothing.
    """
    asked = question(typed)
    better = {word: likest for word in _unknown(asked) if (likest := _likest(word)) is not None}
    if not better:
        return None
    corrected = re.sub(r"[^\W_]+", lambda word: better.get(word.group(), word.group()), typed)
    return corrected if _count(question(corrected)) else None


def _unknown(asked: Question) -> list[str]:
    keys = {word: keys_sought(word) for word in asked.words}
    known = set(Word.objects.filter(stem__in=asked.keys).values_list("stem", flat=True))
    return [word for word, own in keys.items() if known.isdisjoint(own) and len(own[0]) >= SHORTEST]


def _likest(word: str) -> str | None:
    """The nearest word of the index; of several, that of most documents. None further than two mistakes away."""
    stem = keys_sought(word)[0]
    most = 2 if len(stem) >= LONG else 1
    near = sorted((distance(stem, known.stem, most=most), known.stem) for known in _candidates(stem))
    near = [found for found in near if found[0] <= most and not _is_another_form(stem, found[1])][:MOST_TRIED]
    counted = [(away, -_count(_one(known)), known) for away, known in near]
    found = sorted(candidate for candidate in counted if candidate[1] < 0)
    return _written(found[0][2]) if found else None


def _is_another_form(stem: str, known: str) -> bool:
    """Whether they differ at their ends alone, as words of a family do and the infinitive of a verb (konsultācijas,
    konsultatīvs; balsot, balsoja): then nothing is misspelt. Letters that changed places are."""
    end = END if len(stem) >= LONG else 1
    one, other = stem[-end:], known[-end:]
    differ = sorted(one) != sorted(other) if len(stem) >= LONG else (one, other) == ("t", "j")
    return len(stem) == len(known) and stem[:-end] == known[:-end] and differ


def _one(stem: str) -> Question:
    return Question((Term((stem,), ((stem,),)),))


def _written(stem: str) -> str | None:
    """How the word is written in the first of the documents that have it."""
    (place,) = engine().places(Asked(_one(stem), (), places_between(None, None)), limit=1)
    document = Document.objects.get(entry__place=place)
    for said in (document.title, document.text):
        for language, text in sorted(said.items()):
            for word in words(text):
                if stem in keys_of(word.written, language):
                    return word.written.casefold()
    return None


def _candidates(stem: str) -> list[Word]:
    """Words that begin alike, and those one mistake away wherever it stands."""
    alike = Word.objects.filter(stem__startswith=stem[:2])
    once = Word.objects.filter(stem__in=_one_mistake(stem))
    return [*{word.stem: word for word in (*alike, *once)}.values()]


def _one_mistake(stem: str) -> set[str]:
    cuts = [(stem[:place], stem[place:]) for place in range(len(stem) + 1)]
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        *(left + letter + right[1:] for left, right in cuts if right for letter in LETTERS),
        *(left + letter + right for left, right in cuts for letter in LETTERS),
    }


def _count(asked: Question) -> int:
    return engine().count(Asked(asked, (), places_between(None, None)))
