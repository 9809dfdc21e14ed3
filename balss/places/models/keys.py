"""How two spellings of one name are told to be the same."""

import unicodedata
from typing import Any

from django.db import models


def key_of(text: str) -> str:
    """The name without what does not count: letter case, spacing, composed or decomposed letters.

    Diacritics do count: “LM” and “ĻM” are two abbreviations.
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


class KeyField(models.CharField):  # type: ignore[type-arg]  # generic only in the stubs
    """Holds `key_of` another column; written with it, never by hand. (SQLite compares only ASCII without case.)"""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 400, "editable": False, "db_index": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = key_of(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key
