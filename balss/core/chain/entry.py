"""What a leaf of the ledger's tree holds: the public facts of one entry, written in one way.

A leaf's data is the canonical JSON of these facts. The content itself is not among them, only the commitment to it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FORMAT = "balss-ledger-entry/1"

# Writes what `canonical_json` writes for an entry's facts (ASCII names, strings, one small integer) in a tenth of the
# time; a whole ledger is verified by writing each of them.
write_canonically = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


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
        return write_canonically(self.as_json()).encode()


def utc_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: 2026-11-23T08:30:00.000000Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
