"""A draft: what it is, whose, and the text that is being prepared."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models import Opportunity, Process
from balss.places.models import Institution, Territory, Topic
from balss.shared.content_language import InLanguages


class State(models.TextChoices):
    """prepared → published → withdrawn. A withdrawn one stays so: another is begun."""

    PREPARED = "prepared", pgettext_lazy("draft of an act", "being prepared")
    PUBLISHED = "published", pgettext_lazy("draft of an act", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft of an act", "withdrawn")


class DraftKind(models.TextChoices):
    REGULATIONS = "regulations", _("draft binding regulations")  # saistošie noteikumi, Pašvaldību likums 44
    DECISION = "decision", _("draft council decision")
    OTHER = "other", _("draft of another document")


class DraftQuerySet(models.QuerySet["Draft"]):
    def public(self) -> Self:
        """What lists, data and search have."""
        return self.filter(state=State.PUBLISHED)

    def readable(self) -> Self:
        """What has a page for everybody: withdrawn ones too."""
        return self.exclude(state=State.PREPARED)


class Draft(InLanguages):
    """One draft of an institution. The address (`slug`) never changes.

    Changed by `services` alone; `revision` grows with every change, of the text that is being prepared too.
    `newest` is the number of the newest published version, 0 for none. Holds no personal data: the contact is the
    office's.
    """

    in_languages = ("title", "summary", "unit")

    slug = models.SlugField(max_length=100, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=DraftKind.choices)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="drafts")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)  # what it would change, in plain language
    unit = models.CharField(max_length=200, blank=True)  # the part of the institution that prepares it
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="drafts")
    territories = models.ManyToManyField(Territory, blank=True, related_name="drafts")
    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts"
    )

    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    revision = models.PositiveIntegerField(default=0)
    newest = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)  # version 1
    version_at = models.DateTimeField(null=True, blank=True)  # the newest
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-version_at", "-id"]
        indexes = [
            models.Index(fields=["state", "-version_at"], name="draft_by_newest_version"),
            models.Index(fields=["institution", "state"], name="draft_by_institution"),
        ]
        constraints = [
            models.CheckConstraint(
                name="draft_public_with_a_version",
                condition=Q(state="prepared", newest=0, published_at=None, version_at=None)
                | Q(~Q(state="prepared"), newest__gt=0, published_at__isnull=False, version_at__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_withdrawn_with_reason",
                condition=Q(~Q(state="withdrawn"), withdrawn_reason="", withdrawn_at=None)
                | Q(~Q(withdrawn_reason=""), state="withdrawn", withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_says_what_is_needed",
                condition=Q(state="prepared") | Q(~Q(summary=""), ~Q(contact_email="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("drafts:draft", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED


class WorkingText(models.Model):
    """The text of the next version while it is being prepared; gone once that is published. Seen by its institution.

    `turned` are the numbers of lines that were read wrongly (`core.provisions.cut`). `decided` says of provisions, by
    their mark in the text, which earlier one each is: its serial number, or 0 where it is none of them.
    """

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="working")
    text = models.TextField()
    turned = models.JSONField(default=list, blank=True)
    decided = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["draft_id"]
        constraints = [models.CheckConstraint(name="working_text_not_empty", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.draft_id}"
