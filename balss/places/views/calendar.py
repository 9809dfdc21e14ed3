"""The table of moved working days: everybody reads it, the coordinator keeps it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balss.places.forms import CalendarDayForm, CalendarYearForm
from balss.places.models import CalendarDay, CalendarDayKind, CalendarYear
from balss.places.queries import working_calendar
from balss.places.services import (
    AlreadyWithdrawn,
    CannotAddDay,
    CannotConfirmYear,
    add_calendar_day,
    confirm_calendar_year,
    withdraw_calendar_day,
)
from balss.shared.http import Request
from balss.shared.permissions import can, require


@require_safe
def calendar(request: Request) -> HttpResponse:
    return _page(request, CalendarDayForm(prefix="day"), CalendarYearForm(prefix="year"))


@require_POST
def add_day(request: Request) -> HttpResponse:
    require(request.actor, "places.keep_calendar", None, request.now)
    form = CalendarDayForm(request.POST, prefix="day")
    if form.is_valid():
        values = {**form.cleaned_data, "kind": CalendarDayKind(form.cleaned_data["kind"])}
        try:
            add_calendar_day(**values, by=request.actor, now=request.now)
        except CannotAddDay as error:
            form.add_error("date", _why(error))
        else:
            messages.success(request, _("The day is in the table."))
            return redirect("places:calendar")
    return _page(request, form, CalendarYearForm(prefix="year"))


@require_POST
def withdraw_day(request: Request, pk: int) -> HttpResponse:
    day = get_object_or_404(CalendarDay, pk=pk)
    try:
        withdraw_calendar_day(day=day, by=request.actor, now=request.now)
    except AlreadyWithdrawn:
        messages.info(request, _("Somebody has withdrawn this day already."))
    else:
        messages.success(request, _("The day is withdrawn and counts no more."))
    return redirect("places:calendar")


@require_POST
def confirm_year(request: Request, year: int) -> HttpResponse:
    require(request.actor, "places.keep_calendar", None, request.now)
    form = CalendarYearForm(request.POST, prefix="year")
    if form.is_valid():
        try:
            confirm_calendar_year(year=year, **form.cleaned_data, by=request.actor, now=request.now)
        except CannotConfirmYear:
            messages.info(request, _("This year is confirmed already, or an earlier one is not."))
        else:
            messages.success(request, _("The year is confirmed: its dates are provisional no more."))
        return redirect("places:calendar")
    return _page(request, CalendarDayForm(prefix="day"), form)


def _why(error: CannotAddDay) -> str:
    return {
        "known": _("This day stands in the table already. Withdraw it first if it is wrong."),
        "no_change": _("This day is already so: nothing would change."),
        "outside": _("Nothing can be said about so distant a year."),
    }[error.reason]


def _page(request: Request, day_form: Form, year_form: Form) -> HttpResponse:
    known_until = working_calendar().known_until
    context = {
        "known_until": known_until,
        "next_year": known_until.year + 1,
        "days": CalendarDay.objects.all(),
        "years": CalendarYear.objects.all(),
        "may_keep": can(request.actor, "places.keep_calendar", None, request.now),
        "day_form": day_form,
        "year_form": year_form,
    }
    status = 422 if day_form.errors or year_form.errors else 200
    return render(request, "places/calendar.html", context, status=status)
