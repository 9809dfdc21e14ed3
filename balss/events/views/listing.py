"""Events as a list that can be narrowed, and as a month."""

import calendar
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.events.forms import FilterForm
from balss.events.models import Event
from balss.events.queries import Wanted, find_events, for_list, places_of
from balss.shared.http import Request, query_of

PAGE_LENGTH = 20
MOST_IN_A_MONTH = 500
YEARS = range(2000, 2101)


@require_safe
def events(request: Request) -> HttpResponse:
    today = timezone.localdate(request.now)
    form = FilterForm({"kad": "coming", **request.GET.dict()}, today=today)
    wanted = form.wanted()
    paginator = Paginator(for_list(find_events(wanted, now=request.now)), PAGE_LENGTH)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "count": paginator.count,
        "places": places_of(page.object_list, on=today),
        "today": today,
        "query": query_of(request),
    }
    return render(request, "events/events.html", context)


@require_safe
def month(request: Request, year: int | None = None, number: int | None = None) -> HttpResponse:
    """A month as its weeks, with the events of each day; this month where none is named."""
    today = timezone.localdate(request.now)
    year, number = today.year if year is None else year, today.month if number is None else number
    if year not in YEARS or not 1 <= number <= 12:
        raise Http404(_("There is no such month."))
    first = date(year, number, 1)
    last = first.replace(day=calendar.monthrange(year, number)[1])
    wanted = Wanted(when="all", first=first, last=last)
    found = for_list(find_events(wanted, now=request.now)).order_by("starts_at", "id")[:MOST_IN_A_MONTH]
    by_day = _by_day(list(found), first, last)
    context = {
        "first": first,
        "weeks": [
            [(day, by_day.get(day, []), day.month == number) for day in week]
            for week in calendar.Calendar().monthdatescalendar(year, number)
        ],
        "days": sorted(by_day.items()),
        "today": today,
        "before": _month_url(first - timedelta(days=1)),
        "after": _month_url(last + timedelta(days=1)),
    }
    return render(request, "events/month.html", context)


def _by_day(found: list[Event], first: date, last: date) -> dict[date, list[Event]]:
    """An event of several days stands on each of them."""
    days: dict[date, list[Event]] = {}
    for event in found:
        day = max(timezone.localdate(event.starts_at), first)
        end = min(timezone.localdate(event.ends_at), last)
        while day <= end:
            days.setdefault(day, []).append(event)
            day += timedelta(days=1)
    return days


def _month_url(day: date) -> str | None:
    """The month of the day; None outside the years that we show."""
    return reverse("events:month_of", args=[day.year, day.month]) if day.year in YEARS else None
