"""What the votes of a round gave: counted once after the box was sealed, kept, and published by an official."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from balss.participatory_budget.models.calls import Call, PlanningArea


class Count(models.Model):
    """The count of a round: made by the job when the box is sealed, seen by the municipality, and public once the
    results are announced (`Call.results_announced_at`).

    `may_vote`: how many stood in the list of voters; None where nobody knows. `days`: [{day, channel, given, cast}],
    rights and ballots. `batches`: urns of paper, as `voting.queries.paper` tells them. `head`: the signed head of the
    sealed box. Written by `services.counting`; never changed. Holds no personal data.
    """

    call = models.OneToOneField(Call, primary_key=True, on_delete=models.PROTECT, related_name="count")
    counted_at = models.DateTimeField()
    voters = models.PositiveIntegerField()
    may_vote = models.PositiveIntegerField(null=True)
    days = models.JSONField(default=list)
    batches = models.JSONField(default=list)
    head = models.TextField()

    class Meta:
        ordering = ["call_id"]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.voters}"

    @property
    def given(self) -> int:
        return sum(each["given"] for each in self.days)


class AreaCount(models.Model):
    """The count of one area; of the whole round at once (`area` None, number 0) where caps of categories span areas.

    `trace`: every step and tie, and how near losers came, as `core.count.trace` writes it. `unique`: how many ballots
    are the only one of their kind; `shows_ballots`: whether they are published. Written by `services.counting`; never
    changed. Holds no personal data.
    """

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="areas")
    area = models.ForeignKey(PlanningArea, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    voters = models.PositiveIntegerField()
    unique = models.PositiveIntegerField()
    shows_ballots = models.BooleanField()
    trace = models.JSONField()

    class Meta:
        ordering = ["count_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["count", "number"], name="area_counted_once"),
            models.CheckConstraint(condition=Q(unique__lte=F("voters")), name="no_more_unique_ballots_than_voters"),
        ]

    def __str__(self) -> str:
        return f"{self.count_id}: {self.number}"

    @property
    def unique_percent(self) -> Decimal:
        """With one decimal."""
        return Decimal(self.unique * 1000 // self.voters) / 10 if self.voters else Decimal(0)


class BallotFile(models.Model):
    """The ballots of an area in Pabulib's format, where they are published; apart, because it is long. Its order was
    drawn by lot. Holds no personal data."""

    counted = models.OneToOneField(AreaCount, primary_key=True, on_delete=models.CASCADE, related_name="file")
    text = models.TextField()

    class Meta:
        ordering = ["counted_id"]

    def __str__(self) -> str:
        return str(self.counted_id)
