"""What is known of the last runs of each recurring job."""

from django.db import models


class JobState(models.Model):
    """One row per job of the board, written by `shared.tick` alone. Holds no personal data.

    States: idle (no claim), running (a claim that has not ended), failed (`failures` > 0, tried again at `retry_at`).
    """

    name = models.CharField(max_length=100, primary_key=True)
    last_due_at = models.DateTimeField(null=True)  # the last due time that was run to its end
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row, since the last success
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True, default="")
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="job_claim_has_an_end",
                condition=models.Q(claim=None, claimed_until=None)
                | models.Q(claim__isnull=False, claimed_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
