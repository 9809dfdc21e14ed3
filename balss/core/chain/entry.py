"""What a leaf of the ledger's tree holds: the public facts of one entry, written in one way.

A leaf's data is the canonical JSON of these facts. The content itself is not among them, only the commitment to it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from balss.core.chain.canonical import canonical_json

FORMAT = "balss-ledger-entry/1"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """Who did what to what, when; as recorded, not as things stand today.

    `subject_kind` is a model's label ("plan.Measure"); `actor` is opaque ("" for nobody signed in); `role` and
    `institution` say what the actor acted as ("" and None: in no role, at no institution); `commitment` is in hex.
    """

    id: str
    action: str
    subject_kind: str
    subject_id: str
    actor: str
    role: str
    institution: int | None
    recorded_at: datetime
    commitment: str

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "id": self.id,
            "action": self.action,
            "subject": {"kind": self.subject_kind, "id": self.subject_id},
            "actor": self.actor,
            "role": self.role,
            "institution": self.institution,
            "recorded_at": utc_text(self.recorded_at),
            "commitment": self.commitment,
        }

    def leaf_data(self) -> bytes:
        """The bytes whose RFC 6962 leaf hash stands in the tree."""
        return canonical_json(self.as_json()).encode()


def utc_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: 2026-11-23T08:30:00.000000Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
