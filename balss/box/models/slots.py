"""What lies in a box, in slots drawn by lot (`core.chain.slots`).

No column tells a time, a channel or a sequence, and the tables are kept in the order of keys that mean nothing
(`shared.unordered`).
"""

from django.db import models
from django.db.models import Q

from balss.box.models.boxes import BallotBox
from balss.core.chain.slots import HEIGHT, SLOTS
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.ballot import read_ballot


class Ballot(models.Model):
    """One voter's ballot as it counts now: `key` is the voter's public key of this vote (hex), `version` how often it
    was written. Put in and replaced by `services.casting`, which alone may; a replaced one is gone, its slot stays.
    Holds no personal data: the key was made by lot and is known to the voter alone.
    """

    key = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="ballots")
    slot = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    statement = models.TextField()
    signature = models.CharField(max_length=128)
    right = models.CharField(max_length=1024)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["box", "slot"], name="one_ballot_in_a_slot"),
            models.CheckConstraint(condition=Q(slot__lt=SLOTS), name="ballot_lies_in_a_slot"),
            models.CheckConstraint(condition=Q(version__gte=1), name="ballot_has_a_version"),
        ]

    def __str__(self) -> str:
        return self.key

    def read(self) -> SignedBallot:
        return read_ballot(self.statement, self.signature)


class Node(models.Model):
    """The hash (hex) of a leaf or of a node above filled slots; level 0 are the leaves. No personal data."""

    pk = models.CompositePrimaryKey("box", "level", "index")
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="nodes", db_index=False)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["box_id", "level", "index"]
        constraints = [models.CheckConstraint(condition=Q(level__lte=HEIGHT), name="node_lies_in_the_tree")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
