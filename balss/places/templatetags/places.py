"""Names of institutions and days in templates."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from balss.places.models import Institution

register = template.Library()


@register.filter
def name_on(institution: Institution, day: dt.date | dt.datetime) -> str:
    """{{ institution|name_on:day }}: its name on the day (of Riga), in the language read, else in Latvian.

    Prefetch `names`, or each call is a query.
    """
    return str(institution.name_on(_in_riga(day)))


@register.filter
def written_day(day: dt.date | dt.datetime) -> str:
    """{{ day|written_day }}: 01.07.2024. or 1 July 2024; the Latvian form stands in any case (“no …”, “līdz …”)."""
    return date_format(_in_riga(day), "SHORT_DATE_FORMAT")


def _in_riga(day: dt.date | dt.datetime) -> dt.date:
    return timezone.localdate(day) if isinstance(day, dt.datetime) else day
