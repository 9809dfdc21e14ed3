"""Who reads gets the own language, or the original with the words that say so."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.template import Context, Template
from django.utils import translation

from balss.shared.content_language import InLanguages, NotInLanguages, UnknownLanguage, Words, language_name


class Promise(InLanguages):
    """A model of the tests, never saved."""

    in_languages = ("title", "text")
    title = models.TextField()
    text = models.TextField(blank=True)
    code = models.TextField(blank=True)

    class Meta:
        app_label = "tests"
        managed = False


def latvian(**more: Any) -> Promise:
    return Promise(title="Atvērts budžets", text="<b>Teksts</b>", translations={"en": {"title": "Open budget"}}, **more)


def rendered(template: str, item: Promise, language: str) -> str:
    with translation.override(language):
        return Template("{% load content_language %}" + template).render(Context({"item": item}))


def test_words_in_the_original_language_are_the_original() -> None:
    assert latvian().words("title", "lv") == Words("Atvērts budžets", "lv")


def test_words_that_are_translated_are_the_translation() -> None:
    assert latvian().words("title", "en") == Words("Open budget", "en")


def test_words_without_translation_are_the_original_and_say_so() -> None:
    assert latvian().words("text", "en") == Words("<b>Teksts</b>", "lv", is_original_fallback=True)


def test_words_default_to_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert latvian().words("title").text == "Open budget"


def test_words_of_a_canadian_plan_show_english_to_latvian_readers() -> None:
    item = Promise(language="en", title="Open data", translations={"fr": {"title": "Données ouvertes"}})
    assert item.words("title", "lv") == Words("Open data", "en", is_original_fallback=True)
    assert item.words("title", "fr") == Words("Données ouvertes", "fr")


def test_empty_original_is_no_fallback() -> None:
    assert Promise(title="x").words("text", "en") == Words("", "lv")


def test_words_of_a_column_without_translations_are_refused() -> None:
    with pytest.raises(NotInLanguages):
        latvian().words("code")


def test_all_words_begin_with_the_original() -> None:
    item = latvian()
    item.translate("de", title="Offener Haushalt")
    assert list(item.all_words("title").items()) == [
        ("lv", "Atvērts budžets"),
        ("de", "Offener Haushalt"),
        ("en", "Open budget"),
    ]


def test_translate_adds_changes_and_takes_away() -> None:
    item = latvian()
    item.translate("en", title="", text="Text")
    assert item.translations == {"en": {"text": "Text"}}
    item.translate("en", text="")
    assert item.translations == {}


def test_translate_into_the_original_language_changes_the_original() -> None:
    item = latvian()
    item.translate("lv", title="Budžets")
    assert (item.title, item.translations) == ("Budžets", {"en": {"title": "Open budget"}})


def test_translate_into_what_is_no_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        latvian().translate("Latviešu", title="x")


@pytest.mark.parametrize(
    "translations",
    [[], {"en": "Open budget"}, {"en": {"code": "x"}}, {"lv": {"title": "x"}}, {"en": {"title": 1}}, {"x y": {}}],
)
def test_translations_of_another_shape_are_refused(translations: Any) -> None:
    item = latvian()
    item.translations = translations
    with pytest.raises(ValidationError):
        item.clean_fields()


def test_tag_shows_a_translation_as_it_is() -> None:
    assert rendered('{% words item "title" %}', latvian(), "en") == "Open budget"


def test_tag_marks_and_notes_the_original_where_a_translation_is_missing() -> None:
    assert rendered('{% words item "text" %}', latvian(), "en") == (
        '<span lang="lv">&lt;b&gt;Teksts&lt;/b&gt;</span>'
        ' <small class="not-translated">(not translated; original language: Latvian)</small>'
    )


def test_tag_without_note_keeps_the_mark() -> None:
    assert rendered('{% words item "text" note=False %}', latvian(), "en") == (
        '<span lang="lv">&lt;b&gt;Teksts&lt;/b&gt;</span>'
    )


@pytest.mark.parametrize(("tag", "name"), [("fr", "franču"), ("fr-CA", "franču (Kanāda)"), ("xx", "xx")])
def test_language_is_named_in_the_readers(tag: str, name: str) -> None:
    assert language_name(tag, in_language="lv") == name
