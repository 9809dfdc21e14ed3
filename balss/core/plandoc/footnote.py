"""Reads footnotes: their words, the addresses in them, and the measure whose row refers to them."""

import re

from balss.core.plandoc.document import Footnote
from balss.core.plandoc.source import Note

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"<>]+")


def read_footnote(note: Note, *, language: str, measure: str) -> Footnote:
    return Footnote(
        number=note.number,
        words={language: note.text},
        line=note.line,
        addresses=tuple(addresses_in(note.text)),
        measure=measure,
    )


def addresses_in(text: str) -> list[str]:
    """Web addresses as written; punctuation that ends the sentence, and a bracket not opened inside, do not belong."""
    addresses = []
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:")
        addresses.append(address)
    return addresses
