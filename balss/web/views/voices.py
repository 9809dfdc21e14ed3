"""“My contributions and answers”: the page, and the same as files. For the person who is signed in and nobody else."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text
from balss.shared.http import Request
from balss.web.forms import VoicesForm
from balss.web.queries.voices import FIELDS, narrowed, own_voices, rows, sum_of

ON_A_PAGE = 25
ALL = 100_000


@login_required
@never_cache
@require_safe
def own(request: Request) -> HttpResponse:
    """A page of them, or `?viss=1` all at once, to be printed."""
    everything = own_voices(request.actor, request.now)
    form = VoicesForm(request.GET)
    kind, standing = form.wanted()
    found = narrowed(everything, kind=kind, standing=standing)
    paginator = Paginator(found, ALL if "viss" in request.GET else ON_A_PAGE)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "narrows": bool(kind or standing),
        "has_any": bool(everything),
        "sum": sum_of(everything, request.now),
        "page": paginator.get_page(request.GET.get("page")),
        "is_whole": "viss" in request.GET,
        "query": f"?{query.urlencode()}" if query else "",
        "today": timezone.localdate(request.now),
    }
    return render(request, "web/voices.html", context)


@login_required
@never_cache
@require_safe
def own_csv(request: Request) -> HttpResponse:
    found = ({**row, "changes": " ".join(row["changes"])} for row in rows(own_voices(request.actor, request.now)))
    return HttpResponse(
        "".join(csv_text(FIELDS, found)),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="mani-viedokli.csv"'},
    )


@login_required
@never_cache
@require_safe
def own_json(request: Request) -> JsonResponse:
    content = {"voices": list(rows(own_voices(request.actor, request.now)))}
    options = {"ensure_ascii": False, "indent": 1}
    headers = {"Content-Disposition": 'attachment; filename="mani-viedokli.json"'}
    return JsonResponse(content, json_dumps_params=options, headers=headers)
