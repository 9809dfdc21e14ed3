"""What responsible bodies report: progress of a measure, and values of its indicators, each with its evidence."""

from uuid import uuid4

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from balss.places.models import Institution
from balss.plan.models.authorship import Authored
from balss.plan.models.plans import OfficialStatus, ReportingPeriod
from balss.plan.models.promises import Indicator, Measure
from balss.shared.models import StoredFile


class ReportQuerySet(models.QuerySet["ProgressReport"]):
    def public(self) -> "ReportQuerySet":
        """Submitted or accepted, and not superseded by a correction that is itself public."""
        public = ProgressReport.PUBLIC_STATES
        return self.filter(~Q(superseded_by__state__in=public), state__in=public)


class ProgressReport(Authored):
    """What one body says about one measure, for a period or whenever.

    draft → submitted → accepted, or returned with a reason; a submitted one may be withdrawn to a draft. A draft is
    changed in place: `version` grows with every save, and a save that knows an older one is merged field by field. What
    was accepted or returned stays as it is and is corrected by a new report that `supersedes` it. Changed by services;
    the author (who saved it last) is personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "draft")
        SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
        ACCEPTED = "accepted", pgettext_lazy("report", "accepted")
        RETURNED = "returned", pgettext_lazy("report", "returned")

    PUBLIC_STATES = (State.SUBMITTED, State.ACCEPTED)

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="reports")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="progress_reports")
    period = models.ForeignKey(
        ReportingPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )  # None: reported outside the periods
    as_of_date = models.DateField()  # the day that the report describes
    status = models.ForeignKey(OfficialStatus, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="lv")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id
    return_reason = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of_date", "-created_at", "-id"]
        indexes = [models.Index(fields=["measure", "state"]), models.Index(fields=["institution", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | Q(~Q(state="draft"), ~Q(text=""), submitted_at__isnull=False, status__isnull=False),
                name="report_submitted_with_status_and_text",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], decided_at=None)
                | Q(state__in=["accepted", "returned"], decided_at__isnull=False),
                name="report_decided_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="report_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")), name="report_does_not_supersede_itself"
            ),
            models.UniqueConstraint(
                fields=["measure", "institution", "period"],
                condition=Q(state="draft", period__isnull=False),
                name="report_one_draft_per_period",
            ),
            models.UniqueConstraint(
                fields=["measure", "institution"],
                condition=Q(state="draft", period__isnull=True),
                name="report_one_draft_outside_periods",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.state} {self.as_of_date}"


class ValueQuerySet(models.QuerySet["IndicatorValue"]):
    def public(self) -> "ValueQuerySet":
        """Values of their own or of public reports; neither they nor their report superseded by a public correction.

        What a report corrected stays corrected when that report is itself superseded: an error never comes back.
        """
        public = ProgressReport.PUBLIC_STATES
        standing = Q(~Q(report__superseded_by__state__in=public), report__state__in=public)
        on_its_own = Q(superseded_by__isnull=False, superseded_by__report=None)
        superseded = on_its_own | Q(superseded_by__report__state__in=public)
        return self.filter(~superseded, Q(report=None) | standing)


class IndicatorValue(Authored):
    """The value of an indicator as of a day: a number or words, with a document or an address that proves it.

    A number counts what was reached since the plan began; for a yearly target, since the year of `as_of_date` began.
    Values of several institutions add up. A correction is a new value that `supersedes` the old one. Changed by
    services, in place only while its report is a draft, when it may have its evidence before it says anything; the
    author's opaque name is personal data.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    report = models.ForeignKey(ProgressReport, null=True, blank=True, on_delete=models.CASCADE, related_name="values")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="indicator_values"
    )  # whose value it is
    metric = models.CharField(max_length=50, blank=True)  # one of the indicator's metrics; "" where it has but one
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    as_of_date = models.DateField()
    address = models.URLField(max_length=1000, blank=True)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of_date", "-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(text="") | ~Q(address="") | Q(document__isnull=False),
                name="value_says_or_shows_something",
            ),
            models.UniqueConstraint(fields=["report", "indicator", "metric"], name="value_once_in_a_report"),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=0), name="value_not_negative"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")), name="value_does_not_supersede_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.text if self.number is None else f'{self.number.normalize():f}'}"
