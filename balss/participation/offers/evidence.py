"""What of participation shows that the plan is carried out."""

from django.utils.translation import pgettext_lazy

from balss.participation.queries import counted
from balss.shared.evidence import EvidenceKind, evidence

evidence.pin(
    EvidenceKind(
        "participation.processes",
        pgettext_lazy("evidence", "processes"),
        counted.processes,
        counted.states_of_processes,
    ),
    EvidenceKind(
        "participation.outcome_reports",
        pgettext_lazy("evidence", "published outcome reports"),
        counted.outcome_reports,
        counted.states_of_reports,
    ),
    EvidenceKind(
        "participation.decisions",
        pgettext_lazy("evidence", "decisions told to those affected"),
        counted.decisions,
        counted.states_of_decisions,
    ),
)
