"""The signed heads, the keys that signed them, and the proofs between them: what witnesses and auditors fetch."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.ledger.models import TreeHead
from balss.ledger.queries import latest_head, log_keys, signed_note
from balss.ledger.queries.heads import heads_as_json
from balss.shared.http import Request

ON_A_PAGE = 50


@require_safe
def heads(request: Request) -> HttpResponse:
    page = Paginator(TreeHead.objects.order_by("-number"), ON_A_PAGE).get_page(request.GET.get("page"))
    latest = latest_head()
    context = {
        "page": page,
        "latest": latest,
        "note": signed_note(latest) if latest else "",
        "keys": log_keys(),
    }
    return render(request, "ledger/heads.html", context)


@require_safe
def heads_json(request: Request) -> JsonResponse:
    """The newest head and the log's public keys; older heads are at their own address (`stavokli/<size>.json`)."""
    latest = latest_head()
    return JsonResponse(
        {
            "latest": heads_as_json([latest])[0] if latest else None,
            "keys": [{"name": key.name, "id": key.id, "vkey": key.vkey} for key in log_keys()],
        }
    )


@require_safe
def head_json(request: Request, size: int) -> JsonResponse:
    return JsonResponse(heads_as_json([_head(size)])[0])


@require_safe
def head_note(request: Request, size: int) -> HttpResponse:
    """One head as the signed note that goes to witnesses."""
    return HttpResponse(signed_note(_head(size)), content_type="text/plain; charset=utf-8")


@require_safe
def latest_note(request: Request) -> HttpResponse:
    """The newest head as a signed note (C2SP checkpoint)."""
    latest = latest_head()
    if latest is None:
        raise Http404
    return HttpResponse(signed_note(latest), content_type="text/plain; charset=utf-8")


def _head(size: int) -> TreeHead:
    head = TreeHead.objects.filter(size=size).first()
    if head is None:
        raise Http404
    return head
