"""How a consultation and a process end: the outcome report, and decisions that are followed until carried out."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.authorship import ByOffice
from balss.participation.models.consultations import Consultation
from balss.participation.models.processes import Process
from balss.places.models import Audience, Institution, Territory
from balss.plan.models import Measure
from balss.shared.content_language import InLanguages
from balss.shared.models import StoredFile


class OutcomeReport(InLanguages, ByOffice):
    """What was asked, who took part, what was said by theme, what changed, what did not and why, and what is next.

    draft → published, and not before every contribution that asks for an answer has one. `figures` are the counts of
    the day of publication, with small cells suppressed already: what is published stays as it was. A correction after
    that is a note with its day. The author's opaque name is personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("outcome report", "draft")
        PUBLISHED = "published", pgettext_lazy("outcome report", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("outcome report", "withdrawn")

    in_languages = ("introduction", "said", "changed", "unchanged", "next_steps")

    consultation = models.OneToOneField(
        Consultation, primary_key=True, on_delete=models.PROTECT, related_name="outcome_report"
    )
    introduction = models.TextField(_("what was asked"), blank=True)
    said = models.TextField(_("what was said"), blank=True)
    changed = models.TextField(_("what changed"), blank=True)
    unchanged = models.TextField(_("what did not change, and why"), blank=True)
    next_steps = models.TextField(_("what happens next"), blank=True)
    figures = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    approved_date = models.DateField(_("approved on"), null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)  # by the law or the institution's own setting
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_at", "consultation_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None) | Q(~Q(state="draft"), published_at__isnull=False),
                name="outcome_report_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="outcome_report_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.consultation_id)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def public(self) -> Self:
        return self.filter(state=Decision.State.PUBLISHED)


class Decision(InLanguages, ByOffice):
    """What was decided, told to those it affects (plan, measure 3.1): for whom, from when, how to contest it.

    draft → published → withdrawn with the reason. Its updates tell how it is carried out. The author's opaque name is
    personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("decision", "draft")
        PUBLISHED = "published", pgettext_lazy("decision", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("decision", "withdrawn")

    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", pgettext_lazy("decision", "not started")
        UNDER_WAY = "under_way", pgettext_lazy("decision", "being carried out")
        DONE = "done", pgettext_lazy("decision", "carried out")
        CHANGED = "changed", pgettext_lazy("decision", "changed or given up")

    in_languages = ("title", "text", "affected", "how_to_contest")

    slug = models.SlugField(max_length=100, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="decisions")
    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what was decided, in plain words"), blank=True)
    affected = models.TextField(_("for whom"), blank=True)
    decided_by = models.CharField(_("who decided"), max_length=300, blank=True)
    decided_date = models.DateField(_("decided on"), null=True, blank=True)
    in_force_date = models.DateField(_("in force from"), null=True, blank=True)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.URLField(_("address of the document"), max_length=1000, blank=True)
    how_to_contest = models.TextField(_("how to contest it"), blank=True)
    audiences = models.ManyToManyField(Audience, verbose_name=_("groups of people"), blank=True, related_name="+")
    territories = models.ManyToManyField(Territory, verbose_name=_("places"), blank=True, related_name="decisions")
    progress = models.CharField(
        _("how far it is"), max_length=11, choices=Progress.choices, default=Progress.NOT_STARTED
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_date", "-id"]
        indexes = [models.Index(fields=["institution", "state"]), models.Index(fields=["state", "-decided_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(
                    ~Q(state="draft"), ~Q(text=""), ~Q(how_to_contest=""), published_at__isnull=False,
                    decided_date__isnull=False,
                ),
                name="decision_published_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="decision_withdrawn_why"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:decision", args=[self.slug])


class Telling(models.Model):
    """Through which channel those affected by a decision were told, and when. Holds no personal data."""

    class Channel(models.TextChoices):
        WEBSITE = "website", pgettext_lazy("telling", "website of the institution")
        PRESS = "press", pgettext_lazy("telling", "press release or local newspaper")
        SOCIAL = "social", pgettext_lazy("telling", "social media")
        LETTER = "letter", pgettext_lazy("telling", "letters or e-mail to those affected")
        MEETING = "meeting", pgettext_lazy("telling", "meeting")
        POSTER = "poster", pgettext_lazy("telling", "poster in public places")
        OTHER = "other", pgettext_lazy("telling", "in another way")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="tellings")
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    told_date = models.DateField(_("on"))
    address = models.URLField(_("address"), max_length=1000, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["decision_id", "told_date", "id"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.channel}"


class DecisionUpdate(ByOffice):
    """How the carrying out of a decision goes on: a dated entry, never changed. The author's name is personal data."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="updates")
    as_of_date = models.DateField(_("as of"))
    progress = models.CharField(_("how far it is"), max_length=11, choices=Decision.Progress.choices)
    text = models.TextField(_("what was done"))

    class Meta:
        ordering = ["decision_id", "-as_of_date", "-id"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.as_of_date}"
