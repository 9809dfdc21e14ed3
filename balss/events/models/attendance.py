"""Who came: by group of people, by institution, and which media; written when the event is closed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from balss.events.models.events import Event
from balss.places.models import Audience, Institution

LEAST_SHOWN = 5  # fewer people of a group are shown as “fewer than 5”: at a small event they could be told


class Attendance(models.Model):
    """How many people of one group, or of one institution, came to one event.

    One person may belong to several groups or to none, so the parts do not add up to the whole and nothing can be
    found by subtraction. An institution that we know is linked; of others the words stay. Holds no personal data.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance")
    audience = models.ForeignKey(Audience, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    words = models.CharField(max_length=200, blank=True)  # how the organiser wrote the institution
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["event_id", "audience__position", "-count", "words", "id"]
        constraints = [
            models.CheckConstraint(
                name="attendance_of_group_or_institution",
                condition=Q(audience__isnull=False, institution=None, words="") | Q(~Q(words=""), audience=None),
            ),
            models.CheckConstraint(name="attendance_counts_somebody", condition=Q(count__gt=0)),
            models.UniqueConstraint(
                name="attendance_group_once", fields=["event", "audience"], condition=Q(audience__isnull=False)
            ),
            models.UniqueConstraint(
                name="attendance_institution_once",
                fields=["event", "institution"],
                condition=Q(institution__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.count}"

    @property
    def shown_count(self) -> int | None:
        """What the public sees; None for a group of too few."""
        return None if self.audience_id and self.count < LEAST_SHOWN else self.count


class Reach(models.TextChoices):
    """What sort of medium, as the plan tells them apart (measure 1.2)."""

    PUBLIC = "public", pgettext_lazy("medium", "public medium")
    NATIONAL = "national", pgettext_lazy("medium", "national medium")
    REGIONAL = "regional", pgettext_lazy("medium", "regional medium")
    FOREIGN = "foreign", pgettext_lazy("medium", "foreign medium")


class MediaPresence(models.Model):
    """That a medium came. The medium is named, never its journalists; holds no personal data."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="media")
    name = models.CharField(max_length=200)
    reach = models.CharField(max_length=10, choices=Reach.choices)

    class Meta:
        ordering = ["event_id", "reach", "name", "id"]
        verbose_name_plural = "media presence"
        constraints = [
            models.UniqueConstraint(name="medium_once_per_event", fields=["event", "name"]),
            models.CheckConstraint(name="medium_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
