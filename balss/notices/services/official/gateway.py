"""What a gateway to the official e-address can do: take a message, and say what became of those it took."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from balss.notices.models import DispatchState, Reason


@dataclass(frozen=True)
class Outgoing:
    """One message. To a person by `sealed` (DER of CMS EnvelopedData around the personal code), to an institution by
    its `address`, which is public. `sender` is the e-address of the institution that sends."""

    message_id: UUID
    sender: str
    sender_name: str
    subject: str
    text: str
    language: str
    date: dt.date
    address: str = ""
    sealed: bytes = b""


@dataclass(frozen=True)
class Taken:
    """A message that the gateway took; `reference` is the gateway's own name of it."""

    message_id: UUID
    reference: str


@dataclass(frozen=True)
class Reported:
    """What became of a message: DELIVERED, or FAILED with the reason."""

    state: DispatchState
    reason: Reason | None = None


class NotTaken(Exception):
    """The gateway did not take it. `for_good`: it never will, for the `reason`. The text repeats nothing of the
    message."""

    def __init__(self, words: str, *, reason: Reason = Reason.UNREACHABLE, for_good: bool = False) -> None:
        self.reason, self.for_good = reason, for_good
        super().__init__(words)


class Driver(Protocol):
    """One way to reach the official e-address."""

    def hand_over(self, message: Outgoing) -> str:
        """Give the message to the gateway; answers with its reference. Again with the same `message_id` is no harm:
        the recipient gets it once. Raises NotTaken."""

    def states(self, taken: Collection[Taken]) -> dict[UUID, Reported]:
        """What is known to have become of messages; nothing of those not known yet. Raises NotTaken."""
