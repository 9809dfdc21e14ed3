"""Words of a plan by language, and how they are shown: in the reader's language, else in one that the plan has."""

from typing import Any

from django.db import models
from django.utils.translation import get_language

from balss.core.plandoc.document import Words


class Said(str):
    """Words in one language; `language` says which, for `lang` attributes and for “only in Latvian”."""

    language: str

    def __new__(cls, text: str, language: str) -> "Said":
        said = super().__new__(cls, text)
        said.language = language
        return said


def said(words: Words) -> Said:
    """The words in the language being read; where those are missing, in English, else in the first language by code."""
    language = get_language() or "lv"
    for own in (language, "en", *sorted(words)):
        if words.get(own):
            return Said(words[own], own)
    return Said("", language)


class WordsField(models.JSONField):
    """Words by language code: `{"lv": "…"}`. Empty where the document lost them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})
