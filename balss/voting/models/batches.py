"""Urns for paper, each a batch of ballots."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balss.voting.models.elections import Election


class Batch(models.Model):
    """The papers of one urn. `marked` is how many marks in the roll were made for it: a number, which names nobody.

    *filling* while papers are given out, *reading* once the urn is emptied and until two officials (`first_by`,
    `second_by`) have read the same on every paper, then *cast*. What they read lies in the box room, by this `id`,
    until it is cast. Changed by `services.desk` (marks) and `services.paper`; names no voter.
    """

    class State(models.TextChoices):
        FILLING = "filling", _("papers are given out")
        READING = "reading", _("ballots are being entered")
        CAST = "cast", _("ballots lie in the box")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveSmallIntegerField()
    place = models.CharField(_("where the urn stands"), max_length=200)
    state = models.CharField(max_length=7, choices=State.choices, default=State.FILLING)
    marked = models.PositiveSmallIntegerField(default=0)
    opened_by = models.CharField(max_length=20, help_text="public name of the account")
    opened_date = models.DateField()
    first_by = models.CharField(max_length=20, blank=True)
    second_by = models.CharField(max_length=20, blank=True)
    cast_date = models.DateField(null=True)

    class Meta:
        ordering = ["election_id", "number"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="batch_number_in_an_election"),
            models.CheckConstraint(condition=Q(second_by="") | ~Q(second_by=F("first_by")), name="batch_read_by_two"),
            models.CheckConstraint(
                condition=~Q(state="cast") | (~Q(first_by="") & ~Q(second_by="") & Q(cast_date__isnull=False)),
                name="batch_cast_after_two_readings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.place}"
