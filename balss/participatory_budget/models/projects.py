"""A project: what people can choose, what was chosen, and how it is carried out."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models import ByOffice
from balss.participatory_budget.models.calls import Call, Category, PlanningArea
from balss.participatory_budget.models.ideas import Idea
from balss.shared.models import StoredFile


class ProjectQuerySet(models.QuerySet["Project"]):
    def on_ballot(self) -> Self:
        """Those of published lists."""
        return self.filter(call__projects_published_at__isnull=False)

    def standing(self) -> Self:
        """Without those that were taken off the list."""
        return self.exclude(state=Project.State.WITHDRAWN)

    def chosen(self) -> Self:
        return self.filter(is_chosen=True)


class Project(ByOffice):
    """A vetted idea as one can choose it; its words are fixed when the list of the ballot is published.

    on the list → (before voting opens) taken off it with the reason, or → (results) chosen or not chosen → of the
    chosen: to be started, under way, done, or stopped with the reason. `number` is that of its idea, its id in the
    ballots and files, and never changes. `votes` and `place` (in the order in which it was chosen, from 1) are told
    with the results. Changed by `services.projects`, `services.results` and `services.carrying_out`; the author's
    opaque name is personal data.
    """

    class State(models.TextChoices):
        LISTED = "listed", pgettext_lazy("project", "on the list")
        WITHDRAWN = "withdrawn", pgettext_lazy("project", "taken off the list")
        NOT_CHOSEN = "not_chosen", pgettext_lazy("project", "not chosen")
        CHOSEN = "chosen", pgettext_lazy("project", "chosen, to be started")
        UNDER_WAY = "under_way", pgettext_lazy("project", "under way")
        DONE = "done", pgettext_lazy("project", "done")
        STOPPED = "stopped", pgettext_lazy("project", "stopped")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="projects")
    idea = models.OneToOneField(Idea, null=True, blank=True, on_delete=models.PROTECT, related_name="project")
    number = models.PositiveIntegerField()
    area = models.ForeignKey(
        PlanningArea, verbose_name=_("planning area"), on_delete=models.PROTECT, related_name="projects"
    )
    category = models.ForeignKey(
        Category, verbose_name=_("category"), null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("what will be done"))
    place = models.CharField(_("where: address or description"), max_length=300, blank=True)
    geometry = models.JSONField(null=True, blank=True)
    cost_cents = models.PositiveBigIntegerField(_("cost"))
    language = models.CharField(max_length=12, default="lv")

    state = models.CharField(max_length=10, choices=State.choices, default=State.LISTED)
    is_chosen = models.BooleanField(null=True, blank=True)  # None before the results
    votes = models.PositiveIntegerField(null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    started_date = models.DateField(_("started on"), null=True, blank=True)
    done_date = models.DateField(_("done on"), null=True, blank=True)
    stop_reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["call_id", "number"]
        indexes = [models.Index(fields=["call", "area", "number"]), models.Index(fields=["state"])]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="budget_project_numbered_once"),
            models.CheckConstraint(name="budget_project_costs", condition=Q(cost_cents__gt=0)),
            models.CheckConstraint(
                name="budget_project_chosen_with_the_results",
                condition=Q(state__in=["listed", "withdrawn"], is_chosen=None, votes=None, rank=None)
                | Q(state="not_chosen", is_chosen=False, votes__isnull=False, rank=None)
                | Q(
                    state__in=["chosen", "under_way", "done", "stopped"],
                    is_chosen=True,
                    votes__isnull=False,
                    rank__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="budget_project_started_with_its_date",
                condition=Q(state__in=["under_way", "done"], started_date__isnull=False)
                | Q(state__in=["listed", "withdrawn", "not_chosen", "chosen"], started_date=None)
                | Q(state="stopped"),
            ),
            models.CheckConstraint(
                name="budget_project_done_with_its_date",
                condition=Q(state="done", done_date__isnull=False, done_date__gte=F("started_date"))
                | Q(~Q(state="done"), done_date=None),
            ),
            models.CheckConstraint(
                name="budget_project_stopped_why",
                condition=Q(state__in=["stopped", "withdrawn"]) & ~Q(stop_reason="")
                | ~Q(state__in=["stopped", "withdrawn"]) & Q(stop_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participatory_budget:project", args=[self.call.slug, self.number])

    @property
    def ballot_id(self) -> str:
        """Its id in ballots, in files of Pabulib and in results."""
        return str(self.number)


class EnteredQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Without what was taken back."""
        return self.filter(taken_back_at=None)


class Entered(models.Model):
    """What was reported of a project. What was entered by mistake is taken back with the reason: the row stays, and
    the project's page says so; to correct it is to take it back and enter it anew."""

    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.TextField(_("reason"), blank=True)

    objects = EnteredQuerySet.as_manager()

    class Meta:
        abstract = True


def _taken_back_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(taken_back_at=None, taken_back_reason="")
        | Q(~Q(taken_back_reason=""), taken_back_at__isnull=False),
    )


class Contract(Entered):
    """A contract by which a project is carried out. A contractor is named as in the register, which is public."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="contracts")
    contractor = models.CharField(_("contractor"), max_length=300)
    subject = models.CharField(_("what for"), max_length=300)
    number = models.CharField(_("number"), max_length=100, blank=True)
    signed_date = models.DateField(_("signed on"))
    cents = models.PositiveBigIntegerField(_("amount"))
    address = models.URLField(_("address of the contract"), max_length=500, blank=True)

    class Meta:
        ordering = ["project_id", "signed_date", "id"]
        constraints = [_taken_back_why("contract_taken_back_why")]

    def __str__(self) -> str:
        return self.subject


class Step(models.Model):
    """One step of carrying a project out, in the order of `place`. Holds no personal data."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("step of a project", "planned")
        UNDER_WAY = "under_way", pgettext_lazy("step of a project", "under way")
        DONE = "done", pgettext_lazy("step of a project", "done")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(pgettext_lazy("step of a project", "step"), max_length=200)
    state = models.CharField(
        pgettext_lazy("step of a project", "state"), max_length=9, choices=State.choices, default=State.PLANNED
    )
    until_date = models.DateField(_("planned until"), null=True, blank=True)

    class Meta:
        ordering = ["project_id", "place"]
        constraints = [models.UniqueConstraint(fields=["project", "place"], name="step_placed_once")]

    def __str__(self) -> str:
        return self.title


class Expense(Entered):
    """Money spent on a project, on a day, by a document. Holds no personal data."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="expenses")
    paid_date = models.DateField(_("paid on"))
    words = models.CharField(_("what for"), max_length=300)
    cents = models.PositiveBigIntegerField(_("amount"))
    document = models.CharField(_("document"), max_length=200, blank=True)

    class Meta:
        ordering = ["project_id", "paid_date", "id"]
        constraints = [
            models.CheckConstraint(name="expense_of_something", condition=Q(cents__gt=0)),
            _taken_back_why("expense_taken_back_why"),
        ]

    def __str__(self) -> str:
        return self.words


class Update(Entered, ByOffice):
    """News of a project, with pictures; of what was taken back neither is shown. The author's opaque name is personal
    data."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(_("what happened"))

    class Meta:
        ordering = ["project_id", "-created_at", "-id"]
        constraints = [_taken_back_why("update_taken_back_why")]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.created_at:%Y-%m-%d}"


class Photo(models.Model):
    """A picture of an update, with words for those who do not see it. Holds no personal data but what it shows."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what it shows"), max_length=200)

    class Meta:
        ordering = ["update_id", "id"]

    def __str__(self) -> str:
        return self.title
