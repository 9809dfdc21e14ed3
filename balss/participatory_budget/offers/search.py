"""What of participatory budgets is found by searching."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.participatory_budget.queries import found
from balss.participatory_budget.services.spreading import CALLS, IDEAS, PROJECTS
from balss.shared.search_documents import SearchKind, search_documents

search_documents.pin(
    SearchKind(
        CALLS,
        pgettext_lazy("kind of search result", "Participatory budgets"),
        found.call_keys,
        found.found_calls,
        lambda key: reverse("participatory_budget:call", args=[key]),
    ),
    SearchKind(
        IDEAS,
        pgettext_lazy("kind of search result", "Ideas for participatory budgets"),
        found.idea_keys,
        found.found_ideas,
        lambda key: reverse("participatory_budget:idea", args=key.split("/")),
    ),
    SearchKind(
        PROJECTS,
        pgettext_lazy("kind of search result", "Projects of participatory budgets"),
        found.project_keys,
        found.found_projects,
        lambda key: reverse("participatory_budget:project", args=key.split("/")),
    ),
)
