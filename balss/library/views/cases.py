"""Cases of good practice as a list that can be narrowed, and the page of each."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.ledger.queries import entries_about
from balss.library.forms import FilterForm
from balss.library.models import PracticeCase
from balss.library.queries import find_cases, for_list, for_page, places_named
from balss.library.queries.facts import facts_of
from balss.shared.downloads import OPEN
from balss.shared.http import Request, query_of
from balss.shared.permissions import can

PAGE_LENGTH = 20


@require_safe
def cases(request: Request) -> HttpResponse:
    today = timezone.localdate(request.now)
    form = FilterForm(request.GET.dict(), today=today)
    wanted = form.wanted()
    paginator = Paginator(for_list(find_cases(wanted)), PAGE_LENGTH)
    context = {
        "form": form,
        "wanted": wanted,
        "page": paginator.get_page(request.GET.get("page")),
        "count": paginator.count,
        "today": today,
        "query": query_of(request),
    }
    return render(request, "library/cases.html", context)


@require_safe
def case(request: Request, slug: str) -> HttpResponse:
    """Everybody's once it is published, withdrawn or not; a draft is for its institution, as others will see it."""
    found = get_object_or_404(for_page(PracticeCase.objects.all()), slug=slug)
    if not can(request.actor, "library.view_case", found, request.now):
        raise Http404
    today = timezone.localdate(request.now)
    context = {
        "case": found,
        "places": places_named(found, on=today),
        "history": entries_about(found),
        "manages": can(request.actor, "library.edit_case", found, request.now),
        "today": today,
    }
    return render(request, "library/case.html", context)


@require_safe
def case_json(request: Request, slug: str) -> HttpResponse:
    """The public facts of one case."""
    found = get_object_or_404(for_page(PracticeCase.objects.public()), slug=slug)
    return JsonResponse(facts_of(found), json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=OPEN)
