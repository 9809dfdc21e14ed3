"""Words in the two languages of the service, for data that is not in a message catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bilingual:
    """One text in Latvian and in English."""

    lv: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language code: Latvian for `lv` and its variants, English for any other."""
        return self.lv if language.split("-")[0] == "lv" else self.en
