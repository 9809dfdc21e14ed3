"""The stop for everything: somebody has halted all letters that nobody has to get."""

from django.db import models
from django.db.models import F, Q


class BulkStop(models.Model):
    """From `stopped_at` to `ended_at` no bulk letter leaves, and none is written; nothing is lost by it.

    Made and ended by `services.stopping`, with an entry in the ledger each. No personal data.
    """

    stopped_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True)
    in_force = models.BooleanField(null=True, default=True, unique=True)  # True for one at most, else unknown

    class Meta:
        ordering = ["-stopped_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="bulk_stop_in_force_or_ended",
                condition=Q(ended_at=None, in_force=True) | Q(ended_at__gte=F("stopped_at"), in_force=None),
            ),
            models.CheckConstraint(name="bulk_stop_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"stop {self.pk}"
