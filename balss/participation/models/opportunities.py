"""What anybody can take part in now, soon, or could: the rows of the one feed, wherever they come from."""

from datetime import date, datetime
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.core.calendar.riga import day_before
from balss.participation.models.authorship import ByOffice
from balss.participation.models.processes import Process
from balss.places.models import Audience, Institution, Territory, Topic
from balss.shared.content_language import InLanguages


class OpportunityKind(models.TextChoices):
    """What sort of taking part it is. For the first two the law gives the shortest period: `law.py`."""

    PUBLIC_DISCUSSION = "public_discussion", _("public discussion")  # Pašvaldību likums 54–55
    OPINION = "opinion", _("seeking the public's opinion")  # Pašvaldību likums 46(3)
    CONSULTATION = "consultation", _("consultation on a document")
    PUBLIC_MEETING = "public_meeting", _("public meeting")
    IDEAS = "ideas", _("call for ideas")
    BURDEN = "burden", _("initiative against bureaucratic burden")
    WORKING_GROUP = "working_group", _("working group")
    PROBLEM = "problem", _("discussion of a problem before there is a draft")
    EVENT = "event", pgettext_lazy("opportunity", "event")
    DRAFT = "draft", pgettext_lazy("opportunity", "draft binding regulations")
    BUDGET_IDEAS = "budget_ideas", _("ideas for the participatory budget")
    BUDGET_VOTE = "budget_vote", _("vote on the participatory budget")
    SURVEY = "survey", pgettext_lazy("opportunity", "survey")
    DELIBERATION = "deliberation", pgettext_lazy("opportunity", "deliberation")
    OTHER = "other", pgettext_lazy("opportunity", "other opportunity")


DISCUSSION = "discussion:"  # begins the origin of what is only discussed here, and listed where it is kept


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def public(self) -> Self:
        return self.filter(state=Opportunity.State.PUBLISHED)

    def listed(self) -> Self:
        """What has a row in the feed: all but hosted discussions."""
        return self.exclude(origin__startswith=DISCUSSION)

    def open(self, now: datetime) -> Self:
        """Published, begun, and not over; without an end: open until it is closed."""
        return self.public().filter(Q(closes_at=None) | Q(closes_at__gt=now), opens_at__lte=now)

    def coming(self, now: datetime) -> Self:
        return self.public().filter(opens_at__gt=now)

    def closed(self, now: datetime) -> Self:
        return self.public().filter(closes_at__lte=now)


