"""Small words of a self-assessment."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.core.paper import Text
from balss.core.plandoc.document import Words
from balss.design.numbers import decimal_words
from balss.plan.models import IndicatorValue, Measure, Said, said
from balss.plan.queries.self_assessment import Span


def day_words(day: date | datetime | None) -> str:
    """23.11.2026. or 23 November 2026, in Riga; nothing for no day."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return date_format(day, "SHORT_DATE_FORMAT")


def spoken(words: Said | Words, url: str = "") -> Text:
    """Words of the plan, with their language where it is not that of the report."""
    found = said(words) if isinstance(words, dict) else words
    return Text(str(found), "" if found.language == get_language() else found.language, url)


def written(text: str, language: str) -> Text:
    """What somebody wrote in a language."""
    return Text(text, "" if language == get_language() else language)


def title_of(measure: Measure) -> Text:
    return spoken(measure.name) if measure.name else Text(_("The title is lost in the published text"))


def value_words(value: IndicatorValue) -> str:
    """The number and the words of a value, as far as there are any."""
    number = "" if value.number is None else decimal_words(value.number)
    return " ".join(filter(None, [number, value.text]))


def span_words(span: Span) -> Text:
    """The name of the period."""
    return spoken(span.period.label) if span.period else Text(_("the whole plan"))
