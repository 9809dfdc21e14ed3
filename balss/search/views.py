"""The page: box, filters, results; it asks nobody who they are."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.text.question import Question, question
from balss.search.forms import FilterForm, SearchForm
from balss.search.models import Document
from balss.search.queries import Answers, Filters, fewer_words, suggestion
from balss.search.queries.facts import result_facts
from balss.search.queries.saved import key_of
from balss.search.queries.showing import results
from balss.shared.http import Request
from balss.shared.search_documents import search_documents

ON_A_PAGE = 20


@require_safe
def search(request: Request) -> HttpResponse:
    """`?q=` asks; kind, institution, topic, place, since and until narrow down; page goes on."""
    form, filter_form = _forms(request)
    typed = form.cleaned_data["q"]
    asked = question(typed)
    context = {"form": form, "filter_form": filter_form, "typed": typed, "kinds": list(search_documents)}
    if not filter_form.is_valid():
        return render(request, "search/search.html", context)
    if not (asked.wanted or asked.excluded or filter_form.narrows):
        return render(request, "search/search.html", context | {"is_empty": True, "has_no_words": bool(typed)})
    filters = filter_form.filters()
    if filters.place and request.GET["place"] != filters.place.slug:  # one search has one address
        query = request.GET.copy()
        query["place"] = filters.place.slug
        return redirect(f"{request.path}?{query.urlencode()}")
    page = _page(request, asked, filters)
    is_nothing = page.paginator.count == 0
    context |= {
        "page": page,
        "results": results(page.object_list, keys=asked.keys, language=request.LANGUAGE_CODE),
        "suggestion": suggestion(typed) if is_nothing else None,
        "fewer": fewer_words(asked, filters, on=timezone.localdate(request.now)) if is_nothing else [],
        "has_several_words": len(asked.wanted) > 1,
        "is_cut": asked.is_cut,
        "most_words": len(asked.words),
        "saved_key": key_of(request.GET.dict()),
    }
    return render(request, "search/search.html", context)


@require_safe
def search_json(request: Request) -> JsonResponse:
    """A page of results: {"question", "count", "page", "pages", "next", "results": […]}, by the same parameters."""
    form, filter_form = _forms(request)
    if not filter_form.is_valid():
        return JsonResponse({"errors": filter_form.errors.get_json_data()}, status=400)
    asked = question(form.cleaned_data["q"])
    page = _page(request, asked, filter_form.filters())
    query = request.GET.copy()
    query["page"] = str(page.number + 1)
    shown = results(page.object_list, keys=asked.keys, language=request.LANGUAGE_CODE)
    content = {
        "question": form.cleaned_data["q"],
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "next": f"{request.build_absolute_uri(request.path)}?{query.urlencode()}" if page.has_next() else None,
        "results": [result_facts(result) for result in shown],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _forms(request: Request) -> tuple[SearchForm, FilterForm]:
    form = SearchForm(request.GET)
    form.is_valid()  # nothing that is typed is refused
    return form, FilterForm(request.GET, on=timezone.localdate(request.now))


def _page(request: Request, asked: Question, filters: Filters) -> Page[Document]:
    answers = Answers(asked, filters, on=timezone.localdate(request.now))
    return Paginator(answers, ON_A_PAGE).get_page(request.GET.get("page"))
