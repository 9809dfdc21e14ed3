"""What a municipality corrected of a published result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balss.participation.models import ByOffice
from balss.participatory_budget.models.calls import Call


class Correction(ByOffice):
    """One correction of an announced result; never changed, a later one stands beside it. `added` and `removed` are
    numbers of projects that are chosen since, or no longer; `votes_before` {number: votes} where votes counted
    elsewhere were corrected, with `voters_before`. Made by `services.correcting`; the author's opaque name is personal
    data.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="corrections")
    reason = models.TextField(_("what was wrong, and what follows from it"))
    decision = models.CharField(_("the decision that it rests on"), max_length=300)
    added = models.JSONField(default=list)
    removed = models.JSONField(default=list)
    voters_before = models.PositiveIntegerField()
    votes_before = models.JSONField(default=dict)

    class Meta:
        ordering = ["call_id", "created_at", "id"]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.created_at:%Y-%m-%d}"
