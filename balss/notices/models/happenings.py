"""What happened that people may want to be told of, in one sequence, and what it concerns."""

from django.db import models
from django.db.models import Q

from balss.shared.followables import Meeting


class Happening(models.Model):
    """One thing that happened, in the words of that moment; holds no personal data.

    Written by `services.happened` in the transaction of what it tells about; `position` is its place in the sequence,
    given after the commit by `services.sequence`, so that whoever has seen a position has seen all before it.
    `about` and `key` name what it happened to on the board of followables: when that is no longer public, nobody is
    told. `until` is the last day on which something can be done.
    """

    kind = models.CharField(max_length=100)  # key on the board of happening kinds
    about = models.CharField(max_length=100)  # key on the board of followables
    key = models.CharField(max_length=200)
    title = models.JSONField()  # words by language
    address = models.CharField(max_length=400)  # path of the page, in Latvian
    until = models.DateField(null=True)
    created_at = models.DateTimeField()
    position = models.PositiveBigIntegerField(null=True, unique=True)

    meeting: Meeting | None = None  # no column: when it takes place as of now, where the query that loaded it knows

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(position=None), name="happening_without_position"),
            models.Index(fields=["until"], name="happening_until"),
            models.Index(fields=["created_at"], name="happening_created"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.key}"


class Concern(models.Model):
    """That a happening concerns something that can be followed: what it happened to, its topic, place, institution."""

    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="concerns")
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "happening"], name="concern_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
