"""What was counted for indicators from records of other rooms, and how the count changed."""

from django.db import models

from balss.plan.models.promises import Indicator


class EvidenceCount(models.Model):
    """One count of the records behind one metric of an indicator; the newest stands, the older ones are its history.

    Written by `services.evidence.recount` alone, when the count or its records changed; never changed after that, but
    for the words of its records. `number` is what the records amount to, since the plan began. Of a count “in each
    sector” `lowest` is the number of the sector that has fewest, else None.
    `parts`: [{"year", "institution", "number"}], which add up to `number`. `records`: [{"key", "kind", "date", "title",
    "language", "url", "institution", "amount", "state", "topics"}], newest first. `came` and `went` are the records by
    which it differs from the count before; those that went have in `state` what became of them. Holds no personal data.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="evidence")
    metric = models.CharField(max_length=50)
    is_toward_target = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    as_of_date = models.DateField()  # the day in Riga
    number = models.PositiveBigIntegerField()
    before = models.PositiveBigIntegerField(default=0)  # what the count before it said
    lowest = models.PositiveBigIntegerField(null=True, blank=True)
    parts = models.JSONField(default=list, blank=True)
    records = models.JSONField(default=list, blank=True)
    came = models.JSONField(default=list, blank=True)
    went = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["indicator_id", "metric", "-recorded_at", "-id"]
        indexes = [models.Index(fields=["indicator", "metric", "-recorded_at"])]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.metric}: {self.number}"
