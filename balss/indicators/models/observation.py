"""The values, and where each was read."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balss.indicators.models.series import Series
from balss.indicators.models.source import Wave
from balss.shared.models import StoredFile


class Area(models.TextChoices):
    """Whom a value speaks of: Latvia, or an average to set beside it."""

    LATVIA = "LV", _("Latvia")
    OECD = "OECD", _("OECD average")
    EU = "EU", _("EU average")


class Confidence(models.TextChoices):
    """How sure it is that the value stands so in the source."""

    HIGH = "high", _("read in the publication, or in an official document that cites it")
    MEDIUM = "medium", _("read in a secondary source")
    LOW = "low", _("uncertain reading")


class Document(models.Model):
    """A publication in which values were read, at an address or as a file given with the value, or on paper.

    `published` is an ISO date as exact as it is known, or empty. Written by the reference data and with observations;
    never changed, since observations cite it.
    """

    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    published = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["title", "url", "id"]
        constraints = [
            models.UniqueConstraint(fields=["title", "url"], condition=Q(file=None), name="document_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it can be read; empty for one that is only on paper."""
        return self.url or (self.file.get_absolute_url() if self.file else "")


class ObservationQuerySet(models.QuerySet["Observation"]):
    def in_force(self) -> "ObservationQuerySet":
        """The last entry of each correction chain, unless it withdrew the value."""
        return self.filter(corrected_by=None, value__isnull=False)


class Observation(models.Model):
    """The value of a series in one wave, for one area. Never changed: a correction is a new entry.

    States: in force; corrected (another entry names it in `corrects`; it stays readable). An entry without a value
    withdraws the one it corrects. Written by `services` for a coordinator, and by the reference data
    (`recorded_by` "system").
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="observations")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="observations")
    area = models.CharField(max_length=4, choices=Area.choices)
    value = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    base = models.PositiveIntegerField(null=True)  # how many answered
    margin = models.DecimalField(max_digits=6, decimal_places=3, null=True)  # ± in the unit, only where published
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="observations")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["series", "wave", "area", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "wave", "area"],
                condition=Q(corrects=None),
                name="observation_first_entry_once",
            ),
            models.CheckConstraint(name="observation_area_known", condition=Q(area__in=Area.values)),
            models.CheckConstraint(name="observation_not_negative", condition=Q(value=None) | Q(value__gte=0)),
            models.CheckConstraint(name="observation_margin_positive", condition=Q(margin=None) | Q(margin__gt=0)),
            models.CheckConstraint(name="observation_base_positive", condition=Q(base=None) | Q(base__gt=0)),
            models.CheckConstraint(
                name="observation_withdrawn_only_by_correction",
                condition=Q(value__isnull=False) | Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="observation_correction_has_reason", condition=Q(corrects=None) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="observation_corrects_another", condition=Q(corrects=None) | ~Q(corrects=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.wave.period} {self.area}: {self.value}"
