"""What of notices shows that the plan is carried out (measure 4.4)."""

from django.utils.translation import pgettext_lazy

from balss.notices.queries import counted
from balss.shared.evidence import EvidenceKind, evidence

evidence.pin(
    EvidenceKind(
        "notices.gateways",
        pgettext_lazy("evidence", "institutions that send to official e-addresses"),
        counted.gateways,
        counted.states,
    ),
    EvidenceKind(
        "notices.followers",
        pgettext_lazy("evidence", "confirmed followers of institutions"),
        counted.followers,
        counted.states,
    ),
    EvidenceKind(
        "notices.deliveries",
        pgettext_lazy("evidence", "messages sent to official e-addresses"),
        counted.deliveries,
        counted.states,
    ),
)
