"""Reports of content, removals with their statement of reasons, and how they are contested."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.contributions import Contribution
from balss.people.models import Person


class Ground(models.TextChoices):
    """Why content may be reported or removed: against the law, or against the rules of this place."""

    ILLEGAL = "illegal", _("against the law")
    HATE = "hate", _("incites hatred or violence")
    PERSONAL_DATA = "personal_data", _("shows somebody's personal data")
    OFFENSIVE = "offensive", _("offends or threatens somebody")
    SPAM = "spam", _("advertising or senseless repetition")
    OFF_TOPIC = "off_topic", _("has nothing to do with the question")


class Report(models.Model):
    """That somebody reports a contribution as illegal or against the rules (DSA Art. 16). Holds personal data.

    open → upheld (a removal follows) or dismissed, by a moderator; the reporter is told where an address is known.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("report of content", "open")
        UPHELD = "upheld", pgettext_lazy("report of content", "upheld")
        DISMISSED = "dismissed", pgettext_lazy("report of content", "dismissed")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    ground = models.CharField(_("ground"), max_length=13, choices=Ground.choices)
    text = models.TextField(_("explanation"), blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    reported_at = models.DateTimeField(_("reported"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id

    class Meta:
        ordering = ["reported_at", "id"]
        indexes = [models.Index(fields=["state", "reported_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | Q(~Q(state="open"), decided_at__isnull=False),
                name="content_report_decided_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.ground}"


class Removal(models.Model):
    """Why a contribution was removed: the statement of reasons that its author receives (DSA Art. 17).

    standing → contested by the author → upheld or reversed, by somebody who did not remove it. Its facts are public at
    the place of the contribution; the author's objection is personal data.
    """

    class State(models.TextChoices):
        STANDING = "standing", pgettext_lazy("removal", "standing")
        CONTESTED = "contested", pgettext_lazy("removal", "contested")
        UPHELD = "upheld", pgettext_lazy("removal", "upheld")
        REVERSED = "reversed", pgettext_lazy("removal", "reversed")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="removals")
    ground = models.CharField(_("ground"), max_length=13, choices=Ground.choices)
    facts = models.TextField(_("the facts and circumstances relied on"))
    legal_ground = models.CharField(_("legal or contractual ground"), max_length=300)
    removed_by = models.CharField(max_length=20)  # people.Account.public_id
    removed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.STANDING)
    objection = models.TextField(_("why it is contested"), blank=True)
    contested_at = models.DateTimeField(_("contested"), null=True, blank=True)
    decision = models.TextField(_("decision on the objection"), blank=True)
    decided_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id; never `removed_by`
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["contribution_id", "-removed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(facts="") & ~Q(legal_ground=""), name="removal_gives_its_reasons"),
            models.CheckConstraint(
                condition=Q(state="standing", contested_at=None) | Q(~Q(state="standing"), contested_at__isnull=False),
                name="removal_contested_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=models.F("removed_by")), name="removal_decided_by_another"
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=~Q(state="reversed"), name="removal_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.ground}"
