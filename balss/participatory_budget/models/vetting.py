"""Vetting: what the municipality found about an idea, what it asked to change, and what it decided and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models import ByOffice
from balss.participatory_budget.models.ideas import Idea


class Vetting(ByOffice):
    """The municipality's judgement of an idea: begun, then decided with reasons that the author is sent.

    A decision that is contested is decided again by somebody else: `contested_at` and the author's words stand with
    it, and the first reason stays in the ledger. Changed by `services.vetting`. Author columns and the author's
    objection are personal data.
    """

    class Decision(models.TextChoices):
        OPEN = "", pgettext_lazy("vetting", "not decided")
        ACCEPTED = "accepted", pgettext_lazy("vetting", "admitted to the vote")
        REJECTED = "rejected", pgettext_lazy("vetting", "not admitted to the vote")

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="vetting")
    feasibility = models.TextField(_("can it be carried out: law, technique, place"), blank=True)
    competence = models.TextField(_("which task of the municipality it serves"), blank=True)
    upkeep = models.TextField(_("how it will be kept up, and for how much"), blank=True)
    decision = models.CharField(
        pgettext_lazy("vetting", "decision"), max_length=8, choices=Decision.choices, blank=True,
        default=Decision.OPEN.value,
    )  # fmt: skip
    reason = models.TextField(_("reasons"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id
    objection = models.TextField(_("why the author contests it"), blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["idea_id"]
        constraints = [
            models.CheckConstraint(
                name="vetting_decided_with_reason",
                condition=Q(decision="", decided_at=None, decided_by="")
                | Q(~Q(decision=""), ~Q(decided_by=""), decided_at__isnull=False),
            ),
            models.CheckConstraint(name="vetting_rejected_why", condition=~Q(decision="rejected") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return str(self.idea_id)


class CostLine(models.Model):
    """One line of the municipality's own estimate; their sum is the cost of the project. Holds no personal data."""

    vetting = models.ForeignKey(Vetting, on_delete=models.CASCADE, related_name="cost_lines")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(_("what for"), max_length=200)
    cents = models.PositiveBigIntegerField(_("cost"))

    class Meta:
        ordering = ["vetting_id", "place"]
        constraints = [models.UniqueConstraint(fields=["vetting", "place"], name="cost_line_placed_once")]

    def __str__(self) -> str:
        return self.words


class ProposedChange(ByOffice):
    """What the municipality asks an author to change so that the idea can go to the vote; made only once agreed.

    `content` holds the new values by column of the idea. Changed by `services.vetting`.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("proposed change", "waits for the author")
        AGREED = "agreed", pgettext_lazy("proposed change", "agreed")
        DECLINED = "declined", pgettext_lazy("proposed change", "not agreed")

    COLUMNS = ("title", "text", "place", "cost_cents", "keeper")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="proposed_changes")
    content = models.JSONField()
    reason = models.TextField(pgettext_lazy("proposed change", "why"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    answer = models.TextField(_("the author's answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["idea_id", "id"]
        constraints = [
            models.CheckConstraint(name="proposed_change_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="proposed_change_answered_with_its_time",
                condition=Q(state="proposed", answered_at=None) | Q(~Q(state="proposed"), answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["idea"], condition=Q(state="proposed"), name="change_of_an_idea_proposed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.state}"
