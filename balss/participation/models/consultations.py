"""How an opportunity of this room takes what people say, and what the law on public discussions records of it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.opportunities import Opportunity
from balss.shared.models import StoredFile


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def taking(self, now: datetime) -> Self:
        """Consultations that take contributions now."""
        return self.filter(opportunity__in=Opportunity.objects.open(now))


class Consultation(models.Model):
    """The intake of one opportunity: who may speak, what is read before it is published, who approves answers.

    Made with its opportunity and settled when that is published. Holds no personal data.
    """

    class Moderation(models.TextChoices):
        AFTER = "after", _("published at once, read afterwards")
        BEFORE = "before", _("read before it is published")

    opportunity = models.OneToOneField(Opportunity, primary_key=True, on_delete=models.CASCADE)
    moderation = models.CharField(
        _("when contributions are read"), max_length=6, choices=Moderation.choices, default=Moderation.AFTER
    )
    takes_guests = models.BooleanField(_("people without an account may take part"), default=True)
    takes_replies = models.BooleanField(_("people may reply to each other"), default=True)
    needs_approval = models.BooleanField(_("a second person approves the answers"), default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["opportunity_id"]

    def __str__(self) -> str:
        return str(self.opportunity_id)


class PublicDiscussion(models.Model):
    """What articles 54 and 55 of the Local Government Law ask to be on record of a public discussion.

    Filled in by officials: initiative and decision before it is published, the notice sent ≥ 3 working days before it
    opens, the approval of the summary (its publication follows within 3 working days, the council's decision within a
    month). Holds no personal data.
    """

    class Initiator(models.TextChoices):
        """Article 54(2)."""

        COUNCIL = "council", pgettext_lazy("initiator", "the council")
        CHAIR = "chair", pgettext_lazy("initiator", "the chair of the council")
        RESIDENTS = "residents", pgettext_lazy("initiator", "residents")
        RESIDENTS_COUNCIL = "residents_council", pgettext_lazy("initiator", "a residents' council")

    class Subject(models.TextChoices):
        """What it is about; the excluded ones are those of article 54(5)."""

        DEVELOPMENT = "development", _("development, planning, public space")
        OTHER = "other", pgettext_lazy("subject", "another autonomous competence of the municipality")
        BUDGET = "budget", _("budget of the municipality")
        FEES = "fees", _("fees for services, tax or duty rates")
        OFFICIALS = "officials", _("appointment or dismissal of officials")
        INTERNAL = "internal", _("internal organisation of work")
        NOT_OURS = "not_ours", _("competence of another institution")

    EXCLUDED = (Subject.BUDGET, Subject.FEES, Subject.OFFICIALS, Subject.INTERNAL, Subject.NOT_OURS)

    consultation = models.OneToOneField(
        Consultation, primary_key=True, on_delete=models.CASCADE, related_name="public_discussion"
    )
    subject = models.CharField(_("what it is about"), max_length=12, choices=Subject.choices)
    initiator = models.CharField(_("who initiated it"), max_length=18, choices=Initiator.choices)
    initiators = models.PositiveIntegerField(_("how many residents initiated it"), null=True, blank=True)
    council_decision = models.CharField(_("decision of the council: date and number"), max_length=200, blank=True)
    notice_sent_date = models.DateField(_("notice sent to “Latvijas Vēstnesis” on"), null=True, blank=True)
    on_site = models.TextField(_("where the document can be read on paper"), blank=True)
    summary_approved_date = models.DateField(_("summary approved on"), null=True, blank=True)
    decided_date = models.DateField(_("the council decided on"), null=True, blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["consultation_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject__in=["budget", "fees", "officials", "internal", "not_ours"])
                | Q(notice_sent_date=None),
                name="public_discussion_not_of_an_excluded_subject",
            ),
        ]

    def __str__(self) -> str:
        return str(self.consultation_id)
