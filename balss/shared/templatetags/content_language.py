"""Content in the reader's language, or in its own with `lang` and a note, for screen readers and people alike."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.shared.content_language import InLanguages, Words, language_name
from balss.shared.markdown import render_markdown

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


@register.simple_tag
def markdown_words(item: InLanguages, column: str) -> SafeString:
    """{% markdown_words process "summary" %}: the text in Markdown as a block, marked with its language."""
    found = item.words(column)
    html = render_markdown(found.text)
    if found.language == get_language():
        return html
    return format_html('<div lang="{}">{}</div>', found.language, html)


@register.filter
def markdown(text: str) -> SafeString:
    """{{ contribution.text|markdown }}: as HTML that cannot harm."""
    return render_markdown(text)


@register.filter
def untranslated(found: Words) -> str:
    """{{ item_words|untranslated }}: that the text is the original for want of a translation; nothing otherwise."""
    if not found.is_original_fallback:
        return ""
    return _("not translated; original language: %(language)s") % {"language": language_name(found.language)}
