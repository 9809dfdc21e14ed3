"""The box as it is published after sealing, and what anybody finds in it.

JSON: `format`; `head`, the signed checkpoint of the box; `ballots`, in the order of their slots, which were drawn by
lot. Each has its `slot` and `leaf` (hash), and where ballots are published also `ballot`, `signature` and `right`, so
that everybody can check that each was cast with a right of its own. Where so many ballots are the only one of their
kind that they could betray their voters, leaves alone are published: a receipt still finds its own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balss.core.chain.canonical import read_json
from balss.core.chain.checkpoint import NotSigned, verify_checkpoint
from balss.core.chain.note import MalformedNote
from balss.core.chain.receipt import MalformedReceipt, Part
from balss.core.chain.slots import SLOTS, root_of_slots
from balss.core.vote.ballot import Ballot, MalformedBallot, ballot_from
from balss.core.vote.paper import NotABallot
from balss.core.vote.receipt import BallotReceipt, PublishedElection
from balss.core.vote.right import gives_right, read_issuer

FORMAT = "balss-ballot-box/1"
LINES_AT_ONCE = 100


class Found(StrEnum):
    """What became of a receipt's ballot."""

    THERE = "there"
    REPLACED = "replaced"  # the same voter signed a later one, which lies in its slot
    OTHER = "other"  # something else lies in its slot, and ballots are not published: replaced, or wrongly so
    MISSING = "missing"


@dataclass(frozen=True)
class Lying:
    """What lies in a slot; `ballot` and `right` are None and "" where ballots are not published."""

    slot: int
    leaf: bytes
    ballot: Ballot | None = None
    right: str = ""


@dataclass(frozen=True)
class PublishedBox:
    head: str
    ballots: tuple[Lying, ...]

    def find(self, receipt: BallotReceipt) -> Found:
        lying = next((each for each in self.ballots if each.slot == receipt.proof.position), None)
        if lying is None:
            return Found.MISSING
        if lying.leaf == receipt.ballot.leaf:
            return Found.THERE
        if lying.ballot is None:
            return Found.OTHER
        later = lying.ballot.key == receipt.ballot.key and lying.ballot.version > receipt.ballot.version
        return Found.REPLACED if later and lying.ballot.is_signed else Found.MISSING

    def faults(self, election: PublishedElection) -> list[str]:
        """What is wrong with the box, in words; empty when it is whole."""
        return [*self._faults_of_tree(election), *self._faults_of_ballots(election)]

    def _faults_of_tree(self, election: PublishedElection) -> Iterable[str]:
        try:
            head, _ = verify_checkpoint(self.head, key=election.box)
        except (MalformedNote, NotSigned) as error:
            yield f"the head: {error}"
            return
        slots = [each.slot for each in self.ballots]
        if len(set(slots)) < len(slots):
            yield "two ballots lie in one slot"
        if head.size != SLOTS or root_of_slots((each.slot, each.leaf) for each in self.ballots) != head.root:
            yield "the ballots are not those that the head was signed for"

    def _faults_of_ballots(self, election: PublishedElection) -> Iterable[str]:
        issuer, keys = read_issuer(election.issuer), set()
        for each in self.ballots:
            if (ballot := each.ballot) is None:
                continue
            if ballot.key in keys:
                yield f"slot {each.slot}: a second ballot of one right"
            keys.add(ballot.key)
            if ballot.leaf != each.leaf:
                yield f"slot {each.slot}: the hash is of another ballot"
            if not ballot.is_signed or not gives_right(ballot.key, each.right, issuer=issuer):
                yield f"slot {each.slot}: not signed by its voter, or without a right"
            try:
                election.paper.check(ballot.choices, ballot.points)
            except NotABallot as error:
                yield f"slot {each.slot}: does not fit the paper ({error})"


def read_published_box(text: str) -> PublishedBox:
    """Raises MalformedReceipt."""
    try:
        data = read_json(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise MalformedReceipt(Part.FORMAT, f"the box's “format” is not “{FORMAT}”")
        return PublishedBox(str(data["head"]), tuple(_lying(each) for each in data["ballots"]))
    except (ValueError, KeyError, TypeError, RecursionError, MalformedBallot) as error:
        if isinstance(error, MalformedReceipt):
            raise
        raise MalformedReceipt(Part.CONTENT, f"the published box cannot be read: {error}") from None


def _lying(data: Any) -> Lying:
    slot, leaf = data["slot"], bytes.fromhex(data["leaf"])
    if type(slot) is not int or not 0 <= slot < SLOTS:
        raise ValueError(f"there is no slot {slot}")
    if "ballot" not in data:
        return Lying(slot, leaf)
    return Lying(slot, leaf, ballot_from(data["ballot"], data["signature"]), str(data["right"]))


@dataclass(frozen=True)
class Shown:
    """A ballot as the box keeps it: its statement is canonical JSON already."""

    statement: str
    signature: str
    right: str


def box_text(head: str, lying: Iterable[tuple[int, bytes, Shown | None]]) -> Iterator[str]:
    """The published box, a line for each ballot: slot, hash, and the ballot where it is shown. In pieces: a city's box
    has more than 100 MB."""
    held, comma = [f'{{"format": "{FORMAT}", "head": {json.dumps(head, ensure_ascii=False)}, "ballots": ['], ""
    for slot, leaf, shown in lying:
        more = ""
        if shown is not None:
            more = f', "ballot": {shown.statement}, "signature": "{shown.signature}", "right": "{shown.right}"'
        held.append(f'{comma}\n{{"slot": {slot}, "leaf": "{leaf.hex()}"{more}}}')
        comma = ","
        if len(held) == LINES_AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join([*held, "\n]}\n"])
