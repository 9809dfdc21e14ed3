"""What of events shows that the plan is carried out."""

from django.utils.translation import pgettext_lazy

from balss.events.queries import counted
from balss.shared.evidence import EvidenceKind, evidence

evidence.pin(
    EvidenceKind("events.held", pgettext_lazy("evidence", "events held"), counted.held_events, counted.states),
    EvidenceKind(
        "events.participants",
        pgettext_lazy("evidence", "participants in events held"),
        counted.participants,
        counted.states,
    ),
    EvidenceKind(
        "events.audience",
        pgettext_lazy("evidence", "participants of a group in events held"),
        counted.audience,
        counted.states,
    ),
    EvidenceKind(
        "events.institutions",
        pgettext_lazy("evidence", "institutions that came to events held"),
        counted.institutions,
        counted.states,
    ),
    EvidenceKind(
        "events.foreign_speakers",
        pgettext_lazy("evidence", "foreign speakers at events held"),
        counted.foreign_speakers,
        counted.states,
    ),
)
