"""The words of letters: rendered once for all readers who get the same, with blanks for what is each reader's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from balss.shared.notice_kinds import NoticeKind

BEGIN, END = "\ue000", "\ue001"  # around the name of a blank: letters that no language has
_BLANK = re.compile(f"{BEGIN}([^{END}]*){END}")


@dataclass(frozen=True)
class Words:
    """What a letter says: a subject of one line, plain text, and the same as HTML or nothing."""

    subject: str
    text: str
    html: str = ""

    def filled(self, values: Mapping[str, str]) -> "Words":
        """With a value in each blank; in HTML it is escaped, unless it is marked as safe."""
        return self.filled_apart(values, values) if values else self

    def filled_apart(self, in_text: Mapping[str, str], in_html: Mapping[str, str]) -> "Words":
        html = {name: conditional_escape(value) for name, value in in_html.items()}
        return Words(_filled(self.subject, in_text), _filled(self.text, in_text), _filled(self.html, html))


def _filled(words: str, values: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: values.get(found[1], found[0]), words) if BEGIN in words else words


def blank(name: str) -> SafeString:
    """What stands in a context in the place of a value that is filled in later. A template cannot look into it: not
    whether it is empty, not how long it is."""
    return mark_safe(f"{BEGIN}{name}{END}")  # noqa: S308 (our own two letters around our own name)


def render(kind: NoticeKind, language: str, context: dict[str, Any]) -> Words:
    """The words of a kind in a language. Raises TemplateDoesNotExist for a kind without subject or text."""
    values = {**context, "origin": settings.ORIGIN, "language": language}
    with translation.override(language):
        subject = " ".join(render_plain(f"{kind.template}.subject.txt", values).split())
        text = render_plain(f"{kind.template}.txt", values).strip() + "\n"
        return Words(subject, text, _html(f"{kind.template}.html", values))


def render_plain(template: str, values: dict[str, Any]) -> str:
    """A template of plain text, in which nothing is escaped: no reader wants “&amp;” for “&”."""
    found: Any = get_template(template)
    rendered: str = found.template.render(Context(values, autoescape=False))
    return rendered


def _html(template: str, values: dict[str, Any]) -> str:
    try:
        return get_template(template).render(values)
    except TemplateDoesNotExist:
        return ""
