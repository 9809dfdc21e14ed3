"""When an event is, in the words of the language being read."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format


def span_words(starts_at: datetime, ends_at: datetime) -> str:
    """“2026. gada 12. maijs, 10.00–15.30”; both days where it lasts over midnight."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    time = "G.i" if translation.get_language() == "lv" else "H:i"
    first = f"{date_format(start, 'DATE_FORMAT')}, {date_format(start, time)}"
    if start.date() == end.date():
        return f"{first}–{date_format(end, time)}"
    return f"{first} – {date_format(end, 'DATE_FORMAT')}, {date_format(end, time)}"
