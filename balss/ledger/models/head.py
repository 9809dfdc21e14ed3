"""Signed tree heads."""

from django.db import models


class TreeHead(models.Model):
    """The log's signed statement: with `size` leaves its root is `root_hash` (hex).

    `checkpoint` is the signed note that goes to witnesses; `size`, `root_hash`, `key_id` and `signed_at` repeat what it
    says, to be searched. Heads are numbered 1, 2, 3, … without a gap (a trigger refuses any other), so that a removed
    one is missed. Written once by whoever holds the signing key. No personal data.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    size = models.PositiveBigIntegerField(unique=True)
    root_hash = models.CharField(max_length=64)
    key_id = models.CharField(max_length=8)
    signed_at = models.DateTimeField()
    checkpoint = models.TextField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.checkpoint
