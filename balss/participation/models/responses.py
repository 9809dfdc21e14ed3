"""What the institution answers, what changed because of it, and whether the answer answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.authorship import ByOffice
from balss.participation.models.consultations import Consultation


class Response(ByOffice):
    """One answer, to one contribution or to many that say the same: what became of it, and why.

    draft → (where the institution wants a second person: proposed →) published. A published answer is corrected by a
    new version of its words; `version` counts them. Where a second person approves, the new words wait in `correction`
    (verdict, reason, theme, changes) while the public ones stay. The authors' opaque names are personal data.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("response", "taken into account")
        PARTLY = "partly", pgettext_lazy("response", "partly taken into account")
        NOT_ACCEPTED = "not_accepted", pgettext_lazy("response", "not taken into account")
        ALREADY = "already", pgettext_lazy("response", "already so")
        OUT_OF_SCOPE = "out_of_scope", pgettext_lazy("response", "not part of this question")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("response", "draft")
        PROPOSED = "proposed", pgettext_lazy("response", "waiting for approval")
        PUBLISHED = "published", pgettext_lazy("response", "published")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="responses")
    verdict = models.CharField(_("what became of it"), max_length=12, choices=Verdict.choices)
    reason = models.TextField(_("why"))
    theme = models.CharField(_("theme"), max_length=100, blank=True)  # what the outcome report groups by
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    approved_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id; never the author
    published_at = models.DateTimeField(null=True, blank=True)
    correction = models.JSONField(null=True, blank=True)
    corrected_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id of who proposes it

    class Meta:
        ordering = ["consultation_id", "id"]
        indexes = [models.Index(fields=["consultation", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(correction=None, corrected_by="")
                | Q(~Q(corrected_by=""), correction__isnull=False, state="published"),
                name="response_correction_is_of_a_published_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="response_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | Q(~Q(state="published"), published_at=None),
                name="response_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=models.F("author")), name="response_approved_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.pk} {self.verdict}"


class ChangeLink(models.Model):
    """The very thing that changed because of what was said: `target` on the board of change targets, by its key.

    `label` and `address` are those of the day on which the link was made. Holds no personal data.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="changes")
    target = models.CharField(max_length=60)  # key on the board: "participation.document_version"
    target_id = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    address = models.CharField(max_length=1000)
    note = models.TextField(_("what changed"), blank=True)

    class Meta:
        ordering = ["response_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "target", "target_id"], name="change_linked_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Satisfaction(models.Model):
    """What a contributor said to “did this answer you?”, once for each contribution. Its sums are public."""

    contribution = models.OneToOneField(
        "participation.Contribution", primary_key=True, on_delete=models.CASCADE, related_name="satisfaction"
    )
    is_answered = models.BooleanField(_("the answer answered it"))
    comment = models.TextField(_("what was missing"), blank=True)  # for the institution alone
    given_at = models.DateTimeField(_("given"))

    class Meta:
        ordering = ["contribution_id"]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.is_answered}"
