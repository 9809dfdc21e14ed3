"""What of participatory budgets shows that the plan is carried out."""

from django.utils.translation import pgettext_lazy

from balss.participatory_budget.queries import counted
from balss.shared.evidence import EvidenceKind, evidence

evidence.pin(
    EvidenceKind(
        "participatory_budget.calls",
        pgettext_lazy("evidence", "participatory budgets announced"),
        counted.calls,
        counted.states_of_calls,
    ),
    EvidenceKind(
        "participatory_budget.projects",
        pgettext_lazy("evidence", "projects chosen by residents"),
        counted.projects,
        counted.states_of_projects,
    ),
    EvidenceKind(
        "participatory_budget.voters",
        pgettext_lazy("evidence", "people who voted on participatory budgets"),
        counted.voters,
        counted.states_of_calls,
    ),
)
