"""Signed tree heads, and what outside witnesses said about them."""

from django.db import models


class TreeHead(models.Model):
    """The log's signed statement: with `size` leaves its root is `root_hash` (hex).

    `checkpoint` is the signed note that goes to witnesses; the other columns repeat what it says, to be searched.
    One for each size, written once by whoever holds the signing key. No personal data.
    """

    size = models.PositiveBigIntegerField(primary_key=True)
    root_hash = models.CharField(max_length=64)
    key_id = models.CharField(max_length=8)
    signed_at = models.DateTimeField()
    checkpoint = models.TextField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return self.checkpoint


class Cosignature(models.Model):
    """An outside witness's signature line under a tree head: it saw this head, and the head grew from the one that
    it saw before. Written once. Personal data: none (witnesses are named services)."""

    head = models.ForeignKey(TreeHead, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=200)
    key_id = models.CharField(max_length=8)
    signed_at = models.DateTimeField()
    line = models.TextField()

    class Meta:
        ordering = ["head", "witness", "key_id"]
        constraints = [
            models.UniqueConstraint(fields=["head", "witness", "key_id"], name="ledger_one_cosignature_per_witness")
        ]

    def __str__(self) -> str:
        return f"{self.witness} on {self.head_id}"
