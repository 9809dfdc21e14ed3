"""How pages write events: state, time, place, languages, countries."""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from balss.design.templatetags.design import status
from balss.events.models import Event, State
from balss.events.queries.spans import span_words
from balss.shared.content_language import language_name

register = template.Library()

STATES = {
    State.DRAFT: ("draft", pgettext_lazy("event", "draft")),
    State.PUBLISHED: ("due", pgettext_lazy("event", "announced")),
    State.MOVED: ("soon", pgettext_lazy("event", "moved")),
    State.HELD: ("done", pgettext_lazy("event", "held")),
    State.CANCELLED: ("overdue", pgettext_lazy("event", "cancelled")),
}
# Languages whose names the tables of Babel lack in Latvian.
OWN_NAMES = {"lsl": pgettext_lazy("language", "Latvian sign language"), "ltg": pgettext_lazy("language", "Latgalian")}


@register.simple_tag
def event_state(event: Event) -> SafeString:
    """{% event_state event %}: as a badge with its own sign and words."""
    kind, label = STATES[State(event.state)]
    return status(kind, str(label))


@register.filter
def span(event: Any) -> str:
    """{{ event|span }}: day and times, in Riga; of an event or an earlier time of it."""
    return span_words(event.starts_at, event.ends_at)


@register.filter
def lookup(found: Mapping[Any, Any], key: Any) -> Any:
    """{{ places|lookup:event.pk }}; nothing where it is not there."""
    return found.get(key, "")


@register.filter
def languages(tags: list[str]) -> str:
    """{{ event.spoken|languages }}: their names in the language being read."""
    return ", ".join(str(OWN_NAMES.get(tag) or language_name(tag)) for tag in tags)


@register.filter
def country(code: str) -> str:
    """{{ speaker.country|country }}: its name in the language being read; a code that is not known stays."""
    return str(Locale.parse(get_language() or "lv", sep="-").territories.get(code, code))


@register.simple_tag
def free_places(event: Event) -> str:
    """{% free_places event %}: “12 places free”, “all places taken”; nothing without a limit."""
    free = event.free_places
    if free is None:
        return ""
    if free <= 0:
        return _("All places are taken; there is a waiting list.")
    return ngettext("%(count)d place is free.", "%(count)d places are free.", free) % {"count": free}
