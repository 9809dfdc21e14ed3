"""Where: planning regions, municipalities, their parishes and towns, and the diaspora."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.places.models.periods import EARLIEST_FIRST, Period, PeriodQuerySet, in_force, one_current_per


class TerritoryKind(models.TextChoices):
    PLANNING_REGION = "planning_region", _("planning region")
    STATE_CITY = "state_city", _("state city")
    MUNICIPALITY = "municipality", pgettext_lazy("territory", "municipality")
    TOWN = "town", _("town")
    PARISH = "parish", _("parish")
    DIASPORA = "diaspora", _("diaspora")


NARROW_FIRST = (
    TerritoryKind.PARISH, TerritoryKind.TOWN, TerritoryKind.MUNICIPALITY, TerritoryKind.STATE_CITY,
    TerritoryKind.PLANNING_REGION, TerritoryKind.DIASPORA,
)  # fmt: skip


class TerritoryQuerySet(PeriodQuerySet["Territory"]):
    """Territories that exist on a day: `.on(day)`."""


class Territory(Period):
    """A place that keeps its identity while its name, code and the place it belongs to change.

    Comes from the state's classifier (data file) and from mergers (services); holds no personal data.
    `merged_into` is the place that took it in whole when it ended.
    """

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=TerritoryKind.choices)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")

    objects = TerritoryQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["slug"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="places_territory_merged_has_ended",
                condition=models.Q(merged_into__isnull=True) | models.Q(valid_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("places:place", args=[self.slug])

    def version_on(self, day: dt.date) -> "TerritoryVersion":
        """Name, code and parent on the day; read from prefetched `versions` where there are any."""
        version = in_force(self.versions.all(), day)
        if version is None:
            raise TerritoryVersion.DoesNotExist(self.slug)
        return version


class TerritoryVersionQuerySet(PeriodQuerySet["TerritoryVersion"]):
    """What was true on a day: `.on(day)`."""


class TerritoryVersion(Period):
    """What a territory is called, its code in the classifier ATVK, and what it belongs to, in one period.

    A municipality belongs to a planning region, a parish or town to a municipality.
    """

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    atvk = models.CharField(max_length=7, blank=True)
    parent = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="part_versions")

    objects = TerritoryVersionQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["territory_id", EARLIEST_FIRST, "id"]
        constraints = [*Period.Meta.constraints, *one_current_per("territory", name="places_territoryversion")]

    def __str__(self) -> str:
        return self.name
