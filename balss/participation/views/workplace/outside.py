"""Where the coordinator sees and says from which other sites opportunities are imported, and how that goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from balss.core.outside import Reason
from balss.participation.forms.outside import SourceForm
from balss.participation.models import Opportunity, OutsideSource
from balss.participation.services.outside import add_source, change_source, resume_source, stop_source
from balss.participation.views.workplace.editing_processes import forms_only
from balss.shared.fetching import Fault
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

WORDS: dict[str, str | Promise] = {
    Fault.ADDRESS: gettext_lazy("it leads on to an address that does not begin with https://"),
    Fault.PRIVATE: gettext_lazy("it leads to a machine that is not on the public internet"),
    Fault.UNKNOWN_HOST: gettext_lazy("there is no site of this name"),
    Fault.TLS: gettext_lazy("the site's certificate does not hold"),
    Fault.NETWORK: gettext_lazy("there was no connection, or it broke off"),
    Fault.SLOW: gettext_lazy("the site took too long to answer"),
    Fault.LARGE: gettext_lazy("the file is larger than 10 MB"),
    Fault.REDIRECTS: gettext_lazy("the address leads on and on"),
    Fault.ENCODED: gettext_lazy("the file came compressed although we asked for it plain"),
    Fault.STATUS: gettext_lazy("the site refused to give it"),
    Reason.EMPTY: gettext_lazy("the file is empty"),
    Reason.LETTERS: gettext_lazy("its letters are in an unknown encoding"),
    Reason.NO_XML: gettext_lazy("the file is no XML"),
    Reason.NO_FEED: gettext_lazy("the file is no Atom or RSS feed"),
    Reason.NO_JSON: gettext_lazy("the file is no JSON"),
    Reason.NO_RECORDS: gettext_lazy("there is no list of records in the file"),
    Reason.NO_FEATURES: gettext_lazy("the file is no GeoJSON"),
    Reason.NO_CALENDAR: gettext_lazy("the file is no calendar"),
    Reason.NO_COLUMNS: gettext_lazy("the table has no column for the title or the address"),
    Reason.BROKEN_TABLE: gettext_lazy("the table breaks off"),
    Reason.TOO_MANY: gettext_lazy("there are more than 5000 records"),
    Reason.NO_RECORD: gettext_lazy("it is no record"),
    Reason.NO_TITLE: gettext_lazy("it has no title"),
    Reason.NO_ADDRESS: gettext_lazy("it has no address on the web"),
    Reason.ENDS_FIRST: gettext_lazy("it ends before it begins"),
}
COUNTED: dict[str, str | Promise] = {
    "added": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "same": gettext_lazy("as before"),
    "closed": gettext_lazy("closed, because they vanished there"),
    "doubled": gettext_lazy("left out, because they are here already"),
    "over": gettext_lazy("left out, because they were over already"),
    "skipped": gettext_lazy("could not be read"),
}


@require_safe
def sources(request: Request) -> HttpResponse:
    require(request.actor, "participation.keep_sources", None, request.now)
    context = {"sources": [(each, failure_words(each)) for each in OutsideSource.objects.all()]}
    return render(request, "participation/workplace/sources.html", context)


@forms_only
def new_source(request: Request) -> HttpResponse:
    require(request.actor, "participation.keep_sources", None, request.now)
    form = SourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            source = add_source(code=form.cleaned_data["code"], content=form.content, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Added. It is asked within ten minutes."))
            return redirect("participation:keep_source", source.code)
    return _show(request, form)


@forms_only
def keep_source(request: Request, code: str) -> HttpResponse:
    """How the last import went; to be changed, stopped, asked again."""
    source = get_object_or_404(OutsideSource, code=code)
    require(request.actor, "participation.keep_sources", source, request.now)
    posted = request.POST if request.method == "POST" and "save" in request.POST else None
    form = SourceForm(posted, instance=OutsideSource.objects.get(pk=source.pk))
    if request.method == "POST":
        try:
            if _do(request, source, form):
                return redirect("participation:keep_source", code)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participation:keep_source", code)
    return _show(request, form, source)


def _do(request: Request, source: OutsideSource, form: SourceForm) -> bool:
    who: dict[str, Any] = {"source": source, "by": request.actor, "now": request.now}
    if "stop" in request.POST:
        stop_source(**who)
        messages.success(request, _("Stopped. What came from it is closed."))
    elif "resume" in request.POST:
        resume_source(**who)
        messages.success(request, _("It is asked within ten minutes."))
    elif "save" in request.POST and form.is_valid():
        change_source(content=form.content, **who)
        messages.success(request, _("Saved."))
    else:
        return False
    return True


def failure_words(source: OutsideSource) -> str:
    return _words(source.failure)


def _words(why: str) -> str:
    """“status:404” is “the site refused to give it (404)”."""
    name, _colon, detail = why.partition(":")
    words = str(WORDS.get(name, name))
    return f"{words} ({detail})" if detail else words


def _show(request: Request, form: SourceForm, source: OutsideSource | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "source": source}
    if source is not None:
        examples = [each.partition(":") for each in source.counts.get("examples", [])]
        context |= {
            "failure": failure_words(source),
            "counts": [(COUNTED[name], number) for name, number in source.counts.items() if name in COUNTED],
            "examples": [(number, _words(why)) for number, _colon, why in examples],
            "shown": Opportunity.objects.open(request.now).filter(origin=source.origin).count(),
        }
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/workplace/source.html", context, status=status)
