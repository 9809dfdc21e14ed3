"""Sealing a box: it takes nothing more, and its tree was computed anew from what lies in it. Then its ballots can be
shown, of all areas or some."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from balss.box.models import BallotBox, DayCount
from balss.box.models.boxes import UNDER_WAY
from balss.box.queries.boxes import NotSealed
from balss.box.queries.rows import rows_of
from balss.box.queries.tree import read_nodes
from balss.box.services.casting import head_of
from balss.box.services.paper import withhold_rests
from balss.core.chain.slots import BLANK, HEIGHT, ROOT, root_of_slots
from balss.core.vote.ballot import read_ballot


class NotYetOver(Exception):
    """Voting still goes on, a ballot may still be under way, or the vote was called off and never ends."""


class TreeDisagrees(Exception):
    """What lies in the box is not what its tree and its counts say: somebody changed it past the services."""


@transaction.atomic(using="box")
def seal(*, election: UUID, now: datetime) -> BallotBox:
    """Seal the box once nothing can be under way any more; a sealed one stays as it is.
    Raises NotYetOver, TreeDisagrees, BallotBox.DoesNotExist."""
    box = BallotBox.objects.select_for_update().get(pk=election)
    if box.sealed_date is not None:
        return box
    if box.called_off_date is not None or now < box.closes_at + UNDER_WAY:
        raise NotYetOver
    withhold_rests(box, _check(box))
    box.sealed_date = timezone.localdate(now)
    box.head = head_of(box, now=now)
    box.save(update_fields=["sealed_date", "head"])
    return box


@transaction.atomic(using="box")
def show_ballots(*, election: UUID, areas: Collection[str]) -> BallotBox:
    """Let everybody get the ballots of these areas of the paper, and of others only their hashes; once and for good.
    Again: does nothing. Raises box.queries.NotSealed, BallotBox.DoesNotExist."""
    box = BallotBox.objects.select_for_update().get(pk=election)
    if box.sealed_date is None:
        raise NotSealed
    if box.shown_areas is None:
        box.shown_areas = sorted(areas)
        box.save(update_fields=["shown_areas"])
    return box


def _check(box: BallotBox) -> Counter[str]:
    """How many ballots each area has."""
    leaves, by_area = dict[int, bytes](), Counter[str]()
    area_of = {project.id: project.area for project in box.read_paper.projects}
    for slot, statement, signature in rows_of(box, "statement", "signature"):
        ballot = read_ballot(statement, signature)
        leaves[slot] = ballot.leaf
        by_area[area_of[ballot.choices[0]]] += 1
    root = root_of_slots(leaves.items())
    if root != read_nodes(box, [ROOT]).get(ROOT, BLANK[HEIGHT]):
        raise TreeDisagrees("the tree")
    counted = DayCount.objects.filter(box=box).aggregate(Sum("cast"))["cast__sum"] or 0
    if counted != len(leaves):
        raise TreeDisagrees(f"{len(leaves)} ballots, but {counted} were counted")
    return by_area
