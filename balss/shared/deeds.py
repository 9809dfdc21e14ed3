"""What the actions in the public ledger are called, and where what they were done to can be seen.

The ledger records `plan.report_submitted` about `plan.ProgressReport` 7 and knows neither word; the room that records
pins what a resident reads instead. An action nobody pinned is shown by its name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model
from django.utils.functional import Promise

from balss.shared.boards import Board

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Deed:
    """One action as people read it ("Report submitted"). `address` gives the page of its subject, by the subject's
    id, or None where it has none (any more)."""

    action: str
    label: str | Promise
    address: Callable[[str], str | None] = lambda subject_id: None


deeds: Board[Deed] = Board(
    "deeds", key=lambda deed: deed.action, purpose="what actions in the public ledger are called, and where they lead"
)


def page_of(model: type[Row], address: Callable[[Row], str]) -> Callable[[str], str | None]:
    """The `address` of deeds done to rows of one model; None where the row is gone. One query."""

    def of_subject(subject_id: str) -> str | None:
        row = model._default_manager.filter(pk=subject_id).first() if subject_id.isdecimal() else None
        return None if row is None else address(row)

    return of_subject
