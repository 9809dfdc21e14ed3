"""The self-assessment for a period chosen among those of the plan, or for the whole plan; and the list of them."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.paper import Paper, write_pdf, write_word
from balss.plan.models import Plan
from balss.plan.queries.self_assessment import Span, self_assessment_of, spans_of
from balss.plan.queries.version import version_on
from balss.plan.views.finding import plan_or_404, today_of
from balss.plan.views.self_assessment.paper import paper_of
from balss.shared.downloads import DOCX, PDF, download
from balss.shared.http import Request


@require_safe
def self_assessments(request: Request, slug: str) -> HttpResponse:
    """The periods that have begun, each with its report in every form."""
    plan = plan_or_404(request, slug)
    spans = spans_of(plan, on=today_of(request))
    return render(request, "plan/self_assessments.html", {"plan": plan, "spans": spans})


@require_safe
def self_assessment(request: Request, slug: str, period: str) -> HttpResponse:
    plan, span = _found(request, slug, period)
    context = {"plan": plan, "span": span, "paper": _paper(request, plan, span)}
    return render(request, "plan/self_assessment.html", context)


@require_safe
def self_assessment_pdf(request: Request, slug: str, period: str) -> HttpResponseBase:
    return _file(request, *_found(request, slug, period), write_pdf, PDF, "pdf")


@require_safe
def self_assessment_docx(request: Request, slug: str, period: str) -> HttpResponseBase:
    return _file(request, *_found(request, slug, period), write_word, DOCX, "docx")


def _found(request: Request, slug: str, period: str) -> tuple[Plan, Span]:
    """Http404 for a period that the plan does not have, or that has not begun."""
    plan = plan_or_404(request, slug)
    span = next((span for span in spans_of(plan, on=today_of(request)) if span.code == period), None)
    if span is None:
        raise Http404(_("There is no report for such a period, or the period has not begun."))
    return plan, span


def _paper(request: Request, plan: Plan, span: Span) -> Paper:
    return paper_of(self_assessment_of(plan, span), made_at=request.now)


def _file(
    request: Request, plan: Plan, span: Span, write: Callable[[Paper], bytes], media_type: str, ending: str
) -> HttpResponseBase:
    return download(
        request,
        lambda: [write(_paper(request, plan, span))],
        media_type=media_type,
        version=version_on(today_of(request)),
        name=f"{plan.slug}-pasnovertejums-{span.code}-{get_language()}.{ending}",
    )
