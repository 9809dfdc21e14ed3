"""The plan itself: which country's, which years, which editions of its document, which statuses and periods it uses."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import pgettext_lazy

from balss.places.models import Institution
from balss.plan.models.authorship import Authored
from balss.plan.models.words import Said, WordsField, said
from balss.shared.models import StoredFile


class Plan(models.Model):
    """One national action plan. Written by `services.import_edition` alone; holds no personal data.

    `languages` are those in which the plan was published, the leading one first.
    """

    slug = models.SlugField(max_length=20, unique=True)  # "lv-6"
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    number = models.PositiveSmallIntegerField()
    title = WordsField()
    start_date = models.DateField()
    end_date = models.DateField()
    languages = models.JSONField(default=list)
    coordinator = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="coordinated_plans"
    )

    class Meta:
        ordering = ["-start_date", "country", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["country", "number"], name="plan_once_per_country_and_number"),
            models.CheckConstraint(condition=Q(end_date__gte=F("start_date")), name="plan_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_number_from_one"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Said:
        return said(self.title)


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_force(self) -> "EditionQuerySet":
        """The last edition of each plan."""
        later = Edition.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Edition(Authored):
    """One document that was imported, and the plan as read from it. Never changed; holds no personal data.

    `document` is the whole plan in the shape of `core.plandoc.planfile`: what an earlier edition said stays readable.
    `source` is the file that somebody uploaded, restricted; None where the command or the software brought it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()  # from 1, in the order of import
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=150)
    document = models.JSONField()
    source = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_edition"
    )
    imported_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="edition_numbered_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class Change(models.Model):
    """One difference between an edition and the one before it. Never changed; holds no personal data.

    `measure_key` is kept beside the foreign key of `models.promises`, in the words of the edition, so that the history
    reads by itself. `before` and `after` are words, dates or names as text.
    """

    class Kind(models.TextChoices):
        ADDED = "added", pgettext_lazy("change of a plan", "added")
        CHANGED = "changed", pgettext_lazy("change of a plan", "changed")
        WITHDRAWN = "withdrawn", pgettext_lazy("change of a plan", "withdrawn")
        RETURNED = "returned", pgettext_lazy("change of a plan", "returned")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=20)  # plan, commitment, measure, title, results, indicator, deadline, bodies …
    measure_key = models.CharField(max_length=30, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["edition_id", "place"]
        indexes = [models.Index(fields=["measure_key"])]
        constraints = [
            models.UniqueConstraint(fields=["edition", "place"], name="change_placed_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="change_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.measure_key}".strip()


class OfficialStatus(models.Model):
    """One status of the plan's own scheme, as a responsible body may report it. Comes with the plan.

    A *final* status says that the work has ended. Statuses that an edition drops stay, for reports that used them, and
    are no longer `offered`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="statuses")
    code = models.CharField(max_length=20)
    label = WordsField()
    place = models.PositiveSmallIntegerField()
    is_final = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["plan_id", "place", "code"]
        verbose_name_plural = "official statuses"
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="official_status_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> Said:
        return said(self.label)


class ReportingPeriod(models.Model):
    """A period for which bodies report, both days included; after `closes_date` only corrections.

    Comes with the plan.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    code = models.CharField(max_length=20)  # "2026-1"
    label = WordsField()
    start_date = models.DateField()
    end_date = models.DateField()
    closes_date = models.DateField(null=True, blank=True)  # the last day to report; None: not set

    class Meta:
        ordering = ["plan_id", "end_date", "code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="reporting_period_once"),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="reporting_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closes_date=None) | Q(closes_date__gte=F("end_date")),
                name="reporting_period_closes_after_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> Said:
        return said(self.label)
