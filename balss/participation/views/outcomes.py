"""The outcome of a consultation: page, PDF/UA, the answers as a table, and everything as data."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.paper import write_pdf
from balss.core.tabular import csv_text
from balss.participation.models import Contribution, Opportunity, OutcomeReport, Response
from balss.participation.queries.facts import outcome_facts
from balss.participation.queries.reading import changes_of, opportunity_with_all
from balss.participation.queries.version import version_of
from balss.participation.views.opportunities import context_of
from balss.participation.views.outcome_paper import figure_tables, is_told, paper_of
from balss.shared.downloads import CSV, PDF, download
from balss.shared.http import Request
from balss.shared.permissions import ANONYMOUS, can, require

COLUMNS = ("receipt", "kind", "channel", "organisation", "text", "verdict", "reason", "changed", "answered_at")


@require_safe
def outcome(request: Request, public_id: UUID) -> HttpResponse:
    opportunity, report = _readable(request, public_id)
    told = [(caption, rows, is_told(rows)) for caption, rows in figure_tables(report.figures)]
    context = context_of(request, opportunity) | {"report": report, "tables": told, "changes": changes_of(opportunity)}
    return render(request, "participation/outcome.html", context)


@require_safe
def pdf(request: Request, public_id: UUID) -> HttpResponseBase:
    opportunity, report = _readable(request, public_id)
    return download(
        request,
        lambda: [write_pdf(paper_of(opportunity, report, made_at=request.now))],
        media_type=PDF,
        version=_version(opportunity, report, request),
        name=f"rezultats-{opportunity.public_id}.pdf",
        inline=True,
    )


@require_safe
def data(request: Request, public_id: UUID) -> JsonResponse:
    opportunity, report = _readable(request, public_id)
    return JsonResponse(outcome_facts(report, opportunity, request.now), json_dumps_params={"ensure_ascii": False})


@require_safe
def answers_csv(request: Request, public_id: UUID) -> HttpResponseBase:
    """Every answered contribution with its answer; nobody's name but that of organisations."""
    opportunity, report = _readable(request, public_id)
    return download(
        request,
        lambda: csv_text(COLUMNS, _rows(opportunity)),
        media_type=CSV,
        version=_version(opportunity, report, request),
        name=f"atbildes-{opportunity.public_id}.csv",
    )


def _version(opportunity: Opportunity, report: OutcomeReport, request: Request) -> tuple[object, ...] | None:
    """None for what not everybody may read yet."""
    is_everybodys = can(ANONYMOUS, "participation.view_outcome", report, request.now)
    return (timezone.localdate(request.now), *version_of(opportunity)) if is_everybodys else None


def _rows(opportunity: Opportunity) -> Iterator[dict[str, Any]]:
    answered = (
        Contribution.objects.filter(consultation__opportunity=opportunity, response__state=Response.State.PUBLISHED)
        .asking()
        .select_related("response")
        .prefetch_related("response__changes")
        .order_by("published_at", "pk")
    )
    for said in answered.iterator(chunk_size=500):
        response = said.response
        assert response is not None  # noqa: S101  (filtered above)
        changed = "; ".join(change.address for change in response.changes.all())
        yield {
            "receipt": said.receipt,
            "kind": said.kind,
            "channel": said.channel,
            "organisation": said.organisation,
            "text": said.text,
            "verdict": response.verdict,
            "reason": response.reason,
            "changed": changed,
            "answered_at": response.published_at,
        }


def _readable(request: Request, public_id: UUID) -> tuple[Opportunity, OutcomeReport]:
    """Http404 where there is no report; NotAllowed for a draft that is not the visitor's institution's."""
    opportunity = get_object_or_404(opportunity_with_all(public_id))
    report = (
        OutcomeReport.objects.select_related("consultation__opportunity__institution")
        .filter(consultation__opportunity=opportunity)
        .first()
    )
    if report is None:
        raise Http404
    require(request.actor, "participation.view_outcome", report, request.now)
    return opportunity, report
