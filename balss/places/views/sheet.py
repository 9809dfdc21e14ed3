"""A place on one A4 page of a month, for the notice boards of libraries and shops."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.calendar import start_of_day
from balss.core.calendar.spoken import month_words, until_day
from balss.core.paper.sheet import MOST, Entry, Sheet, SheetSection, write_sheet
from balss.places.queries import territory_answering_on
from balss.places.queries.happenings import Happening, Happenings, Place, happenings_in, place_on
from balss.places.views.place import TITLES, next_month, territories
from balss.shared.http import Request
from balss.shared.place_records import Section


@require_safe
def sheet(request: Request, slug: str) -> HttpResponse:
    """Of this month, as things stand now; `?menesis=2026-12` asks for this or the next month, as its first day will
    stand by what is known now. While nothing changes, every printing is the same file."""
    territory = get_object_or_404(territories(), slug=slug)
    today = timezone.localdate(request.now)
    if (heir := territory_answering_on(territory, today)) != territory:
        return redirect("places:sheet", heir.slug)
    month = _month_in(request, today)
    place = place_on(territory, on=today)
    at = max(request.now, start_of_day(month))
    found = happenings_in(place, now=at, most=MOST)
    return HttpResponse(
        write_sheet(_sheet_of(place, found, month)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slug}-{month:%Y-%m}.pdf"'},
    )


def _month_in(request: Request, today: dt.date) -> dt.date:
    months = {f"{first:%Y-%m}": first for first in (today.replace(day=1), next_month(today))}
    asked = request.GET.get("menesis") or f"{today:%Y-%m}"
    if asked not in months:
        raise Http404(_("There are sheets of this month and of the next one."))
    return months[asked]


def _sheet_of(place: Place, found: list[Happenings], month: dt.date) -> Sheet:
    language = get_language() or "lv"
    return Sheet(
        language=language,
        place=place.version.name,
        month=month_words(month, language),
        lead=_("What is being decided here, where you can have a say, and what came of it."),
        sections=[
            SheetSection(str(TITLES[each.section]), [_entry(shown, each.section) for shown in each.shown], each.count)
            for each in found
        ],
        more=_("and {} more"),
        nothing=_("Nothing is announced here yet"),
        address=settings.ORIGIN + place.territory.get_absolute_url(),
        code_words=_("All of it, and how to take part"),
        note=_("Without internet: ask for help in a library or a client service centre."),
        made_at=start_of_day(month),
    )


def _entry(shown: Happening, section: Section) -> Entry:
    record = shown.record
    if record.until:
        when = until_day(record.until, get_language() or "lv")
    else:
        when = date_format(record.day, "SHORT_DATE_FORMAT") if record.day and section != Section.MEETINGS else ""
    return Entry(record.title, " · ".join(filter(None, (when, *record.facts, shown.where_words))), record.language)
