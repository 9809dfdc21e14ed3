"""What an independent reviewer says about a measure, on the scale of the Open Government Partnership."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from balss.plan.models.authorship import Authored
from balss.plan.models.promises import Measure


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def standing(self) -> "AssessmentQuerySet":
        """Those that no later one supersedes."""
        return self.filter(superseded_by=None)


class Assessment(Authored):
    """How far a measure has come, judged by someone who does not carry it out.

    Public once recorded; corrected by a new one that `supersedes` it. Written by services; the author's opaque name is
    personal data.
    """

    class Completion(models.TextChoices):
        """Levels of completion of the OGP Independent Reporting Mechanism."""

        NO_EVIDENCE = "no_evidence", pgettext_lazy("completion", "no evidence available")
        NOT_STARTED = "not_started", pgettext_lazy("completion", "not started")
        LIMITED = "limited", pgettext_lazy("completion", "limited")
        SUBSTANTIAL = "substantial", pgettext_lazy("completion", "substantial")
        COMPLETE = "complete", pgettext_lazy("completion", "complete")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="assessments")
    completion = models.CharField(max_length=15, choices=Completion.choices)
    text = models.TextField()
    language = models.CharField(max_length=10, default="lv")
    as_of_date = models.DateField()  # the day up to which progress was judged
    recorded_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of_date", "-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assessment_gives_reasons"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")), name="assessment_does_not_supersede_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.completion}"
