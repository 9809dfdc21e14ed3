"""What is voted on, when, and by whom."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.places.models import Institution


class Election(models.Model):
    """One vote. Its paper, and what was chosen, lie in the box of the same id.

    *arranged* until `opens_at`, then *open*, then *over*; *sealed* once `sealed_date` is set, or *called off* since
    `called_off_date`. `roll` says how one knows who may vote: by what a sign-in provider vouches for (age of
    `least_age`, declared in one of `places`), or by a list that the municipality gave, as of `roll_date`. `page` is the
    address of what is voted on. Whose right was used up to `told_date` has had a letter about it. `days`, once it is
    sealed: [{day, channel, given, cast}], rights and ballots, which stay when the roll is erased. Changed by
    `services.arranging`, `closing` and `letters`. Holds no personal data.
    """

    class Roll(models.TextChoices):
        CLAIMS = "claims", _("by what the sign-in provider vouches for")
        LIST = "list", _("by the list of the municipality")

    id = models.UUIDField(primary_key=True, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="elections")
    title = models.CharField(max_length=200)
    page = models.CharField(max_length=300, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    roll = models.CharField(max_length=6, choices=Roll.choices)
    roll_date = models.DateField(null=True, blank=True)
    least_age = models.PositiveSmallIntegerField(default=16)
    places = models.JSONField(default=list, blank=True)
    sealed_date = models.DateField(null=True, blank=True)
    called_off_date = models.DateField(null=True, blank=True)
    told_date = models.DateField(null=True, blank=True)
    days = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-opens_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="election_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(roll="list", roll_date__isnull=False) | Q(roll="claims", roll_date=None),
                name="election_list_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(sealed_date=None) | Q(called_off_date=None), name="election_sealed_or_called_off"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voting:ballot", args=[self.pk])

    def is_open(self, now: datetime) -> bool:
        return not self.is_over(now) and self.opens_at <= now

    def is_over(self, now: datetime) -> bool:
        return now >= self.closes_at or self.sealed_date is not None or self.called_off_date is not None
