"""Content in the reader's language, or in its own with `lang` and a note, for screen readers and people alike."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.shared.content_language import InLanguages, Words, language_name

register = template.Library()


@register.simple_tag
def words(item: InLanguages, column: str, *, note: bool = True) -> SafeString:
    """{% words measure "title" %}: the text, marked with its language where that is not the page's.

    `note=False` leaves out the words “not translated”, where a page says so once for many texts.
    """
    found = item.words(column)
    if found.language == get_language():
        return format_html("{}", found.text)
    marked = format_html('<span lang="{}">{}</span>', found.language, found.text)
    return format_html('{} <small class="not-translated">({})</small>', marked, untranslated(found)) if note else marked


@register.filter
def untranslated(found: Words) -> str:
    """{{ item_words|untranslated }}: that the text is the original for want of a translation; nothing otherwise."""
    if not found.is_original_fallback:
        return ""
    return _("not translated; original language: %(language)s") % {"language": language_name(found.language)}
