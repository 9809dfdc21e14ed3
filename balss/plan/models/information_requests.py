"""The coordinator's question to many institutions at once: how far are you?"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from balss.places.models import Institution
from balss.plan.models.authorship import Authored
from balss.plan.models.plans import Plan, ReportingPeriod


class InformationRequest(Authored):
    """One request for progress, sent to many institutions. Sent once and then only closed, by services.

    The author's opaque name is personal data.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="information_requests")
    period = models.ForeignKey(
        ReportingPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="information_requests"
    )
    subject = models.CharField(max_length=200)
    text = models.TextField()
    answer_by_date = models.DateField()
    sent_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("sent_at")), name="request_closed_after_sent"
            ),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="request_asks_something"),
        ]

    def __str__(self) -> str:
        return self.subject


class RecipientQuerySet(models.QuerySet["RequestRecipient"]):
    def unanswered(self) -> "RecipientQuerySet":
        return self.filter(answered_at=None)


class RequestRecipient(models.Model):
    """One institution that was asked, and when it answered: by reports, or by words that it has nothing to report.

    Changed by services when it answers; holds no personal data.
    """

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="recipients")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="information_requests")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "institution_id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "institution"], name="request_asks_each_once"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="request_answer_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} → {self.institution_id}"
