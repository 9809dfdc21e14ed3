"""The outbox: every letter that is to be, was, or could not be sent."""

from uuid import uuid4

from django.db import models
from django.db.models import Q


class NoticeState(models.TextChoices):
    WAITING = "waiting"  # to be sent at `next_try_at`, for the first time or again
    SENT = "sent"  # taken by the mail server
    HELD = "held"  # its address is paused: goes when the owner wants letters again, unless it is erased before
    FAILED = "failed"  # refused for good, or tried for too long; somebody may have it tried again


class Notice(models.Model):
    """One letter to one address, in the words of the moment it was sent at.

    Written by `notices.services` in the transaction of what it tells about; delivered by `notices.delivery`.
    Personal data: the address and the words. `notices.jobs` erases both some time after the letter was sent or given
    up; what stays says only that a letter of a kind went out.
    """

    kind = models.CharField(max_length=100)  # key on the board of notice kinds, or services.mail.MAIL
    language = models.CharField(max_length=12)
    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True, default="")
    # Keyed hash of kind, address and the sender's key, so that a letter is recognised after its address is erased.
    dedupe_digest = models.CharField(max_length=64, unique=True, null=True)
    leave_path = models.CharField(max_length=400, blank=True, default="")  # of a bulk letter: ends it with one press
    message_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # the same at every try
    created_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)  # a worker is sending it; the worker is dead when this has passed
    finished_at = models.DateTimeField(null=True)  # sent, held or failed
    last_error = models.CharField(max_length=500, blank=True, default="")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="notice_waiting"),
            models.Index(fields=["finished_at"], name="notice_finished"),
            models.Index(fields=["to"], condition=Q(state="held"), name="notice_held"),
        ]
        constraints = [
            models.CheckConstraint(name="notice_state_known", condition=Q(state__in=NoticeState.values)),
            models.CheckConstraint(
                name="notice_finished_when_not_waiting",
                condition=Q(state="waiting", finished_at=None) | (~Q(state="waiting") & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="notice_erased_or_whole",
                condition=(Q(erased_at=None) & ~Q(to="") & ~Q(text=""))
                | (
                    Q(erased_at__isnull=False, to="", subject="", text="", html="", leave_path="") & ~Q(state="waiting")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
