"""What of plans is found by searching."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.plan.queries import found
from balss.shared.search_documents import SearchKind, search_documents


def _commitment_page(key: str) -> str:
    return reverse("plan:commitment", args=key.split("/", 1))


def _measure_page(key: str) -> str:
    return reverse("plan:measure", args=key.split("/")[:2])


search_documents.pin(
    SearchKind(
        "plan.commitment",
        pgettext_lazy("kind of search result", "Commitments of the plan"),
        found.commitment_keys,
        found.found_commitments,
        _commitment_page,
    ),
    SearchKind(
        "plan.measure",
        pgettext_lazy("kind of search result", "Measures of the plan"),
        found.measure_keys,
        found.found_measures,
        _measure_page,
    ),
    SearchKind(
        "plan.report",
        pgettext_lazy("kind of search result", "Reports on measures"),
        found.report_keys,
        found.found_reports,
        lambda key: _measure_page(key) + "#reports",
    ),
    SearchKind(
        "plan.assessment",
        pgettext_lazy("kind of search result", "Independent assessments"),
        found.assessment_keys,
        found.found_assessments,
        lambda key: _measure_page(key) + "#assessment",
    ),
)
