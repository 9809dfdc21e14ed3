"""Drafts as a list, the page of each, its versions, their comparison, and the page of each provision."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.drafts.forms import CompareForm, FilterForm
from balss.drafts.models import Draft, Version
from balss.drafts.queries import (
    changes_between,
    find_drafts,
    for_list,
    for_page,
    history_of,
    places_named,
    wordings_of,
)
from balss.drafts.queries.found import key_of
from balss.ledger.queries import entries_about
from balss.shared.http import Request, query_of
from balss.shared.permissions import can

PAGE_LENGTH = 20
CHANGES_ON_A_PAGE = 50  # of a comparison: words are compared while the page is made


@require_safe
def drafts(request: Request) -> HttpResponse:
    today = timezone.localdate(request.now)
    form = FilterForm(request.GET.dict(), today=today)
    wanted = form.wanted()
    paginator = Paginator(for_list(find_drafts(wanted)), PAGE_LENGTH)
    context = {
        "form": form,
        "wanted": wanted,
        "page": paginator.get_page(request.GET.get("page")),
        "count": paginator.count,
        "today": today,
        "now": request.now,
        "query": query_of(request),
    }
    return render(request, "drafts/drafts.html", context)


@require_safe
def draft(request: Request, slug: str) -> HttpResponse:
    """Everybody's once a version is published; before, its institution sees what is said of it."""
    found = get_object_or_404(for_page(Draft.objects.all()), slug=slug)
    if not can(request.actor, "drafts.view_draft", found, request.now):
        raise Http404
    versions = list(found.versions.all())
    newest = versions[0] if versions else None
    return _text_page(request, found, newest, versions)


@require_safe
def version(request: Request, slug: str, number: int) -> HttpResponse:
    """The whole text of one version."""
    found = _readable(slug)
    versions = list(found.versions.all())
    shown = next((each for each in versions if each.number == number), None)
    if shown is None:
        raise Http404
    return _text_page(request, found, shown, versions)


def _text_page(request: Request, found: Draft, shown: Version | None, versions: list[Version]) -> HttpResponse:
    today = timezone.localdate(request.now)
    wordings = list(wordings_of(shown)) if shown else []
    is_newest = shown is None or shown.number == found.newest
    context = {
        "draft": found,
        "version": shown,
        "versions": [(each, each.number - 1) for each in versions],
        "is_newest": is_newest,
        "standing": [each for each in wordings if not each.is_gone],
        "gone": [each for each in wordings if each.is_gone],
        "contents": [each for each in wordings if not each.is_gone and each.is_in_contents],
        "compare_form": _compare_form(found, len(versions)),
        "places": places_named(found, on=today),
        "opportunity": found.opportunity if found.opportunity and found.opportunity.is_public else None,
        "is_open": bool(found.opportunity and found.opportunity.is_open(request.now)),
        "process": found.process if found.process and found.process.is_public else None,
        "history": entries_about(found) if is_newest else (),
        "manages": can(request.actor, "drafts.edit_draft", found, request.now),
        "today": today,
    }
    return render(request, "drafts/draft.html", context)


@require_safe
def choose(request: Request, slug: str) -> HttpResponse:
    """Leads the form for comparing to the address of the comparison."""
    found = _readable(slug)
    form = CompareForm(request.GET.dict(), newest=found.newest)
    if not form.is_valid():
        return redirect(found)
    first, second = sorted((int(form.cleaned_data["no"]), int(form.cleaned_data["lidz"])))
    return redirect("drafts:compare", slug, first, second) if first != second else redirect(found)


@require_safe
def compare(request: Request, slug: str, earlier: int, later: int) -> HttpResponse:
    """What differs between two versions, provision by provision and word by word."""
    found = _readable(slug)
    versions = {each.number: each for each in found.versions.all()}
    if earlier not in versions or later not in versions or earlier >= later:
        raise Http404
    paginator = Paginator(changes_between(versions[earlier], versions[later]), CHANGES_ON_A_PAGE)
    context = {
        "draft": found,
        "earlier": versions[earlier],
        "later": versions[later],
        "notes": [each for number, each in sorted(versions.items()) if earlier < number <= later],
        "page": paginator.get_page(request.GET.get("page")),
        "count": paginator.count,
        "compare_form": _compare_form(found, len(versions), no=earlier, lidz=later),
        "today": timezone.localdate(request.now),
    }
    return render(request, "drafts/compare.html", context)


@require_safe
def provision(request: Request, slug: str, serial: int) -> HttpResponse:
    """One provision: its words now, and what each version did to it."""
    found = _readable(slug)
    there = get_object_or_404(found.provisions, serial=serial)
    wordings = list(there.wordings.select_related("version", "provision").order_by("version__number"))
    last = wordings[-1]
    context = {
        "draft": found,
        "provision": there,
        "wording": last,
        "key": key_of(found.slug, there.serial),
        "steps": history_of(wordings),
        "opportunity": found.opportunity if found.opportunity and found.opportunity.is_public else None,
        "is_open": bool(found.is_public and found.opportunity and found.opportunity.is_open(request.now)),
        "today": timezone.localdate(request.now),
    }
    return render(request, "drafts/provision.html", context)


def _readable(slug: str) -> Draft:
    return get_object_or_404(for_page(Draft.objects.readable()), slug=slug)


def _compare_form(draft: Draft, count: int, **chosen: int) -> CompareForm | None:
    """None where there is nothing to compare."""
    if count < 2:
        return None
    return CompareForm(newest=draft.newest, initial={"no": draft.newest - 1, "lidz": draft.newest, **chosen})
