"""An entry: the facts of one deed, the content behind them, and the queue for a position in the tree."""

import json
import uuid
from typing import Any, Self

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from balss.core.chain.entry import EntryFacts


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: models.Model) -> Self:
        """Entries about one object, whatever was done to it."""
        return self.filter(subject_kind=subject._meta.label, subject_id=str(subject.pk))

    def newest_first(self) -> Self:
        return self.order_by("-recorded_at", "-id")

    def with_parts(self) -> Self:
        """With content and leaf, so that showing a list asks the database once."""
        return self.select_related("content", "leaf")


class Entry(models.Model):
    """One deed: who did what to what, when. Written once by `services.record`; never changed, never removed.

    States: *pending* from the commit of its transaction until the sequencer gives it a leaf, then *in the tree*.

    Personal data: `actor` is an opaque name that leads to a person only through `people`, and stops leading there
    when the person is erased; `role` and `institution_id` say what the actor acted as, which is public of officials.
    The subject is a table and a row, no foreign key: what it points to may be gone. Nothing here is ever erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=100)
    actor = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=40, blank=True)
    institution_id = models.PositiveBigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    commitment = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["recorded_at", "id"]
        indexes = [
            models.Index(fields=["recorded_at", "id"], name="ledger_entry_when"),
            models.Index(fields=["action", "recorded_at"], name="ledger_entry_action"),
            models.Index(fields=["subject_kind", "subject_id", "recorded_at"], name="ledger_entry_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="ledger_entry_has_action"),
            models.CheckConstraint(condition=Exact(Length("commitment"), 64), name="ledger_entry_has_commitment"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"

    def facts(self) -> EntryFacts:
        """What the entry's leaf commits to."""
        return EntryFacts(
            id=str(self.id),
            action=self.action,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            actor=self.actor,
            role=self.role,
            institution=self.institution_id,
            recorded_at=self.recorded_at,
            commitment=self.commitment,
        )

    @property
    def content_value(self) -> dict[str, Any] | None:
        """What was recorded, or None where it was erased."""
        content = getattr(self, "content", None)
        return None if content is None else content.value

    @property
    def position(self) -> int | None:
        """The entry's place in the tree, counted from 0, or None while pending."""
        leaf = getattr(self, "leaf", None)
        return None if leaf is None else leaf.position


class Content(models.Model):
    """What an entry says beyond its facts, and the salt of the commitment to it.

    `body` is canonical JSON (`core.chain.canonical`), kept as text because its very bytes were committed to.
    Personal data: possible, as little as the deed needs. `services.erase_content` removes the row, and only after an
    entry that says so; the commitment in the entry stays and reveals nothing without the salt.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=64)
    body = models.TextField()

    def __str__(self) -> str:
        return self.body

    @property
    def value(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.body)
        return value


class PendingEntry(models.Model):
    """The queue of committed entries without a leaf. A database trigger puts each new entry in, so that a writer
    pays nothing for it; the sequencer takes it out in the transaction that writes its leaf. No personal data."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="pending")

    class Meta:
        verbose_name_plural = "pending entries"

    def __str__(self) -> str:
        return str(self.entry_id)
