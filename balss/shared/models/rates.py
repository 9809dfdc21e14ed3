"""How often somebody did something lately."""

from django.db import models


class RateCount(models.Model):
    """Tries of one sort by one party in one window of time; written by `shared.rate_limits` alone.

    Who it was is a keyed hash whose key changes every day. Windows last at most twelve hours and are erased within an
    hour of their end, so nothing here is a day old.
    """

    digest = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tries = models.PositiveIntegerField()

    class Meta:
        ordering = ["starts_at", "digest"]
        indexes = [models.Index(fields=["ends_at"])]
        constraints = [
            models.UniqueConstraint(name="rate_counted_once_per_window", fields=["digest", "starts_at"]),
            models.CheckConstraint(
                name="rate_window_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tries} since {self.starts_at:%H:%M}"
