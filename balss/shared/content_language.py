"""Content in the language it was written in, with translations where somebody has made them.

The original stands in ordinary columns, so that it is searched, ordered and constrained like any other. Translations of
those columns stand beside it in one column of JSON. A reader gets the own language where it exists, else the original,
and is told so: `Words` says which language its text is in.

    class Measure(InLanguages):
        in_languages = ("title", "text")
        title = models.TextField()
        text = models.TextField(blank=True)

    measure.translate("en", title="Open budget")
    measure.words("title", "en")  # Words(text="Open budget", language="en", is_original_fallback=False)
    measure.words("text", "en")   # Words(text="Atvērt …", language="lv", is_original_fallback=True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGE_TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "A language tag such as lv, en or fr-CA (BCP 47)")


@dataclass(frozen=True)
class Words:
    """A text and the language that it is in; whether it is the original for want of a translation."""

    text: str
    language: str
    is_original_fallback: bool = False

    def __str__(self) -> str:
        return self.text


class UnknownLanguage(ValueError):
    """What was given is no language tag."""


class NotInLanguages(AttributeError):
    """The model keeps no translations of this column."""


class InLanguages(models.Model):
    """Base of models whose content has an original language and may have translations.

    `in_languages` names the columns that are translated. Translations are not personal data beyond what the original
    columns are; whoever erases those erases `translations` too.
    """

    in_languages: ClassVar[tuple[str, ...]] = ()

    language = models.CharField(max_length=12, default="lv", validators=[LANGUAGE_TAG])  # of the original
    translations = models.JSONField(default=dict, blank=True)  # {"en": {"title": "…"}}; never the original's language

    class Meta:
        abstract = True

    def words(self, column: str, language: str | None = None) -> Words:
        """The column in a language (that of the page, unless said), or the original where it is not translated."""
        self._check_column(column)
        wanted = language or get_language() or "lv"
        if wanted == self.language:
            return Words(getattr(self, column), self.language)
        if translated := self.translations.get(wanted, {}).get(column):
            return Words(translated, wanted)
        original = getattr(self, column)
        return Words(original, self.language, is_original_fallback=bool(original))

    def all_words(self, column: str) -> dict[str, str]:
        """The column in every language that it is in: the original first, the others in the order of their tags."""
        self._check_column(column)
        others = {tag: texts[column] for tag, texts in sorted(self.translations.items()) if texts.get(column)}
        return {self.language: getattr(self, column), **others}

    def translate(self, language: str, **columns: str) -> None:
        """Put translations of columns beside the original; an empty text takes one away. The caller saves.

        For the original's own language it changes the original. Raises UnknownLanguage, NotInLanguages.
        """
        for column in columns:
            self._check_column(column)
        if language == self.language:
            for column, text in columns.items():
                setattr(self, column, text)
            return
        try:
            LANGUAGE_TAG(language)
        except ValidationError as error:
            raise UnknownLanguage(language) from error
        texts = {**self.translations.get(language, {}), **columns}
        kept = {column: text for column, text in texts.items() if text}
        others = {tag: texts for tag, texts in self.translations.items() if tag != language}
        self.translations = {**others, language: kept} if kept else others

    def clean_fields(self, exclude: "set[str] | None" = None) -> None:  # type: ignore[override]
        super().clean_fields(exclude=exclude)
        check_translations(self.translations, columns=self.in_languages, original=self.language)

    def _check_column(self, column: str) -> None:
        if column not in self.in_languages:
            raise NotInLanguages(f"{type(self).__name__}.{column}")


def check_translations(translations: object, *, columns: tuple[str, ...], original: str) -> None:
    """Raise ValidationError unless these are texts by column by language, without the original's language."""
    if not isinstance(translations, Mapping):
        raise ValidationError({"translations": _("Translations must be given by language.")})
    for language, texts in translations.items():
        LANGUAGE_TAG(language)
        shaped = isinstance(texts, Mapping) and all(isinstance(text, str) for text in texts.values())
        if language == original or not shaped or not set(texts) <= set(columns):
            raise ValidationError(
                {"translations": _("The translation into “%(language)s” is wrong.") % {"language": language}}
            )


def language_name(tag: str, *, in_language: str | None = None) -> str:
    """The name of a language in a language (that of the page, unless said): “fr” is “franču”. Unknown tags stay."""
    try:
        shown = Locale.parse(in_language or get_language() or "lv", sep="-")
        return Locale.parse(tag, sep="-").get_display_name(shown) or tag
    except (UnknownLocaleError, ValueError):
        return tag
