"""What is being decided: a process with its stages and the versions of its documents."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.authorship import ByOffice
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure
from balss.shared.content_language import InLanguages
from balss.shared.models import StoredFile


class ProcessQuerySet(models.QuerySet["Process"]):
    def public(self) -> Self:
        return self.filter(state__in=Process.PUBLIC_STATES)


class Process(InLanguages, ByOffice):
    """Something being decided: what, by whom, on what legal ground, and what can still be influenced.

    draft → under way → decided, or stopped (with the reason). A draft is seen by its institution alone; what was
    published stays public. Changed by the institution's officials through `services.processes`; the author's opaque
    name is personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("process", "draft")
        UNDER_WAY = "under_way", pgettext_lazy("process", "under way")
        DECIDED = "decided", pgettext_lazy("process", "decided")
        STOPPED = "stopped", pgettext_lazy("process", "stopped")

    class Example(models.TextChoices):
        """What measure 4.2 of the plan asks an example of, in each sector."""

        POLICY = "policy", pgettext_lazy("process", "policy")
        SERVICE = "service", pgettext_lazy("process", "public service")

    class Method(models.TextChoices):
        """How people are involved, in the steps of the plan's measures 1.5, 4.2, 4.3 and 4.6."""

        INFORM = "inform", pgettext_lazy("method", "information")
        CONSULT = "consult", pgettext_lazy("method", "consultation")
        CO_CREATE = "co_create", pgettext_lazy("method", "co-creation")
        DELIBERATE = "deliberate", pgettext_lazy("method", "deliberation")
        YOUTH_DIALOGUE = "youth_dialogue", pgettext_lazy("method", "Youth Dialogue")
        YOUTH_TEST = "youth_test", pgettext_lazy("method", "Youth Test")

    PUBLIC_STATES = (State.UNDER_WAY, State.DECIDED, State.STOPPED)
    in_languages = ("title", "summary", "can_change", "cannot_change", "affected")

    slug = models.SlugField(max_length=100, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="processes")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary in plain language"), blank=True)
    decided_by = models.CharField(_("who decides"), max_length=300, blank=True)
    legal_ground = models.CharField(_("legal ground"), max_length=300, blank=True)
    can_change = models.TextField(_("what can still be influenced"), blank=True)
    cannot_change = models.TextField(_("what can no longer be influenced"), blank=True)
    affected = models.TextField(_("who is affected and how"), blank=True)
    example = models.CharField(_("policy or public service"), max_length=10, choices=Example.choices, blank=True)
    method = models.CharField(_("how people are involved"), max_length=20, choices=Method.choices, blank=True)
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure of the plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="processes",
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="processes")
    territories = models.ManyToManyField(Territory, verbose_name=_("places"), blank=True, related_name="processes")
    audiences = models.ManyToManyField(
        Audience, verbose_name=_("groups of people"), blank=True, related_name="processes"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # grows with every change, so that two people are told apart
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.TextField(_("reason"), blank=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["institution", "state"]), models.Index(fields=["state", "-published_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None) | Q(~Q(state="draft"), published_at__isnull=False),
                name="process_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "under_way"], ended_at=None)
                | Q(state__in=["decided", "stopped"], ended_at__isnull=False),
                name="process_ended_with_its_time",
            ),
            models.CheckConstraint(condition=~Q(state="stopped") | ~Q(stop_reason=""), name="process_stopped_why"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:process", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state in self.PUBLIC_STATES


class Stage(InLanguages):
    """One step of a process on its timeline, in the order of `place`. Holds no personal data."""

    in_languages = ("title", "text")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="stages")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what happens"), blank=True)
    start_date = models.DateField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["process_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["process", "place"], name="stage_placed_once"),
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="stage_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """Something that a process is about or rests on, in versions. Holds no personal data."""

    class Kind(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("document", "draft")
        ASSESSMENT = "assessment", _("assessment or explanatory memorandum")
        DECISION = "decision", pgettext_lazy("document", "decision")
        SUMMARY = "summary", pgettext_lazy("document", "summary")
        MINUTES = "minutes", _("minutes")
        OTHER = "other", pgettext_lazy("document", "other document")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="documents")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.DRAFT)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["process_id", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["process", "place"], name="document_placed_once")]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(ByOffice):
    """One version: a file, a text in Markdown, or an address. Never changed once its process is public."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()  # from 1
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    address = models.URLField(max_length=1000, blank=True)
    changes = models.TextField(_("what changed since the version before"), blank=True)

    class Meta:
        ordering = ["document_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(text="") | ~Q(address=""), name="document_version_has_content"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"
