"""The coordinator's workplace: which values are awaited, entering one, correcting one, announcing a wave."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balss.indicators import queries
from balss.indicators.forms import CorrectForm, RecordForm, WaveForm
from balss.indicators.models import Area, Observation, Series, Source
from balss.indicators.services import (
    AlreadyCorrected,
    AlreadyRecorded,
    WaveExists,
    announce_wave,
    correct_observation,
    record_observation,
)
from balss.shared.files import FileRefused
from balss.shared.http import Request
from balss.shared.permissions import require


@require_safe
def desk(request: Request) -> HttpResponse:
    """All series: those that await values first; and the sources, to announce a wave."""
    require(request.actor, "indicators.record_observation", None, request.now)
    figures = queries.all_figures()
    context = {
        "awaiting": [f for f in figures if f.awaited_waves],
        "complete": [f for f in figures if not f.awaited_waves],
        "sources": Source.objects.all(),
    }
    return render(request, "indicators/workplace/desk.html", context)


@require_safe
def entries(request: Request, code: str) -> HttpResponse:
    """The entries of one series that can be corrected."""
    series = _series(code)
    require(request.actor, "indicators.correct_observation", series, request.now)
    context = {"series": series, "entries": queries.last_entries_of(series)}
    return render(request, "indicators/workplace/entries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request, code: str) -> HttpResponse:
    series = _series(code)
    require(request.actor, "indicators.record_observation", series, request.now)
    form = RecordForm(request.POST or None, request.FILES or None, series=series, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            record_observation(
                series=series,
                wave=form.cleaned_data["wave"],
                area=Area(form.cleaned_data["area"]),
                figure=form.figure(),
                by=request.actor,
                now=request.now,
            )
        except AlreadyRecorded:
            form.add_error(
                "wave", _("This wave has a value already. If it is wrong, correct it in the list of entries.")
            )
        except FileRefused as refused:
            form.add_error("document_file", refused.message)
        else:
            messages.success(request, _("The value is entered and public."))
            return redirect("indicators:series", code=code)
    return _form(request, "indicators/workplace/record.html", {"form": form, "series": series})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, entry_id: int) -> HttpResponse:
    entry = get_object_or_404(
        Observation.objects.select_related("series__question__source", "wave", "document__file"), pk=entry_id
    )
    require(request.actor, "indicators.correct_observation", entry, request.now)
    form = CorrectForm(request.POST or None, request.FILES or None, observation=entry)
    if request.method == "POST" and form.is_valid():
        try:
            correct_observation(
                observation=entry,
                figure=form.figure(),
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=request.now,
            )
        except AlreadyCorrected:
            form.add_error(
                None, _("Somebody corrected this entry meanwhile. Look at the newest entry and correct that.")
            )
        except FileRefused as refused:
            form.add_error("document_file", refused.message)
        else:
            messages.success(request, _("The correction is public; the old value stays in the history."))
            return redirect("indicators:series", code=entry.series.code)
    context = {"form": form, "entry": entry, "series": entry.series}
    return _form(request, "indicators/workplace/correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: Request, code: str) -> HttpResponse:
    source = get_object_or_404(Source, code=code)
    require(request.actor, "indicators.announce_wave", source, request.now)
    form = WaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            announce_wave(source=source, **form.cleaned_data, by=request.actor, now=request.now)
        except WaveExists:
            form.add_error("period", _("This source has a wave of that period already."))
        else:
            messages.success(request, _("The wave is announced; its values can be entered."))
            return redirect("indicators:desk")
    return _form(request, "indicators/workplace/announce.html", {"form": form, "source": source})


def _series(code: str) -> Series:
    series = Series.objects.select_related("question__source").filter(code=code).first()
    if series is None:
        raise Http404
    return series


def _chosen(request: Request) -> dict[str, str]:
    """The wave that a link of the desk has chosen already."""
    return {name: request.GET[name] for name in ("wave", "area") if name in request.GET}


def _form(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    """The page with its form; 422 when what was sent is refused, with everything that was typed still in it."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
