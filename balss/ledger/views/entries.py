"""The public record, and one entry of it."""

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.ledger.forms import EntrySearch
from balss.ledger.models import Entry
from balss.ledger.queries import latest_head, receipt_for
from balss.ledger.queries.entries import erasure_of, find_entries
from balss.ledger.queries.receipts import entry_as_json, proof_for
from balss.shared.http import Request

ON_A_PAGE = 50


@require_safe
def entries(request: Request) -> HttpResponse:
    search = EntrySearch(request.GET)
    return render(request, "ledger/entries.html", {"search": search, "page": _page(request, search)})


@require_safe
def entries_json(request: Request) -> JsonResponse:
    """A page of the list: {"entries": […], "count", "page", "pages", "next"}; narrowed by the same parameters."""
    page = _page(request, EntrySearch(request.GET))
    query = request.GET.copy()
    query["page"] = str(page.number + 1)
    following = f"{request.build_absolute_uri(request.path)}?{query.urlencode()}" if page.has_next() else None
    return _json(
        {
            "count": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "next": following,
            "entries": [entry_as_json(entry) for entry in page],
        }
    )


@require_safe
def entry(request: Request, entry_id: UUID) -> HttpResponse:
    found = _entry(entry_id)
    head = latest_head()
    content = found.content_value
    context = {
        "entry": found,
        "content": None if content is None else [(name, _in_words(value)) for name, value in content.items()],
        "erasure": erasure_of(found) if content is None else None,
        "head": head,
        "proof": proof_for(found, head),
        "check_url": f"{reverse('ledger:check')}?entry={found.pk}",
    }
    return render(request, "ledger/entry.html", context)


@require_safe
def receipt(request: Request, entry_id: UUID) -> JsonResponse:
    """The entry's receipt (`core.chain.receipt`), to keep and to check anywhere."""
    response = _json(receipt_for(_entry(entry_id)), indent=2)
    response["Content-Disposition"] = f'inline; filename="balss-{entry_id}.json"'
    return response


@require_safe
def proof(request: Request, entry_id: UUID) -> HttpResponse:
    """The proof alone, as C2SP tlog-proof. Not found while the entry waits."""
    found = proof_for(_entry(entry_id), latest_head())
    if found is None:
        raise Http404
    return HttpResponse(str(found), content_type="text/plain; charset=utf-8")


def _page(request: Request, search: EntrySearch) -> Page[Entry]:
    return Paginator(find_entries(**search.conditions()), ON_A_PAGE).get_page(request.GET.get("page"))


def _entry(entry_id: UUID) -> Entry:
    found = Entry.objects.with_parts().filter(pk=entry_id).first()
    if found is None:
        raise Http404
    return found


def _in_words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(content: dict[str, Any], *, indent: int | None = None) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": indent})
