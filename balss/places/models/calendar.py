"""Days off and moved working days of the years that the published calendar does not know yet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarDayKind(models.TextChoices):
    DAY_OFF = "day_off", _("working day made a day off")
    WORKING_DAY = "working_day", _("day off made a working day")
    PUBLIC_HOLIDAY = "public_holiday", _("new public holiday")


class CalendarDay(models.Model):
    """One day that differs from the ordinary week, with the act that says so (Darba likums 133(4)).

    Added and withdrawn by the coordinator; a withdrawn day stays in the table and counts no more. `added_by` and
    `withdrawn_by` are actors' opaque public names.
    """

    date = models.DateField()
    kind = models.CharField(max_length=20, choices=CalendarDayKind.choices)
    source = models.TextField()
    source_url = models.URLField(blank=True, max_length=500)
    added_by = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=Q(withdrawn_at__isnull=True), name="places_calendarday_once"
            ),
            models.CheckConstraint(name="places_calendarday_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.kind}"


class CalendarYear(models.Model):
    """A year whose moved days stand in the table in full, so that dates in it are no longer provisional.

    Confirmed by the coordinator once the Cabinet's order for the year is out, also when it moves nothing.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.TextField()
    source_url = models.URLField(blank=True, max_length=500)
    confirmed_by = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]
        constraints = [models.CheckConstraint(name="places_calendaryear_has_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return str(self.year)
