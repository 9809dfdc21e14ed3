"""What is asked, and about whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balss.indicators.models.source import Source
from balss.indicators.models.words import InLanguage


class Unit(models.TextChoices):
    PERCENT = "percent", _("percent")


class Direction(models.TextChoices):
    """Which way a plan or policy wants the value to go."""

    UP = "up", _("should grow")
    DOWN = "down", _("should fall")
    NOT_SAID = "", _("not stated")


class Question(models.Model):
    """What a source asks or counts, with what one must know to read the numbers. Written by the reference data.

    Empty words are not known: the wording, scale or population is not invented.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    wording_lv = models.TextField(blank=True)
    wording_en = models.TextField(blank=True)
    scale_lv = models.CharField(max_length=200, blank=True)
    scale_en = models.CharField(max_length=200, blank=True)
    population_lv = models.CharField(max_length=200, blank=True)
    population_en = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices)

    name = InLanguage()
    wording = InLanguage()
    scale = InLanguage()
    population = InLanguage()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(name="question_unit_known", condition=Q(unit__in=Unit.values)),
        ]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """A question about one thing: trust (the question) in the police (the thing). Written by the reference data.

    `is_asked` says that later waves ask it too, so an awaited wave leaves an empty place in it. A target is words or
    nothing: no document gives a number, and none is invented.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="series")
    code = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField()
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    about_lv = models.CharField(max_length=120)
    about_en = models.CharField(max_length=120)
    is_asked = models.BooleanField(default=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    target_lv = models.CharField(max_length=200, blank=True)
    target_en = models.CharField(max_length=200, blank=True)

    name = InLanguage()
    about = InLanguage()
    target = InLanguage()

    class Meta:
        ordering = ["question__position", "question__code", "position", "code"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(name="series_direction_known", condition=Q(direction__in=Direction.values)),
        ]

    def __str__(self) -> str:
        return self.name


class Caveat(models.Model):
    """What must be known before figures of these series are read or compared. Written by the reference data."""

    code = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    series = models.ManyToManyField(Series, related_name="caveats")
    text_lv = models.TextField()
    text_en = models.TextField()

    text = InLanguage()

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code
