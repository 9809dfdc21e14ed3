"""What is to be found, said plainly: every word of a document looked at, one after the other, with no index.

A document's words are keys as `core.text` cuts them; here is only which of them answer a question. Both engines are
held to it, so they are the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from balss.core.text.question import Question, Term
from balss.core.text.stems import Keys, keys_of
from balss.core.text.words import composed, words


@dataclass(frozen=True)
class Plain:
    """A document as the lists of its words, one for each language: first of the title, then of the text."""

    title: list[list[Keys]]
    text: list[list[Keys]]


def plain(title: Mapping[str, str], text: Mapping[str, str]) -> Plain:
    return Plain(*([_words(each, language) for language, each in said.items()] for said in (title, text)))


def answers(document: Plain, question: Question) -> bool:
    everywhere = [*document.title, *document.text]
    wanted = all(_stands(term, everywhere) for term in question.wanted)
    return wanted and not any(_stands(term, everywhere) for term in question.excluded)


def is_titled(document: Plain, question: Question) -> bool:
    """Whether all that is wanted stands in the title, each word by its first key."""
    first = [[keys[:1] for keys in said] for said in document.title]
    return all(_stands(term, first) for term in question.wanted)


def _words(text: str, language: str) -> list[Keys]:
    found = (keys_of(word.written, language) for word in words(composed(text)))
    return [keys for keys in found if keys]


def _stands(term: Term, texts: Sequence[Sequence[Keys]]) -> bool:
    if not term.is_phrase:
        return any(set(keys) & set(term.keys[0]) for said in texts for keys in said)
    return any(
        all(keys[0] in sought for keys, sought in zip(run, term.keys, strict=True))
        for said in texts
        for run in _runs(said, len(term.keys))
    )


def _runs(said: Sequence[Keys], length: int) -> Iterator[Sequence[Keys]]:
    return (said[start : start + length] for start in range(len(said) - length + 1))
