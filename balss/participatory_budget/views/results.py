"""What people chose: the page of the results, its files, and where the own share went. Public once announced."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.core.chain.receipt import MalformedReceipt
from balss.core.charts.bars import Bar, BarChart, BarGroup, bar_chart
from balss.core.tabular import csv_text
from balss.core.vote.receipt import read_ballot_receipt
from balss.design.numbers import decimal_words
from balss.participatory_budget.models import AreaCount, BallotFile, Call, Count
from balss.participatory_budget.queries.own_share import NotOfThisElection, Replaced, own_share
from balss.participatory_budget.queries.results import AreaResult, area_results, corrections_of, count_of
from balss.participatory_budget.queries.results_data import STEPS, results_json, step_rows
from balss.participatory_budget.views.calls import readable_call
from balss.shared.downloads import OPEN
from balss.shared.http import Request

MOST_BARS = 20
LONGEST_HEADING = 38  # letters above a bar that a phone has room for
LONGEST_RECEIPT = 60_000


@require_safe
def results(request: Request, slug: str) -> HttpResponse:
    call, count = announced(request, slug)
    return render(request, "participatory_budget/results/results.html", shown(call, count, request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, slug: str) -> HttpResponse:
    """Where the share of the ballot on a receipt went. Nothing that is sent here is kept."""
    call, _count = announced(request, slug)
    upload = request.FILES.get("file")
    text = upload.read(LONGEST_RECEIPT).decode(errors="replace") if upload else request.POST.get("receipt", "")
    context: dict[str, Any] = {"call": call, "text": text[:LONGEST_RECEIPT], "today": timezone.localdate(request.now)}
    status = 200
    if request.method == "POST":
        try:
            context["own"] = own_share(call, read_ballot_receipt(text[:LONGEST_RECEIPT]))
        except MalformedReceipt:
            context["error"], status = _("This is not a whole receipt. Copy all of it, or choose its file."), 422
        except NotOfThisElection:
            context["error"], status = _("This receipt does not prove a vote in this election."), 422
        except Replaced:
            context["error"], status = _("A later vote of yours counts. Use the receipt that you got with it."), 422
    return render(request, "participatory_budget/results/own.html", context, status=status)


@require_safe
def results_data(request: Request, slug: str) -> JsonResponse:
    call, count = announced(request, slug)
    content = results_json(call, count, list(_areas(call)))
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=OPEN)


@require_safe
def results_csv(request: Request, slug: str) -> StreamingHttpResponse:
    call, _count = announced(request, slug)
    return StreamingHttpResponse(
        csv_text(STEPS, step_rows(list(_areas(call)))),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{slug}-skaitisana.csv"', **OPEN},
    )


@require_safe
def ballots(request: Request, slug: str, number: int) -> HttpResponse:
    """The ballots of an area in Pabulib's format, where they are published."""
    call, _count = announced(request, slug)
    file = get_object_or_404(BallotFile, counted__count=call.pk, counted__number=number)
    name = f"{slug}-{number}.pb"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **OPEN}
    return HttpResponse(file.text, content_type="text/plain; charset=utf-8", headers=headers)


def announced(request: Request, slug: str) -> tuple[Call, Count]:
    """Raises Http404 before an official has published the count, for everybody."""
    call = readable_call(request, slug)
    count = count_of(call) if call.results_announced_at else None
    if count is None:
        raise Http404
    return call, count


def shown(call: Call, count: Count, request: Request) -> dict[str, Any]:
    """What the page of the results shows, and its preview to the official."""
    areas = area_results(call)
    return {
        "call": call,
        "count": count,
        "areas": [(each, _chart(each)) for each in areas],
        "has_points": call.ballot.form in ("points", "ranking"),
        "turnout": Decimal(count.voters * 1000 // count.may_vote) / 10 if count.may_vote else None,
        "chosen_number": sum(len(each.chosen) for each in areas),
        "spent_cents": sum(each.spent_cents for each in areas),
        "corrections": corrections_of(call),
        "today": timezone.localdate(request.now),
    }


def _areas(call: Call) -> Any:
    return AreaCount.objects.filter(count=call.pk).select_related("area")


def _chart(area: AreaResult) -> tuple[BarChart, str]:
    """The chart, and its numbers in words."""
    chosen = {each.project.pk for each in area.chosen}
    most = area.by_votes[:MOST_BARS]
    groups = [
        BarGroup(
            _heading(f"{each.project.number}. {each.project.title}"),
            (
                Bar(
                    "main" if each.project.pk in chosen else "comparison",
                    decimal_words(each.votes),
                    Decimal(each.votes),
                ),
            ),
        )
        for each in most
    ]
    words = "; ".join(f"{each.project.title}: {decimal_words(each.votes)}" for each in most)
    return bar_chart(groups), words


def _heading(text: str) -> str:
    return text if len(text) <= LONGEST_HEADING else f"{text[: LONGEST_HEADING - 1].rstrip()}…"
