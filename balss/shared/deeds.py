"""What the actions in the public ledger are called, and where what they were done to can be seen.

The ledger records `plan.report_published` about `plan.Measure` 7 and knows neither word; the room that records pins
what a resident reads instead. An action nobody pinned is shown by its name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from balss.shared.boards import Board


@dataclass(frozen=True)
class Deed:
    """One action as people read it ("Report published"). `address` gives the page of its subject, by the subject's
    id, or None where it has none (any more)."""

    action: str
    label: str | Promise
    address: Callable[[str], str | None] = lambda subject_id: None


deeds: Board[Deed] = Board(
    "deeds", key=lambda deed: deed.action, purpose="what actions in the public ledger are called, and where they lead"
)
