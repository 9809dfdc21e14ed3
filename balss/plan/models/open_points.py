"""What the document says at its foot, and what it leaves open: footnotes and gaps of one edition.

Both are written with their edition and never changed; they hold no personal data.
"""

from django.db import models

from balss.plan.models.plans import Edition
from balss.plan.models.promises import Measure
from balss.plan.models.words import Said, WordsField, said


class Footnote(models.Model):
    """A footnote with the web addresses in it; `measure` is the one whose row refers to it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="footnotes")
    number = models.PositiveIntegerField()
    words = WordsField()
    addresses = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField()
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="footnotes")

    class Meta:
        ordering = ["edition_id", "number", "id"]

    def __str__(self) -> str:
        return said(self.words)


class Gap(models.Model):
    """Something that the document lost, leaves open or contradicts; kinds as in `core.plandoc.messages`.

    `due_date` and `footnote_number` are the other date where a footnote contradicts the table.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="gaps")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="gaps")
    message = WordsField()
    line = models.PositiveIntegerField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    footnote_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["edition_id", "place"]
        constraints = [models.UniqueConstraint(fields=["edition", "place"], name="gap_placed_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> Said:
        return said(self.message)
