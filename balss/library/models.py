"""A case of good practice: what an institution tried, what came of it, and what others should know."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from balss.places.models import Institution, Territory, Topic
from balss.shared.content_language import InLanguages


class State(models.TextChoices):
    """draft → published ⇄ withdrawn. One withdrawn by mistake is put back."""

    DRAFT = "draft", pgettext_lazy("case", "draft")
    PUBLISHED = "published", pgettext_lazy("case", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")


class PracticeCaseQuerySet(models.QuerySet["PracticeCase"]):
    def public(self) -> Self:
        """What lists, data and search have."""
        return self.filter(state=State.PUBLISHED)


class PracticeCase(InLanguages):
    """One case of an institution. The address (`slug`) never changes.

    Changed by `services` alone; `revision` grows with every change. Years are those in which the work was done; without
    `last_year` it still goes on. `links` are pairs of a name and an address, on this site (“/…”) or elsewhere.
    Holds no personal data: contacts are the office's.
    """

    in_languages = ("title", "summary", "problem", "solution", "outcome", "advice", "cost", "duration", "partners")

    slug = models.SlugField(max_length=100, unique=True, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="practice_cases")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    cost = models.CharField(max_length=300, blank=True)
    duration = models.CharField(max_length=300, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="practice_cases")
    territories = models.ManyToManyField(Territory, blank=True, related_name="practice_cases")
    links = models.JSONField(default=list, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = PracticeCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["state", "-published_at"]),
            models.Index(fields=["institution", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_published_whole",
                condition=Q(state="draft", published_at=None)
                | Q(
                    ~Q(state="draft"), ~Q(summary=""), ~Q(problem=""), ~Q(solution=""), ~Q(outcome=""),
                    published_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="case_withdrawn_with_reason",
                condition=Q(~Q(state="withdrawn"), withdrawn_reason="") | Q(~Q(withdrawn_reason=""), state="withdrawn"),
            ),
            models.CheckConstraint(
                name="case_ends_after_it_begins", condition=Q(last_year=None) | Q(last_year__gte=F("first_year"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:case", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def years(self) -> str:
        """“2025”, “2023–2025”, “since 2024”."""
        if self.last_year is None:
            return _("since %(year)d") % {"year": self.first_year}
        return str(self.first_year) if self.last_year == self.first_year else f"{self.first_year}–{self.last_year}"
