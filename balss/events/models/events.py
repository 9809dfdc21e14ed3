"""An event: what, by whom, for whom, when and where, how one gets in, and what came of it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models import Process
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure
from balss.shared.content_language import InLanguages


class Kind(models.TextChoices):
    SEMINAR = "seminar", pgettext_lazy("event", "seminar")
    CONFERENCE = "conference", pgettext_lazy("event", "conference")
    WEBINAR = "webinar", pgettext_lazy("event", "webinar")
    HACKATHON = "hackathon", pgettext_lazy("event", "hackathon")
    PARTICIPATION_DAY = "participation_day", pgettext_lazy("event", "participation day")
    PRACTICE_AFTERNOON = "practice_afternoon", pgettext_lazy("event", "good practice afternoon")
    PRACTICUM = "practicum", pgettext_lazy("event", "practicum")
    TRAINING = "training", pgettext_lazy("event", "training")
    MEDIA_MEETING = "media_meeting", pgettext_lazy("event", "meeting with media")
    DIALOGUE_CIRCLE = "dialogue_circle", pgettext_lazy("event", "dialogue circle")
    PUBLIC_MEETING = "public_meeting", pgettext_lazy("event", "public meeting")
    OTHER = "other", pgettext_lazy("event", "other event")


class State(models.TextChoices):
    """draft → published → held or cancelled. A published event whose time or place changed is moved, and goes on as
    one that is published. One held by mistake is opened again."""

    DRAFT = "draft", pgettext_lazy("event", "draft")
    PUBLISHED = "published", pgettext_lazy("event", "announced")
    MOVED = "moved", pgettext_lazy("event", "moved")
    HELD = "held", pgettext_lazy("event", "held")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")


class Form(models.TextChoices):
    """Where people take part."""

    ONSITE = "onsite", pgettext_lazy("event", "on site")
    ONLINE = "online", pgettext_lazy("event", "online")
    HYBRID = "hybrid", pgettext_lazy("event", "on site and online")


class Admission(models.TextChoices):
    REGISTRATION = "registration", pgettext_lazy("event", "people register")
    OPEN = "open", pgettext_lazy("event", "everybody may come without registering")


ACCESSIBILITY = {
    "step_free": _("Entrance without steps"),
    "lift": _("Lift, or all on the ground floor"),
    "toilet": _("Accessible toilet"),
    "parking": _("Parking for people with disabilities"),
    "hearing_loop": _("Hearing loop"),
    "sign_language": _("Latvian sign language interpreter"),
    "captions": _("Live captions"),
    "plain_language": _("Plain language"),
    "assistance_dog": _("Assistance dogs are welcome"),
    "quiet_room": _("Quiet room"),
}

ANNOUNCED_STATES = (State.PUBLISHED, State.MOVED)


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> Self:
        """All but drafts."""
        return self.exclude(state=State.DRAFT)

    def announced(self) -> Self:
        """Published, and neither held nor cancelled."""
        return self.filter(state__in=ANNOUNCED_STATES)

    def coming(self, now: datetime) -> Self:
        """Not over, the cancelled ones too: who meant to come looks for it here. Soonest first."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "id")

    def past(self, now: datetime) -> Self:
        """Over, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-id")


class Event(InLanguages):
    """One event of an institution. The address (`slug`) never changes.

    Changed by `services` alone. `revision` grows with every change and is the SEQUENCE of calendars. `taken` counts
    the places given (registrations that go, on site where there is a site), so that a constraint can keep them within
    the capacity; `services.seating` keeps it equal to a recount. The numbers of participants are there once it is held.
    Holds no personal data but what a text says about those who speak.
    """

    in_languages = ("title", "summary")

    slug = models.SlugField(max_length=80, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="events")
    co_organisers = models.ManyToManyField(Institution, blank=True, related_name="events_helped")
    topics = models.ManyToManyField(Topic, blank=True, related_name="events")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="events")
    measures = models.ManyToManyField(Measure, blank=True, related_name="events")
    process = models.ForeignKey(
        Process, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )  # what is being decided, where the event is a part of it

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.ONSITE)
    place = models.CharField(max_length=200, blank=True)  # the building or room
    address = models.CharField(max_length=300, blank=True)
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    accessibility = models.JSONField(default=list, blank=True)  # keys of ACCESSIBILITY
    accessibility_note = models.TextField(blank=True)
    online_link = models.URLField(max_length=500, blank=True)  # for those who registered, and nobody else
    spoken = models.JSONField(default=list)  # language tags

    admission = models.CharField(max_length=15, choices=Admission.choices, default=Admission.REGISTRATION)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    registration_closes_at = models.DateTimeField(null=True, blank=True)  # None: when it starts
    contact_email = models.EmailField(blank=True)  # of the office
    contact_phone = models.CharField(max_length=40, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)

    closed_at = models.DateTimeField(null=True, blank=True)
    came_onsite = models.PositiveIntegerField(null=True, blank=True)
    came_online = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    without_materials = models.BooleanField(default=False)  # said so when it was closed

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["state", "starts_at"]),
            models.Index(fields=["institution", "state"]),
            models.Index(fields=["ends_at"]),
        ]
        constraints = [
            models.CheckConstraint(name="event_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="event_not_overbooked", condition=Q(capacity=None) | Q(taken__lte=F("capacity"))
            ),
            models.CheckConstraint(name="event_capacity_positive", condition=Q(capacity=None) | Q(capacity__gt=0)),
            models.CheckConstraint(
                name="event_state_with_its_time",
                condition=Q(state="draft", published_at=None) | Q(~Q(state="draft"), published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="event_cancelled_with_reason",
                condition=Q(~Q(state="cancelled"), cancelled_at=None, cancel_reason="")
                | Q(~Q(cancel_reason=""), state="cancelled", cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="event_held_with_attendance_and_outcome",
                condition=Q(~Q(state="held"), closed_at=None, came_onsite=None, came_online=None)
                | Q(
                    ~Q(outcome=""),
                    state="held",
                    closed_at__isnull=False,
                    came_onsite__isnull=False,
                    came_online__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    @property
    def is_announced(self) -> bool:
        return self.state in ANNOUNCED_STATES

    @property
    def has_site(self) -> bool:
        return self.form != Form.ONLINE

    @property
    def has_link(self) -> bool:
        return self.form != Form.ONSITE

    @property
    def closes_at(self) -> datetime:
        """When registration ends."""
        return min(self.registration_closes_at or self.starts_at, self.starts_at)

    @property
    def free_places(self) -> int | None:
        """None: as many as come."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def came(self) -> int | None:
        """Participants on site and online together; None before it was held."""
        return None if self.came_onsite is None or self.came_online is None else self.came_onsite + self.came_online

    def takes_place(self, *, is_online: bool) -> bool:
        """Whether who takes part in this way needs one of the places that the capacity counts."""
        return not is_online or self.form == Form.ONLINE

    def registration_is_open(self, now: datetime) -> bool:
        return self.is_announced and self.admission == Admission.REGISTRATION and now < self.closes_at


class Move(models.Model):
    """When and where an event would have been, before it was moved at `moved_at`. Holds no personal data."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="moves")
    moved_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ["event_id", "moved_at", "id"]
        constraints = [models.CheckConstraint(name="event_move_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.starts_at:%Y-%m-%d %H:%M}"
