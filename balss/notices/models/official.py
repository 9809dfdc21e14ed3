"""Official e-address: institutions that send through a gateway, who agreed to it, and every message handed over.

A person's official e-address is the personal code (Oficiālās elektroniskās adreses likums 6, point 6), which Balss does
not keep. What a consent holds is sealed with the certificate of the institution's gateway: neither the pages nor
anybody with the database can read it.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.people.models import Person
from balss.places.models import Institution


class Gateway(models.Model):
    """Whether an institution sends to official e-addresses now. How it is connected stands in the settings."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="gateway")
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"gateway of {self.institution_id}"


class Standing(models.TextChoices):
    """What the gateway said of the address; set by `official.dispatching`."""

    UNTRIED = "untried", pgettext_lazy("e-address", "nothing was sent yet")
    ACTIVE = "active", pgettext_lazy("e-address", "active")
    INACTIVE = "inactive", pgettext_lazy("e-address", "not active")


class Consent(models.Model):
    """That somebody agreed to get what one institution has for them at the official e-address, and up to when.

    Given and withdrawn by `official.consents`; withdrawing empties `sealed` at once. `news`: also what the person
    follows, through one institution at most. Personal data.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="official_consents")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="official_consents", verbose_name=_("institution")
    )
    news = models.BooleanField(_("also what I follow"), default=False)
    sealed = models.TextField(blank=True)  # CMS EnvelopedData (RFC 5652), base64
    standing = models.CharField(
        pgettext_lazy("e-address", "address"), max_length=10, choices=Standing, default=Standing.UNTRIED
    )
    given_at = models.DateTimeField(pgettext_lazy("consent", "given"))
    withdrawn_at = models.DateTimeField(pgettext_lazy("consent", "withdrawn"), null=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "institution"], condition=Q(withdrawn_at=None), name="official_consent_once"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at=None, news=True), name="official_news_through_one"
            ),
            models.CheckConstraint(
                name="official_consent_sealed_while_given",
                condition=(Q(withdrawn_at=None) & ~Q(sealed="")) | Q(withdrawn_at__isnull=False, sealed=""),
            ),
            models.CheckConstraint(name="official_standing_known", condition=Q(standing__in=Standing.values)),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class DispatchState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("dispatch", "waiting")
    HANDED_OVER = "handed_over", pgettext_lazy("dispatch", "handed over")
    DELIVERED = "delivered", pgettext_lazy("dispatch", "delivered")
    FAILED = "failed", pgettext_lazy("dispatch", "not delivered")


class Reason(models.TextChoices):
    """Why a message did not arrive, in the words of those who send."""

    UNKNOWN_ADDRESS = "unknown_address", _("the person has no official e-address")
    CLOSED_ADDRESS = "closed_address", _("the official e-address is closed")
    REFUSED = "refused", _("the gateway refused the message")
    UNREACHABLE = "unreachable", _("the gateway could not be reached for two and a half days")
    WITHDRAWN = "withdrawn", _("the consent was withdrawn before it was sent")


class Dispatch(models.Model):
    """One message to one official e-address, in the words of the moment; `consent` is None for a test message.

    Written by `official.dispatching` in the transaction of what it tells; handed to the gateway by a job, which also
    asks what became of it. `notified_date` is the day on which the law takes it as notified. Personal data: the words
    and the e-mail address that gets them where there is no active e-address. `jobs` erases both.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="dispatches")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.CASCADE, related_name="dispatches")
    kind = models.CharField(max_length=100)  # key on the board of notice kinds
    language = models.CharField(max_length=12)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(pgettext_lazy("personal data", "words"), blank=True)
    email = models.EmailField(max_length=254, blank=True)
    leave_path = models.CharField(max_length=400, blank=True, default="")  # of news: as in `Notice`
    dedupe_key = models.CharField(max_length=200, blank=True)  # of the sender: a message is written once for it
    message_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # the same at every try
    created_at = models.DateTimeField(pgettext_lazy("dispatch", "written"))

    state = models.CharField(
        pgettext_lazy("dispatch", "state"), max_length=12, choices=DispatchState, default=DispatchState.WAITING
    )
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()  # of handing over, then of asking what became of it
    claimed_until = models.DateTimeField(null=True)
    reference = models.CharField(max_length=200, blank=True)  # the gateway's own name of the message
    handed_at = models.DateTimeField(pgettext_lazy("dispatch", "sent"), null=True)
    notified_date = models.DateField(pgettext_lazy("dispatch", "taken as notified on"), null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state__in=["waiting", "handed_over"]), name="dispatch_due"
            ),
            models.Index(fields=["institution", "state"], name="dispatch_of_institution"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "kind", "dedupe_key"], condition=~Q(dedupe_key=""), name="dispatch_written_once"
            ),
            models.CheckConstraint(name="dispatch_state_known", condition=Q(state__in=DispatchState.values)),
            models.CheckConstraint(
                name="dispatch_sent_has_its_days",
                condition=Q(state__in=["waiting", "failed"]) | Q(handed_at__isnull=False, notified_date__isnull=False),
            ),
            models.CheckConstraint(
                name="dispatch_finished_when_known",
                condition=Q(state__in=["waiting", "handed_over"], finished_at=None)
                | Q(state__in=["delivered", "failed"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dispatch_failed_for_a_reason",
                condition=Q(state="failed") & ~Q(reason="") | ~Q(state="failed") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="dispatch_erased_or_whole",
                condition=(Q(erased_at=None) & ~Q(text=""))
                | Q(erased_at__isnull=False, subject="", text="", email="", leave_path=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
