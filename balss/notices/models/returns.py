"""What came back: letters that could not be delivered, complaints, and the addresses spared because of them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from balss.notices.models.outbox import Notice


class Outcome(models.TextChoices):
    """What a message was that came back. Only the first three ever change anything."""

    HARD = "hard", _("The address does not exist")
    SOFT = "soft", _("Could not be delivered")
    COMPLAINT = "complaint", _("Marked as unwanted")
    DELAYED = "delayed", _("Delayed, still being tried")
    DELIVERED = "delivered", _("Delivered after all")
    AUTOMATIC = "automatic", _("An automatic answer")
    NO_REPORT = "no_report", _("No report of a mail server")
    UNKNOWN = "unknown", _("Belongs to no letter of ours")
    OTHER_ADDRESS = "other_address", _("Speaks of another address")
    UNREADABLE = "unreadable", _("Cannot be read")
    TOO_LARGE = "too_large", _("Too large")


class Return(models.Model):
    """One message that came to the address for returns, and what it was taken for.

    Written by `services.returns`, erased after some months. Personal data where it belongs to a letter (`email`). The
    message itself is not kept, only its hash, so that the same message counts once, and what the server `said`,
    without addresses.
    """

    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the message, in hex
    outcome = models.CharField(max_length=20, choices=Outcome)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.SET_NULL, related_name="returns")
    email = models.EmailField(max_length=254, blank=True, default="")
    status = models.CharField(max_length=11, blank=True, default="")  # RFC 3463
    said = models.CharField(max_length=300, blank=True, default="")
    size = models.PositiveIntegerField()  # octets

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="return_latest"),
            models.Index(fields=["email", "outcome", "received_at"], condition=~Q(email=""), name="return_of_address"),
        ]
        constraints = [models.CheckConstraint(name="return_outcome_known", condition=Q(outcome__in=Outcome.values))]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"


class PauseReason(models.TextChoices):
    HARD = "hard", _("The mail server says that this address does not exist.")
    SOFT = "soft", _("Several of our letters in a row could not be delivered.")
    COMPLAINT = "complaint", _("Our letters were marked as unwanted at this address.")


class Pause(models.Model):
    """An address that gets no letters that nobody has to get, until its owner wants them again. Personal data.

    Made by what came back (`services.pausing`), ended by the owner, who opens the own page by a link in an earlier
    letter, signs in, or confirms the address anew.
    """

    email = models.EmailField(max_length=254, unique=True)  # in small letters, as in returns
    reason = models.CharField(max_length=10, choices=PauseReason)
    paused_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="pause_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="pause_reason_known", condition=Q(reason__in=PauseReason.values)),
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"
