"""Who measures, and when."""

from django.db import models

from balss.core.period import Period, parse_period
from balss.indicators.models.words import InLanguage, date_words, period_words


class Source(models.Model):
    """A survey or statistical publication that comes out in waves. Written by the reference data."""

    code = models.SlugField(max_length=60, unique=True)
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    publisher_lv = models.CharField(max_length=200, blank=True)
    publisher_en = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=300, blank=True)
    note_lv = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    name = InLanguage()
    publisher = InLanguage()
    note = InLanguage()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Wave(models.Model):
    """One round of a source, past or announced. Written by the reference data and `services.announce_wave`.

    A series that is still asked awaits each wave later than its last value (`queries.awaited_waves`). `published` is
    an ISO date as exact as it is known: 2024-07-10, or 2022. An empty `period` is one that the source does not say.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="waves")
    period = models.CharField(max_length=12, blank=True)
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    fieldwork_lv = models.CharField(max_length=100, blank=True)
    fieldwork_en = models.CharField(max_length=100, blank=True)
    published = models.CharField(max_length=10, blank=True)
    note_lv = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    name = InLanguage()
    fieldwork = InLanguage()
    note = InLanguage()

    class Meta:
        ordering = ["source", "period", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "period"], name="wave_once_per_source_and_period"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def time(self) -> Period | None:
        return parse_period(self.period)

    @property
    def period_words(self) -> str:
        return period_words(self.time)

    @property
    def published_words(self) -> str:
        return date_words(self.published) if self.published else ""

    @property
    def order(self) -> tuple[float, int]:
        """Sorts waves by time; those whose period is not said come last."""
        return (self.time.middle if self.time else 9999.0, self.pk)
