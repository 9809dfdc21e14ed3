"""Casting: a signed ballot and its right go into a slot drawn by lot; out comes a receipt.

All of it is one transaction of the box's database: ballot, tree and count stand or fall together, and who was given a
receipt is in the box. Only the tree needs the lock of the box's row, which everybody who votes waits for; so it is
taken last, and held over four queries (on SQLite the transaction itself is the lock). Sending the same ballot again
gives its receipt again. Nobody is asked who they are.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.box.models import Ballot, BallotBox, Channel, DayCount, Node
from balss.box.queries.tree import read_nodes, receipt_of
from balss.box.services.keys import box_key
from balss.core.chain.checkpoint import Checkpoint, sign_checkpoint
from balss.core.chain.note import SigningKey
from balss.core.chain.slots import BLANK, HEIGHT, ROOT, SLOTS, filled, siblings_of
from balss.core.chain.tree import Node as TreeNode
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.receipt import BallotReceipt
from balss.core.vote.right import gives_right, read_issuer
from balss.shared.refusals import Refused

MOST_TRIES = 64  # at most half of the slots are ever taken, so each try finds a free one at least every second time

InTheBox = tuple[Ballot, Mapping[TreeNode, bytes], bytes]  # with the siblings of its slot, and the root


class NoSuchBox(Exception):
    """There is no such election."""


class NoSlotFound(Exception):
    """Whatever slot was drawn was taken: the box is fuller than it may be."""


class BoxNotOpen(Refused):
    @property
    def message(self) -> str:
        return _("Voting has not begun yet. Nothing was cast.")


class BoxClosed(Refused):
    @property
    def message(self) -> str:
        return _("Voting is over, and your vote came too late. Nothing was cast or changed.")


class RightNotValid(Refused):
    """A right that the issuer of this election did not give, or a ballot that its holder did not sign."""

    @property
    def message(self) -> str:
        return _("This is no valid right to vote here. Nothing was cast. Open the voting page anew and vote there.")


class AlreadyCast(Refused):
    """The right was used before; `version` is that of the ballot in the box."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(version)

    @property
    def message(self) -> str:
        return _(
            "With this right a vote was cast before, and it counts. To change it, open “Change my vote” with your "
            "receipt."
        )


def cast(*, ballot: SignedBallot, right: str, channel: Channel, now: datetime) -> BallotReceipt:
    """Put the ballot into the box, or in the place of the voter's earlier one; `right` in hex, "" for the one that the
    earlier ballot was cast with.

    Raises NoSuchBox, BoxNotOpen, BoxClosed, RightNotValid, AlreadyCast, core.vote.paper.NotABallot, NoBoxKey.
    """
    box = _box_of(ballot)
    _check_time(box, channel, now)
    right = right or Ballot.objects.filter(pk=ballot.key, box=box).values_list("right", flat=True).first() or ""
    if not ballot.is_signed or not gives_right(ballot.key, right, issuer=read_issuer(box.issuer)):
        raise RightNotValid
    box.read_paper.check(ballot.choices, ballot.points)
    signer = box_key(box.published.box.name)
    kept, known, root = _written(box, ballot, right, channel, now)
    kept.box = box
    return receipt_of(kept, way=channel.way, head=_signed_head(root, signer, now), known=known)


def _written(box: BallotBox, ballot: SignedBallot, right: str, channel: Channel, now: datetime) -> InTheBox:
    """Tries again where somebody else took the slot meanwhile, or the same ballot came in by another request."""
    for tries_left in reversed(range(MOST_TRIES)):
        slot = secrets.randbelow(SLOTS)
        there = {each.pk: each for each in Ballot.objects.filter(Q(pk=ballot.key) | Q(box=box, slot=slot))}
        try:
            with transaction.atomic(using="box"):
                if ballot.key in there:
                    return _sent_again(box, ballot, channel, now)
                if not there:
                    return _put_in(box, slot, ballot, right, channel, now)
        except IntegrityError:
            if not tries_left:
                raise
    raise NoSlotFound


def _box_of(ballot: SignedBallot) -> BallotBox:
    try:
        return BallotBox.objects.get(pk=UUID(ballot.election))
    except (ValueError, BallotBox.DoesNotExist):
        raise NoSuchBox(ballot.election) from None


def _check_time(box: BallotBox, channel: Channel, now: datetime) -> None:
    if now < box.opens_at:
        raise BoxNotOpen
    if not (box.takes_paper(now) if channel is Channel.PAPER else box.takes_under_way(now)):
        raise BoxClosed


def _lock(box: BallotBox, channel: Channel, now: datetime) -> None:
    """Until the transaction ends nobody else writes into the tree, and the box is not sealed."""
    _check_time(BallotBox.objects.select_for_update().get(pk=box.pk), channel, now)


def _put_in(box: BallotBox, slot: int, ballot: SignedBallot, right: str, channel: Channel, now: datetime) -> InTheBox:
    kept = Ballot.objects.create(
        key=ballot.key, box=box, slot=slot, version=ballot.version, statement=ballot.statement,
        signature=ballot.signature, right=right,
    )  # fmt: skip
    _lock(box, channel, now)
    day = {"box": box, "day": timezone.localdate(now), "channel": channel.value}
    if not DayCount.objects.filter(**day).update(cast=F("cast") + 1):
        DayCount.objects.create(**day, cast=1)
    return kept, *_fill(box, slot, ballot.leaf)


def _sent_again(box: BallotBox, ballot: SignedBallot, channel: Channel, now: datetime) -> InTheBox:
    """The same ballot has its receipt again. Only a higher version, signed by the same key, takes its place, and only
    until the closing."""
    _lock(box, channel, now)
    kept = Ballot.objects.get(pk=ballot.key)
    if (kept.statement, kept.signature) == (ballot.statement, ballot.signature):
        known = read_nodes(box, [*siblings_of(kept.slot), ROOT])
        return kept, known, known[ROOT]
    if kept.box_id != box.pk or ballot.version <= kept.version:
        raise AlreadyCast(kept.version)
    if not box.is_open(now):
        raise BoxClosed
    kept.version, kept.statement, kept.signature = ballot.version, ballot.statement, ballot.signature
    kept.save(update_fields=["version", "statement", "signature"])
    return kept, *_fill(box, kept.slot, ballot.leaf)


def _fill(box: BallotBox, slot: int, leaf: bytes) -> tuple[Mapping[TreeNode, bytes], bytes]:
    """Put the leaf into the tree; the siblings of its slot, and the new root."""
    known = read_nodes(box, siblings_of(slot))
    changed = filled(slot, leaf, known)
    Node.objects.bulk_create(
        [Node(box=box, level=node.level, index=node.index, hash=hash_.hex()) for node, hash_ in changed.items()],
        update_conflicts=True,
        update_fields=["hash"],
        unique_fields=["box", "level", "index"],
    )
    return known, changed[ROOT]


def _signed_head(root: bytes, signer: SigningKey, now: datetime) -> str:
    """The head with the day alone: midnight in Riga."""
    day = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    return str(sign_checkpoint(Checkpoint(signer.name, SLOTS, root), key=signer, signed_at=day))


def head_of(box: BallotBox, *, now: datetime) -> str:
    """The signed head of the box as it is now. Raises NoBoxKey."""
    root = read_nodes(box, [ROOT]).get(ROOT, BLANK[HEIGHT])
    return _signed_head(root, box_key(box.published.box.name), now)
