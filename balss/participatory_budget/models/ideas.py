"""An idea: what somebody proposes, where, for how much, who will keep it up, and what became of it."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participatory_budget.models.calls import Call, Category, PlanningArea
from balss.people.models import Person
from balss.shared.models import StoredFile


class Land(models.TextChoices):
    """Whose property the money would be put into (60(3)2))."""

    MUNICIPAL = "municipal", pgettext_lazy("whose property", "the municipality's")
    PUBLIC = "public", pgettext_lazy("whose property", "the state's or another public body's")
    PRIVATE = "private", pgettext_lazy("whose property", "a private owner's")
    NONE = "none", pgettext_lazy("whose property", "no property: the municipality does something")


OF_OTHERS = (Land.PUBLIC, Land.PRIVATE)


class IdeaQuerySet(models.QuerySet["Idea"]):
    def public(self) -> Self:
        """What was handed in; an idea that was taken back keeps its place and loses its words."""
        return self.exclude(state=Idea.State.DRAFT)


class Idea(models.Model):
    """What somebody proposes in a call.

    draft → submitted → accepted (it is a project of the ballot) or rejected with the reason; or withdrawn by its
    author; or merged into another by the consent of both authors. `number` is given when it is handed in, is its
    address and the number of its project, and never changes; a draft is found by `key`. `geometry` is GeoJSON in WGS
    84. `place` says the same in words, so that nobody needs a map. Changed by `services.ideas`, `services.merging` and
    `services.vetting`. Holds personal data: the person, the name, the words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("idea", "draft")
        SUBMITTED = "submitted", pgettext_lazy("idea", "handed in")
        ACCEPTED = "accepted", pgettext_lazy("idea", "goes to the vote")
        REJECTED = "rejected", pgettext_lazy("idea", "not admitted")
        MERGED = "merged", pgettext_lazy("idea", "merged with another")
        WITHDRAWN = "withdrawn", pgettext_lazy("idea", "taken back")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="ideas")
    number = models.PositiveIntegerField(null=True, blank=True)
    area = models.ForeignKey(
        PlanningArea, verbose_name=_("planning area"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="ideas",
    )  # fmt: skip
    category = models.ForeignKey(
        Category, verbose_name=_("category"), null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("what should be done"), blank=True)
    benefit = models.TextField(_("who gains from it"), blank=True)
    place = models.CharField(_("where: address or description"), max_length=300, blank=True)
    geometry = models.JSONField(null=True, blank=True)
    land = models.CharField(_("whose property"), max_length=9, choices=Land.choices, blank=True)
    owner = models.CharField(_("owner"), max_length=300, blank=True)  # of private land not public
    consent = models.ForeignKey(
        StoredFile, verbose_name=_("the owner's consent"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    cost_cents = models.PositiveBigIntegerField(_("estimated cost"), null=True, blank=True)
    cost_basis = models.TextField(_("how the cost was estimated"), blank=True)
    keeper = models.CharField(_("who will maintain it"), max_length=300, blank=True)
    upkeep_cents = models.PositiveBigIntegerField(_("maintenance in a year"), null=True, blank=True)
    access = models.TextField(_("how everybody can use it free of charge"), blank=True)
    language = models.CharField(max_length=12, default="lv")

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="budget_ideas")
    name = models.CharField(_("name"), max_length=150, blank=True)
    shows_name = models.BooleanField(_("my name is shown with the idea"), default=False)
    organisation = models.CharField(_("association or foundation"), max_length=200, blank=True)  # public
    registration_number = models.CharField(_("registration number"), max_length=11, blank=True)  # public
    is_of_age = models.BooleanField(_("I am at least 16 years old"), default=False)
    without_municipality = models.BooleanField(_("the municipality has no part in the organisation"), default=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")
    fingerprint = models.BinaryField(default=b"", editable=False)  # of title and text, see core.text.similar
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["call_id", "number", "id"]
        indexes = [models.Index(fields=["call", "state", "number"]), models.Index(fields=["person", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="idea_numbered_once"),
            models.CheckConstraint(
                name="idea_submitted_with_number_and_time",
                condition=Q(state="draft", number=None, submitted_at=None)
                | Q(~Q(state="draft"), number__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="idea_merged_into_another",
                condition=Q(~Q(state="merged"), merged_into=None)
                | Q(~Q(merged_into=F("id")), state="merged", merged_into__isnull=False),
            ),
            models.CheckConstraint(
                name="idea_of_an_organisation_with_its_number",
                condition=Q(state="draft") | Q(organisation="") | ~Q(registration_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.number is None:
            return reverse("participatory_budget:own_idea", args=[self.key])
        return reverse("participatory_budget:idea", args=[self.call.slug, self.number])

    @property
    def is_public(self) -> bool:
        return self.state != self.State.DRAFT

    @property
    def needs_consent(self) -> bool:
        return self.land in OF_OTHERS

    @property
    def public_owner(self) -> str:
        """Whose property, where that is a public body; who owns private land only the municipality reads."""
        return self.owner if self.land == Land.PUBLIC else ""

    @property
    def shown_author(self) -> str:
        """The organisation, the name where its author wants it shown, else nothing."""
        return self.organisation or (self.name if self.shows_name else "")


class IdeaVersion(models.Model):
    """What an idea said before it was changed: the columns as they were. Holds personal data: the words."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    replaced_at = models.DateTimeField(_("replaced"))

    class Meta:
        ordering = ["idea_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["idea", "number"], name="idea_version_once")]

    def __str__(self) -> str:
        return f"{self.idea_id}/{self.number}"


class IdeaFile(models.Model):
    """A picture, drawing or estimate that belongs to an idea, seen by who may see that. Holds personal data: what it
    shows."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what it shows"), max_length=200)

    class Meta:
        ordering = ["idea_id", "id"]

    def __str__(self) -> str:
        return self.title


class CoAuthor(models.Model):
    """Somebody asked to be an author of an idea too; an author once they agreed. Holds personal data: who, address."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="co_authors")
    email = models.EmailField(_("e-mail address"))
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)

    class Meta:
        ordering = ["idea_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "email"], name="co_author_asked_once"),
            models.CheckConstraint(
                name="co_author_agreed_is_somebody",
                condition=Q(agreed_at=None, person=None) | Q(agreed_at__isnull=False, person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.pk}"


class Merger(models.Model):
    """The proposal to merge one idea into another; done when the authors of both have agreed.

    Proposed by an author of either or by the municipality (`proposed_by` is then the opaque name of the office).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("merger", "proposed")
        DONE = "done", pgettext_lazy("merger", "done")
        DECLINED = "declined", pgettext_lazy("merger", "declined")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="mergers_out")
    into = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="mergers_in")
    reason = models.TextField(pgettext_lazy("merger", "why"))
    proposed_by = models.CharField(max_length=20, blank=True)
    proposed_at = models.DateTimeField()
    idea_agreed_at = models.DateTimeField(null=True, blank=True)
    into_agreed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)

    class Meta:
        ordering = ["idea_id", "id"]
        constraints = [
            models.CheckConstraint(name="merger_of_two", condition=~Q(idea=F("into"))),
            models.CheckConstraint(
                name="merger_done_by_consent",
                condition=~Q(state="done") | Q(idea_agreed_at__isnull=False, into_agreed_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["idea"], condition=Q(state="proposed"), name="merger_of_an_idea_proposed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} → {self.into_id}"
