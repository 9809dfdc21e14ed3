"""The Merkle tree over the entries: its leaves, and the inner nodes that proofs are made from."""

from django.db import models

from balss.ledger.models.entry import Entry


class Leaf(models.Model):
    """An entry's place in the tree. Positions are 0, 1, 2, … without a gap (a trigger refuses any other), in the
    order in which the sequencer saw the commits, which may differ from the order of `recorded_at`.
    `leaf_hash` is the RFC 6962 hash, in hex. Written once by the sequencer. No personal data."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "leaves"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.entry_id}"


class TreeNode(models.Model):
    """The hash (hex) of a complete subtree above the leaves, level ≥ 1: kept so that a proof reads some forty rows
    and not the whole table. Written once by the sequencer; `balss ledger verify` computes it anew. No personal data."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["level", "index"]
        constraints = [models.CheckConstraint(condition=models.Q(level__gte=1), name="ledger_treenode_above_leaves")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
