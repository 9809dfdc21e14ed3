"""Where people are helped face to face: client service centres, libraries."""

from django.db import models

from balss.places.models.institutions import Institution
from balss.places.models.periods import Period, PeriodQuerySet


class ServicePointQuerySet(PeriodQuerySet["ServicePoint"]):
    """Points open on a day: `.on(day)`."""


class ServicePoint(Period):
    """One point of a network, as the list of whoever keeps the network names it.

    Imported from lists (`balss places import-service-points`); `external_id` is the list's own, and tells a point
    from the others of its network. Contact details are the point's, never a person's.
    """

    network = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="service_points")
    external_id = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    municipality = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="local_service_points")
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    source = models.TextField()
    as_of_date = models.DateField()

    objects = ServicePointQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["municipality_id", "name", "network_id", "external_id"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["network", "external_id"], name="places_servicepoint_once"),
        ]

    def __str__(self) -> str:
        return self.name
