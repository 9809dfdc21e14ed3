"""Words kept in Latvian and English, and periods said in words."""

from datetime import date

from django.db.models import Model
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from balss.core.period import NotAPeriod, Period, parse_period


class InLanguage:
    """Reads `<field>_en` where English is the language of the page and the English is there, else `<field>_lv`."""

    def __set_name__(self, owner: type[Model], name: str) -> None:
        self.name = name

    def __get__(self, obj: Model, owner: type[Model]) -> str:
        latvian: str = getattr(obj, f"{self.name}_lv")
        if get_language() != "en":
            return latvian
        return getattr(obj, f"{self.name}_en") or latvian


def part_words(period: Period) -> str:
    """The part of the year: “pavasaris”; empty for a whole year."""
    if period.part.isdigit():
        return str(MONTHS[int(period.part)]).lower() if get_language() == "lv" else str(MONTHS[int(period.part)])
    return {
        "": "",
        "H1": pgettext("part of a year", "first half"),
        "H2": pgettext("part of a year", "second half"),
        "spring": pgettext("part of a year", "spring"),
        "autumn": pgettext("part of a year", "autumn"),
    }[period.part]


def period_words(period: Period | None) -> str:
    """“2023”, “2021. gada pavasaris”, “gads nav norādīts”."""
    if period is None:
        return _("year not stated")
    if not period.part:
        return str(period.year)
    return _("%(part)s of %(year)s") % {"part": part_words(period), "year": period.year}


def date_words(text: str) -> str:
    """An ISO date as exact as it is known: “2024. gada 10. jūlijs”, “2022. gada februāris”, “2022”.

    Raises NotAPeriod.
    """
    if len(text) < len("2024-07-10"):
        return period_words(parse_period(text))
    try:
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    except ValueError as error:
        raise NotAPeriod(text) from error
