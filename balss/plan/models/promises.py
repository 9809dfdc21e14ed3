"""What the plan promises: commitments, their measures, and the results, indicators, targets and deadlines of each.

Public names stay across editions: a measure by its key, an indicator and a deadline by its serial number within the
measure. What an edition no longer has is not deleted but *withdrawn* in it, and what was reported about it stays. All
is written by `services.import_edition` alone and holds no personal data.
"""

from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from balss.core.plandoc.document import IndicatorKind
from balss.places.models import Institution
from balss.plan.models.plans import Edition, Plan
from balss.plan.models.words import Said, WordsField, said

Row = TypeVar("Row", bound=models.Model)


class StandingQuerySet(models.QuerySet[Row]):
    def standing(self) -> Self:
        """What the edition in force still has."""
        return self.filter(withdrawn_in=None)


class Withdrawable(models.Model):
    """Something that a later edition may drop; `withdrawn_in` is the edition that did."""

    withdrawn_in = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    line = models.PositiveIntegerField(null=True, blank=True)  # of the document of the last edition that had it

    class Meta:
        abstract = True


class Commitment(Withdrawable):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    number = models.CharField(max_length=20)
    title = WordsField()

    objects = StandingQuerySet["Commitment"].as_manager()

    class Meta:
        ordering = ["plan_id", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="commitment_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> Said:
        return said(self.title)


class Measure(Withdrawable):
    """One measure. Its title is empty where the document lost it; `is_number_deduced` where it lost the number.

    `cells` are the words of the table's cells as published: [{"column", "words", "line"}].
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="measures")
    key = models.CharField(max_length=30)  # the number; "2.3-2" for the second measure with the number 2.3
    number = models.CharField(max_length=20, blank=True)
    is_number_deduced = models.BooleanField(default=False)
    title = WordsField()
    cells = models.JSONField(default=list, blank=True)

    objects = StandingQuerySet["Measure"].as_manager()

    class Meta:
        ordering = ["plan_id", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="measure_key_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> Said:
        """The title; empty where it is lost."""
        return said(self.title)


class Result(models.Model):
    """One paragraph of what a measure shall achieve, in the order of the document."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="results")
    place = models.PositiveSmallIntegerField()
    words = WordsField()
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["measure_id", "place"]
        constraints = [models.UniqueConstraint(fields=["measure", "place"], name="result_placed_once")]

    def __str__(self) -> str:
        return said(self.words)


class Deadline(Withdrawable):
    """One deadline of a measure: its words, and the date only where they make it certain."""

    class Kind(models.TextChoices):
        """As `core.plandoc.document.DeadlineKind`."""

        QUARTER = "quarter", pgettext_lazy("deadline", "quarter")
        DATE = "date", pgettext_lazy("deadline", "date")
        CONTINUOUS = "continuous", pgettext_lazy("deadline", "continuous")
        TEXT = "text", pgettext_lazy("deadline", "in words only")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="deadlines")
    serial = models.PositiveSmallIntegerField()
    words = WordsField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_date = models.DateField(null=True, blank=True)
    applies_to = models.TextField(blank=True)  # the words in brackets that limit it

    objects = StandingQuerySet["Deadline"].as_manager()

    class Meta:
        ordering = ["measure_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "serial"], name="deadline_serial_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["quarter", "date"], due_date__isnull=False)
                | Q(kind__in=["continuous", "text"], due_date__isnull=True),
                name="deadline_dated_only_where_certain",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> Said:
        return said(self.words)

    @property
    def further_limit(self) -> str:
        """What limits it, unless its own words say so already: “2026. gada I ceturksnis (vebinārs)”."""
        return "" if self.applies_to in self.name else self.applies_to


class Indicator(Withdrawable):
    """One indicator: its words, the deadline that stands beside it, and what is counted for it.

    `metrics` are our names of what live records count ("events"); `items` the words of a checklist's parts. `counts`
    says which records count for which metric, `by_hand` what stays reported by hand and why: both as in
    `data/capabilities.yaml`. `counted` repeats what the last count of each metric says, as `queries.evidence.Counted`,
    so that pages about many indicators ask nothing more. All three are written by `services.evidence`.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="indicators")
    serial = models.PositiveSmallIntegerField()
    words = WordsField()
    kind = models.CharField(max_length=10)
    metrics = models.JSONField(default=list, blank=True)
    items = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=list, blank=True)
    by_hand = WordsField()
    counted = models.JSONField(default=list, blank=True)
    deadline = models.ForeignKey(Deadline, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators")

    objects = StandingQuerySet["Indicator"].as_manager()

    class Meta:
        ordering = ["measure_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "serial"], name="indicator_serial_once"),
            models.CheckConstraint(condition=Q(kind__in=list(IndicatorKind)), name="indicator_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> Said:
        return said(self.words)


class Target(models.Model):
    """A number that an indicator is to reach; without one, “mērķis nav noteikts”.

    An *implied* target is not in the plan's words: they name one output and no number. `period` "year" means each
    calendar year of the plan. `metric` says which of the indicator's metrics is meant; "" where it has but one.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    place = models.PositiveSmallIntegerField()
    operator = models.CharField(max_length=5)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    maximum = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.TextField(blank=True)
    period = models.CharField(max_length=10, blank=True)
    scope = models.TextField(blank=True)
    metric = models.CharField(max_length=50, blank=True)
    is_implied = models.BooleanField(default=False)

    class Meta:
        ordering = ["indicator_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "place"], name="target_placed_once"),
            models.CheckConstraint(
                condition=Q(operator="range", maximum__isnull=False, maximum__gt=F("value"))
                | Q(operator__in=[">=", "=", "<="], maximum__isnull=True),
                name="target_range_has_two_ends",
            ),
            models.CheckConstraint(condition=Q(period__in=["", "year"]), name="target_period_known"),
        ]

    def __str__(self) -> str:
        return f"{self.operator} {self.value.normalize():f} {self.unit}".strip()


class BodyPart(models.Model):
    """The part of one body in one measure, as the plan names it; `institution` is None where nobody knows the words.

    `within` are the words of the body in whose brackets this one stands. With an indicator, the body carries that
    indicator alone.
    """

    class Part(models.TextChoices):
        RESPONSIBLE = "responsible", pgettext_lazy("body", "responsible")
        CO_RESPONSIBLE = "co_responsible", pgettext_lazy("body", "co-responsible")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="bodies")
    part = models.CharField(max_length=15, choices=Part.choices)
    place = models.PositiveSmallIntegerField()
    words = models.TextField()
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_parts"
    )
    scope = models.TextField(blank=True)
    within = models.TextField(blank=True)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.CASCADE, related_name="bodies")
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["measure_id", "place"]
        constraints = [models.UniqueConstraint(fields=["measure", "place"], name="body_part_placed_once")]

    def __str__(self) -> str:
        return self.words
