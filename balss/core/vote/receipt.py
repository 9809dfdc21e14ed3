"""A voter's receipt: the ballot, the right it was cast with, and the proof that the box took it.

JSON with the members `format`; `way`, where the right was made: in the voter's "browser" or by the "service"; `ballot`,
the statement; `signature` and `right`, in hex; `proof`, a C2SP tlog-proof: position, inclusion proof and the signed
head of the box. The box signs heads with the day alone, so a receipt does not tell the hour.

Whoever is shown a receipt sees the vote.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balss.core.chain.canonical import read_json
from balss.core.chain.checkpoint import NotSigned, verify_checkpoint
from balss.core.chain.note import MalformedNote, VerifierKey, read_vkey
from balss.core.chain.proofs import verify_inclusion
from balss.core.chain.receipt import MalformedReceipt, Part, Proof, read_proof
from balss.core.chain.slots import SLOTS
from balss.core.vote.ballot import FORMAT as BALLOT_FORMAT
from balss.core.vote.ballot import Ballot, MalformedBallot, ballot_from
from balss.core.vote.paper import NotABallot, Paper, paper_from
from balss.core.vote.right import gives_right, read_issuer

FORMAT = "balss-ballot-receipt/1"
ELECTION_FORMAT = "balss-election/1"
WAYS = ("browser", "service")


class Step(StrEnum):
    """What a check looks at, in order."""

    CHOICE = "choice"  # fits the paper
    BALLOT = "ballot"  # signed with the voter's key
    RIGHT = "right"  # the issuer signed that key
    HEAD = "head"  # the box signed the head
    INCLUSION = "inclusion"  # the ballot lies under that head


@dataclass(frozen=True)
class BallotReceipt:
    way: str
    ballot: Ballot
    right: str
    proof: Proof

    def text(self) -> str:
        data = {
            "format": FORMAT,
            "way": self.way,
            "ballot": json.loads(self.ballot.statement),
            "signature": self.ballot.signature,
            "right": self.right,
            "proof": str(self.proof),
        }
        return json.dumps(data, ensure_ascii=False, indent=1)


@dataclass(frozen=True)
class PublishedElection:
    """What is public before voting opens: the paper, the issuer's public key (PEM) and the box's (vkey)."""

    paper: Paper
    issuer: str
    box: VerifierKey

    def as_json(self) -> dict[str, Any]:
        return {
            "format": ELECTION_FORMAT,
            "paper": self.paper.as_json(),
            "issuer": self.issuer,
            "box": self.box.vkey,
        }


def election_from(data: Mapping[str, Any]) -> PublishedElection:
    """Raises MalformedReceipt, NotAPaper, NotAnIssuer, MalformedNote."""
    if not isinstance(data, dict) or data.get("format") != ELECTION_FORMAT:
        raise MalformedReceipt(Part.FORMAT, f"the election's “format” is not “{ELECTION_FORMAT}”")
    issuer = str(data.get("issuer"))
    read_issuer(issuer)
    return PublishedElection(paper_from(data.get("paper") or {}), issuer, read_vkey(str(data.get("box"))))


def read_ballot_receipt(text: str) -> BallotReceipt:
    """Read a receipt without judging it. Raises MalformedReceipt."""
    try:
        data = read_json(text)
    except (ValueError, RecursionError) as error:
        raise MalformedReceipt(Part.JSON, f"this is not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise MalformedReceipt(Part.FORMAT, f"this is JSON, but its “format” is not “{FORMAT}”")
    try:
        ballot = ballot_from(data.get("ballot"), data.get("signature"))
    except MalformedBallot as error:
        raise MalformedReceipt(Part.CONTENT, f"the ballot cannot be read ({BALLOT_FORMAT}): {error}") from None
    right, way, proof = data.get("right"), data.get("way"), data.get("proof")
    if not isinstance(right, str) or not isinstance(proof, str) or way not in WAYS:
        raise MalformedReceipt(Part.PROOF, "“right”, “way” or “proof” is missing")
    return BallotReceipt(way, ballot, right, read_proof(proof))


def check_ballot_receipt(receipt: BallotReceipt, *, election: PublishedElection) -> dict[Step, bool]:
    """What the receipt proves by itself, given what was published of the election."""
    ballot, proof = receipt.ballot, receipt.proof
    try:
        head, _ = verify_checkpoint(proof.checkpoint, key=election.box)
    except (MalformedNote, NotSigned):
        head = None
    included = head is not None and verify_inclusion(
        ballot.leaf, position=proof.position, size=SLOTS, proof=proof.hashes, root=head.root
    )
    return {
        Step.CHOICE: ballot.election == election.paper.election and _fits(ballot, election.paper),
        Step.BALLOT: ballot.is_signed,
        Step.RIGHT: gives_right(ballot.key, receipt.right, issuer=read_issuer(election.issuer)),
        Step.HEAD: head is not None and head.size == SLOTS,
        Step.INCLUSION: included,
    }


def _fits(ballot: Ballot, paper: Paper) -> bool:
    try:
        paper.check(ballot.choices, ballot.points)
    except NotABallot:
        return False
    return True
