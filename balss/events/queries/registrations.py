"""Who registered: for the person, and for the organiser's desk."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from balss.events.models import Event, EventQuerySet, Registration, RegistrationQuerySet, Standing
from balss.places.models import Audience, Institution
from balss.shared.permissions import Actor


def registration_of(event: Event, actor: Actor) -> Registration | None:
    """The actor's own registration that stands; None for guests, who have a link."""
    if actor.account_id is None:
        return None
    own = Registration.objects.filter(event=event, account_id=actor.account_id).standing_ones()
    return own.select_related("event").first()


def registrations_by_account(actor: Actor) -> RegistrationQuerySet:
    """What somebody registered for, the soonest event first; those that were cancelled stay out."""
    own = Registration.objects.filter(account_id=actor.account_id or 0).standing_ones()
    events = own.select_related("event__institution", "event__territory")
    return events.prefetch_related("event__institution__names").order_by("event__starts_at", "id")


def registrations_of(event: Event) -> RegistrationQuerySet:
    """All of an event's that somebody confirmed, in the order of their names."""
    found = Registration.objects.filter(event=event).exclude(standing=Standing.UNCONFIRMED)
    return found.select_related("audience").order_by("name", "id")


@dataclass(frozen=True)
class Expected:
    """How many have a place on site and online, wait, and came; groups and organisations of those who came."""

    going_onsite: int = 0
    going_online: int = 0
    waiting: int = 0
    came_onsite: int = 0
    came_online: int = 0
    groups: Counter[Audience] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)

    @property
    def going(self) -> int:
        return self.going_onsite + self.going_online


def expected_of(event: Event) -> Expected:
    """Counted from the registrations that are there; three queries."""
    rows = Registration.objects.filter(event=event)
    going, came = Q(standing=Standing.GOING), Q(came_at__isnull=False)
    figures = rows.aggregate(
        going_onsite=Count("pk", filter=going & Q(is_online=False)),
        going_online=Count("pk", filter=going & Q(is_online=True)),
        waiting=Count("pk", filter=Q(standing=Standing.WAITING)),
        came_onsite=Count("pk", filter=came & Q(is_online=False)),
        came_online=Count("pk", filter=came & Q(is_online=True)),
    )
    here = rows.filter(came).select_related("audience")
    present = list(here)
    standing = rows.standing_ones().order_by().values("channel").annotate(count=Count("pk"))
    return Expected(
        groups=Counter(each.audience for each in present if each.audience is not None),
        organisations=Counter(each.organisation for each in present if each.organisation),
        channels=Counter({row["channel"]: row["count"] for row in standing}),
        **figures,
    )


def unclosed_events(institution: Institution, *, now: datetime) -> EventQuerySet:
    """Announced events of an institution that are over, the oldest first."""
    return Event.objects.announced().filter(institution=institution, ends_at__lt=now).order_by("ends_at", "id")
