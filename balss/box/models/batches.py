"""Paper ballots on their way into the box, and what is known of a batch of them afterwards."""

from django.db import models
from django.db.models import Q

from balss.box.models.boxes import BallotBox

FIRST, SECOND = 1, 2  # readers


class PaperSheet(models.Model):
    """What one of two readers read on one paper of a batch (`core.vote.sheet`). The papers are numbered when the urn is
    emptied, so a number tells nothing of who gave a paper in. Written and, once the batch is cast, deleted by
    `services.paper`: what lies in the box then knows neither batch nor number. No personal data.
    """

    pk = models.CompositePrimaryKey("batch", "reader", "number")
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="sheets")
    batch = models.UUIDField()
    reader = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    content = models.TextField()

    class Meta:
        ordering = ["batch", "reader", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(reader__in=[FIRST, SECOND]), name="sheet_is_read_by_two"),
            models.CheckConstraint(condition=Q(number__gte=1), name="sheet_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"


class BatchCount(models.Model):
    """A batch that was cast: how many of its papers were votes, invalid, or missing.

    `areas` has the votes of each area in which at least `services.paper.FEWEST_COUNTED` papers voted, and from which
    nothing about fewer could be told: {area: {"ballots": 23, "votes": {project: 7}}}. Numbers alone; told to nobody
    before the box is sealed. No personal data.
    """

    batch = models.UUIDField(primary_key=True, editable=False)
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="batches")
    votes = models.PositiveSmallIntegerField()
    invalid = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField()
    areas = models.JSONField(default=dict)

    class Meta:
        ordering = ["batch"]

    def __str__(self) -> str:
        return f"{self.batch}: {self.votes}"
