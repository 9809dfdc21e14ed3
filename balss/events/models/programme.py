"""The programme: what happens when, and who speaks."""

from django.db import models
from django.db.models import F, Q

from balss.events.models.events import Event

OWN_COUNTRY = "LV"


class ProgrammeItem(models.Model):
    """One part of an event, between two times of its day. Holds no personal data."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["event_id", "starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="programme_item_ends_after_start", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="programme_item_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Speaker(models.Model):
    """Who speaks: name, position or organisation, and the country that they come from (ISO 3166-1, two letters).

    Personal data of a public kind: somebody named in a public programme with their office, by the organiser.
    """

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="speakers")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    office = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default=OWN_COUNTRY)

    class Meta:
        ordering = ["item_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(name="speaker_placed_once", fields=["item", "place"]),
            models.CheckConstraint(name="speaker_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="speaker_has_country", condition=~Q(country="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_foreign(self) -> bool:
        return self.country != OWN_COUNTRY
