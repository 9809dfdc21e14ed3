"""The roll: who may vote, and that they did; never what."""

from datetime import date

from django.db import models
from django.db.models import Q

from balss.box.models import Channel
from balss.voting.models.elections import Election


class RollEntry(models.Model):
    """One person who may vote in one election, or did.

    `key` is a keyed hash of the person's code for this election alone, so that two rolls cannot be joined. Once the
    right was given, `used_date` and `channel` say when and which way, and `request` is the hash of the blinded message:
    it says nothing of the ballot, and lets the same request have the same right again. `votes_from` is set for who
    reaches the age later than voting opens. The table keeps no order (`shared.unordered`). Written by `services.rights`
    and `services.rolls`; pseudonymous personal data, erased after the result is final.
    """

    key = models.CharField(max_length=64, primary_key=True)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="entries")
    votes_from = models.DateField(null=True)
    used_date = models.DateField(null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    request = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "roll entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(used_date=None, channel="", request="")
                | (Q(used_date__isnull=False) & ~Q(channel="") & ~Q(request="")),
                name="roll_entry_used_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key[:6]}…"

    def is_of_age(self, on: date) -> bool:
        return self.votes_from is None or self.votes_from <= on
