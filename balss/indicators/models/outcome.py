"""The results that a plan promises to be judged by."""

from django.db import models
from django.db.models import Q

from balss.indicators.models.series import Direction, Series
from balss.indicators.models.source import Source
from balss.indicators.models.words import InLanguage


class OutcomeIndicator(models.Model):
    """One outcome indicator of a plan, in the plan's words. Written by the reference data.

    `group` is the key by which the room above finds those of its plan (`plan-6`). `sources` are those that the plan
    names, whether or not figures from them are here; `series` are the figures that are, `headline` one of them.
    """

    code = models.SlugField(max_length=60, unique=True)
    group = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    text_lv = models.TextField()
    text_en = models.TextField()
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    target_lv = models.CharField(max_length=200, blank=True)
    target_en = models.CharField(max_length=200, blank=True)
    headline = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    sources = models.ManyToManyField(Source, related_name="outcome_indicators")
    series = models.ManyToManyField(Series, related_name="outcome_indicators")

    text = InLanguage()
    target = InLanguage()

    class Meta:
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="outcome_number_once"),
            models.CheckConstraint(
                name="outcome_indicator_direction_known", condition=Q(direction__in=Direction.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
