"""Lists of voters that a municipality sent, and who was added to one later."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.voting.models.elections import Election


class RollUpload(models.Model):
    """A list as of `snapshot_date`.

    *reading* while its rows come in, then *waiting*: its numbers are shown and nothing else has changed; *applied* once
    it became the roll of the election, or *discarded*. `voters` are its rows without the `too_young`, who are left out;
    `added` and `removed` are set when it is applied. Written by `services.rolls`; names no voter.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        WAITING = "waiting", _("read, not yet in force")
        APPLIED = "applied", _("in force")
        DISCARDED = "discarded", _("discarded")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="uploads")
    state = models.CharField(max_length=9, choices=State.choices, default=State.READING)
    snapshot_date = models.DateField()
    voters = models.PositiveIntegerField(default=0)
    too_young = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    uploaded_by = models.CharField(max_length=20, help_text="public name of the account")
    uploaded_at = models.DateTimeField()
    applied_by = models.CharField(max_length=20, blank=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election"], condition=Q(state="waiting"), name="one_list_waits"),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False) & ~Q(applied_by="")
                | ~Q(state="applied") & Q(applied_at=None, applied_by=""),
                name="applied_list_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election_id} {self.snapshot_date}"


class ListedVoter(models.Model):
    """A row of a list that is not yet in force: the name in the roll, and where it stood in the file. Gone once the
    list is applied or discarded. Pseudonymous personal data."""

    pk = models.CompositePrimaryKey("upload", "key")
    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="listed", db_index=False)
    key = models.CharField(max_length=64)
    line = models.PositiveIntegerField()
    votes_from = models.DateField(null=True)

    class Meta:
        ordering = ["upload_id", "line"]

    def __str__(self) -> str:
        return f"{self.key[:6]}…"


class LateAddition(models.Model):
    """Somebody whom the list left out: proposed by one official, decided on by another.

    *waiting*, then *added* or *refused*. `key` and `votes_from` are those of the roll and empty once it is decided:
    the record says that somebody was added and why, and no longer whom. Written by `services.rolls.adding`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the second person")
        ADDED = "added", pgettext_lazy("addition to a list of voters", "added")
        REFUSED = "refused", pgettext_lazy("addition to a list of voters", "refused")

    class Reason(models.TextChoices):
        LEFT_OUT = "left_out", _("was declared here on the day of the list and is missing from it")
        CODE_CHANGED = "code_changed", _("got another personal code")
        DECIDED = "decided", _("a court or another institution decided so")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="additions")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    key = models.CharField(max_length=64, blank=True)
    votes_from = models.DateField(null=True)
    proposed_by = models.CharField(max_length=20, help_text="public name of the account")
    proposed_date = models.DateField()
    decided_by = models.CharField(max_length=20, blank=True)
    decided_date = models.DateField(null=True)

    class Meta:
        ordering = ["-proposed_date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "key"], condition=Q(state="waiting"), name="one_addition_of_a_person_waits"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by="", decided_date=None) & ~Q(key="")
                | ~Q(state="waiting") & Q(key="", votes_from=None, decided_date__isnull=False) & ~Q(decided_by=""),
                name="addition_decided_whole_and_forgotten",
            ),
            models.CheckConstraint(condition=~Q(decided_by=models.F("proposed_by")), name="addition_by_two_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.election_id} {self.reason}"
