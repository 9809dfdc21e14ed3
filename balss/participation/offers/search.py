"""What of participation is found by searching."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.participation.queries import found
from balss.shared.search_documents import SearchKind, search_documents

search_documents.pin(
    SearchKind(
        found.PROCESS,
        pgettext_lazy("kind of search result", "Processes"),
        found.process_keys,
        found.found_processes,
        lambda key: reverse("participation:process", args=[key]),
    ),
    SearchKind(
        found.OPPORTUNITY,
        pgettext_lazy("kind of search result", "Opportunities to take part"),
        found.opportunity_keys,
        found.found_opportunities,
        lambda key: reverse("participation:opportunity", args=[key]),
    ),
    SearchKind(
        found.CONTRIBUTION,
        pgettext_lazy("kind of search result", "What people said"),
        found.contribution_keys,
        found.found_contributions,
        lambda key: reverse("participation:thread", args=key.split("/", 1)),
    ),
    SearchKind(
        found.OUTCOME_REPORT,
        pgettext_lazy("kind of search result", "Outcome reports"),
        found.outcome_report_keys,
        found.found_outcome_reports,
        lambda key: reverse("participation:outcome", args=[key]),
    ),
    SearchKind(
        found.DECISION,
        pgettext_lazy("kind of search result", "Decisions"),
        found.decision_keys,
        found.found_decisions,
        lambda key: reverse("participation:decision", args=[key]),
    ),
)
