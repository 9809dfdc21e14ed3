"""One list of the own institution: made, filled, an address taken off, removed."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balss.notices.forms.workplace import AddressesForm, ListForm, TakeOffForm
from balss.notices.models import AddressList
from balss.notices.queries.lists import lists_of
from balss.notices.services import lists
from balss.notices.services.lists.reading import RowFault
from balss.notices.views.workplace.overview import own_institution
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

KEEP = "notices.keep_lists"
forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@forms_only
def new_list(request: Request) -> HttpResponse:
    own = own_institution(request, KEEP)
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = lists.make_list(institution=own, wording=form.wording(), by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error("title", refused.message)
        else:
            return redirect("notices:list", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "notices/workplace/new_list.html", {"form": form}, status=status)


@never_cache
@forms_only
def list_page(request: Request, list_id: int) -> HttpResponse:
    """The list in figures, what waits from a file, and sending a file."""
    held = _own_list(request, list_id)
    form, faults = AddressesForm(request.POST or None, request.FILES or None), list[RowFault]()
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["unstored_addresses"]
            taken = lists.read_contacts(address_list=held, file=file, by=request.actor, now=request.now)
        except lists.ListRefused as refused:
            faults = refused.faults
            form.add_error(None, refused.message)
        else:
            messages.info(request, _told(taken))
            return redirect("notices:list", held.pk)
    return _page(request, held, status=422 if request.method == "POST" else 200, form=form, faults=faults)


@require_POST
def list_deed(request: Request, list_id: int) -> HttpResponse:
    """What is pressed on the page of a list."""
    held, do = _own_list(request, list_id), request.POST.get("do")
    if do == "take_off":
        return _take_off(request, held)
    if do == "remove":
        forgotten = lists.remove_list(address_list=held, by=request.actor, now=request.now)
        words = ngettext(
            "The list is removed, and %(count)d address with it.",
            "The list is removed, and %(count)d addresses with it.",
            forgotten,
        )
        messages.success(request, words % {"count": forgotten})
        return redirect("notices:workplace")
    try:
        if do == "take":
            read_at = _moment(request.POST.get("read_at", "")) or request.now
            lists.take_contacts(address_list=held, read_at=read_at, by=request.actor, now=request.now)
            messages.success(request, _("Taken. Each of them gets a letter about it now."))
        elif do == "discard":
            lists.discard_contacts(address_list=held, by=request.actor, now=request.now)
            messages.success(request, _("What waited is forgotten. The list is as it was."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("notices:list", held.pk)


def _take_off(request: Request, held: AddressList) -> HttpResponse:
    form = TakeOffForm(request.POST)
    if not form.is_valid():
        return _page(request, held, status=422, take_off=form)
    was_there = lists.take_off(address_list=held, email=form.cleaned_data["email"], by=request.actor, now=request.now)
    if was_there:
        messages.success(request, _("The address is forgotten. No file brings it back."))
    else:
        messages.info(request, _("The address was on no list. No file brings it any more."))
    return redirect("notices:list", held.pk)


def _page(request: Request, held: AddressList, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"list": held, "form": AddressesForm(), "take_off": TakeOffForm()} | more
    return render(request, "notices/workplace/list.html", context, status=status)


def _own_list(request: Request, list_id: int) -> AddressList:
    found = get_object_or_404(AddressList.objects.select_related("institution"), pk=list_id)
    require(request.actor, KEEP, found.institution, request.now)
    return lists_of(found.institution).select_related("institution").get(pk=found.pk)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _told(taken: lists.Taken) -> str:
    words = [_("Read; nothing is in force yet. New addresses: %(count)d.") % {"count": taken.new}]
    if taken.twice:
        words.append(_("Twice in the file: %(count)d.") % {"count": taken.twice})
    if taken.known:
        words.append(_("On the list already: %(count)d.") % {"count": taken.known})
    if taken.left:
        words.append(_("Have left, and are not taken again: %(count)d.") % {"count": taken.left})
    return " ".join(words)