class Opportunity(InLanguages, ByOffice):
    """One opportunity to take part, of a process here, of another room, or published elsewhere.

    draft → published → (by the clock) open, closed; or withdrawn with the reason. `origin` says who keeps the row: ""
    is this room, "events" a room above, "discussion:…" one whose thing is only discussed here, "elsewhere:tap" a source
    of imports; `origin_key` is its name there. `address`
    is the page of the room or site that keeps it. The author's opaque name is personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("opportunity", "draft")
        PUBLISHED = "published", pgettext_lazy("opportunity", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("opportunity", "withdrawn")

    in_languages = ("title", "question", "summary", "what_happens", "offline", "contact")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=OpportunityKind.choices)
    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.PROTECT, related_name="opportunities")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="opportunities"
    )  # None: published elsewhere by somebody we do not know
    organiser = models.CharField(max_length=300, blank=True)  # in the words of the source, where it is elsewhere
    origin = models.CharField(max_length=40, blank=True)
    origin_key = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=1000, blank=True)

    title = models.CharField(_("title"), max_length=200)
    question = models.CharField(_("the question, in one sentence"), max_length=300, blank=True)
    summary = models.TextField(_("summary in plain language"), blank=True)
    what_happens = models.TextField(_("what happens with the answers"), blank=True)
    answers_by_date = models.DateField(_("answers are given by"), null=True, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=300, blank=True)
    offline = models.TextField(_("how to take part without the internet"), blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="opportunities")
    territories = models.ManyToManyField(Territory, verbose_name=_("places"), blank=True, related_name="opportunities")
    audiences = models.ManyToManyField(
        Audience, verbose_name=_("groups of people"), blank=True, related_name="opportunities"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason"), blank=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = [F("closes_at").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["state", "closes_at"]),
            models.Index(fields=["state", "opens_at"]),
            models.Index(fields=["institution", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="opportunity_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opens_at__isnull=False, published_at__isnull=False),
                name="opportunity_published_with_its_times",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="opportunity_withdrawn_why"
            ),
            models.CheckConstraint(
                condition=Q(origin="", origin_key="", process__isnull=False) | Q(~Q(origin=""), ~Q(origin_key="")),
                name="opportunity_is_ours_or_names_its_origin",
            ),
            models.UniqueConstraint(
                fields=["origin", "origin_key"], condition=~Q(origin=""), name="opportunity_announced_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """In the language being read, where the page is of this site: `address` is the Latvian one."""
        language = get_language() or "lv"
        if self.address.startswith("/") and not self.address.startswith(f"/{language}/") and language != "lv":
            return f"/{language}{self.address}"
        return self.address or reverse("participation:opportunity", args=[self.public_id])

    @property
    def is_elsewhere(self) -> bool:
        return self.origin.startswith("elsewhere:")

    @property
    def site(self) -> str:
        """Where what is published elsewhere is found: the host of its address, without www."""
        return urlsplit(self.address).netloc.removeprefix("www.") if self.is_elsewhere else ""

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def last_date(self) -> date | None:
        """The last day on which one can take part: closing at midnight belongs to the day before."""
        return day_before(self.closes_at) if self.closes_at else None

    def is_begun(self, now: datetime) -> bool:
        return self.opens_at is not None and self.opens_at <= now

    def is_open(self, now: datetime) -> bool:
        return self.is_public and self.is_begun(now) and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now


class Extension(models.Model):
    """That the end of an opportunity was moved to a later time, and why. Never changed."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="extensions")
    closed_at = models.DateTimeField()  # the end before
    closes_at = models.DateTimeField()  # the end since
    reason = models.TextField(_("reason"))
    extended_by = models.CharField(max_length=20)  # people.Account.public_id
    extended_at = models.DateTimeField()

    class Meta:
        ordering = ["opportunity_id", "extended_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("closed_at")), name="extension_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} → {self.closes_at:%Y-%m-%d}"


class OutsideSource(models.Model):
    """A site or file from which opportunities published elsewhere are imported, and how that went the last time.

    active → paused after too many failures in a row, or stopped by the coordinator; from both it can be begun again.
    Its code is the second half of `Opportunity.origin`. Holds no personal data.
    """

    class Form(models.TextChoices):
        TAP = "tap", _("records of the TAP portal (JSON)")
        ATOM = "atom", _("Atom or RSS feed")
        CSV = "csv", _("CSV file")
        GEOJSON = "geojson", _("GeoJSON, as geolatvija.lv gives it")
        ICALENDAR = "ics", _("calendar (iCalendar)")

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("outside source", "active")
        PAUSED = "paused", pgettext_lazy("outside source", "paused after failures")
        STOPPED = "stopped", pgettext_lazy("outside source", "stopped")

    code = models.SlugField(_("short name for addresses"), max_length=28, unique=True)
    name = models.CharField(_("name"), max_length=200)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    data_address = models.URLField(_("address of the data"), max_length=1000)
    address = models.URLField(_("its public home page"), max_length=1000, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OpportunityKind.choices, default=OpportunityKind.CONSULTATION
    )  # of what does not say its own
    language = models.CharField(max_length=12, default="lv")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="outside_sources",
        verbose_name=_("institution"),
    )  # fmt: skip
    state = models.CharField(max_length=7, choices=State.choices, default=State.ACTIVE)
    imported_at = models.DateTimeField(null=True, blank=True)  # the last time it went well
    tried_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    failure = models.CharField(max_length=500, blank=True)  # of the last try, in words; empty: it went well
    counts = models.JSONField(default=dict, blank=True)  # of the last time it went well
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def origin(self) -> str:
        return f"elsewhere:{self.code}"
