"""Run beside the journeys' server: events of a ministry that are on today, and one that is to come."""

from datetime import datetime, timedelta

from django.utils import timezone

from balss.events import services
from balss.events.models import Channel, Event
from balss.events.services import Attendee, Content, Schedule
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.people.services.demo import DEFENCE_OFFICIAL
from balss.places.models import Institution, Territory
from balss.plan.models import Measure
from balss.shared.permissions import Actor

TITLE = "Seminārs, kas notiek šodien"
TODAY, TO_COME = "seminars-sodien", "seminars-gaidams"  # their names in addresses, with a number behind


def make_events(copies: int) -> None:
    """As many of today as there are journeys that close one, announced a week ago with two who registered."""
    now = timezone.now()
    account, ministry = Account.objects.get(email=DEFENCE_OFFICIAL.email), Institution.objects.get(code="AiM")
    by = actor_who_can(account, "events.create_event", ministry, now)
    assert by is not None
    for number in range(1, copies + 1):
        event = _announce(ministry, f"{TITLE} {number}", f"{TODAY}-{number}", now - timedelta(hours=1), by, now)
        for name in ("Velta Kalna", "Uldis Bērzs"):
            services.enter_registration(
                event=event, attendee=Attendee(name), channel=Channel.PHONE, by=by, now=now - timedelta(days=6)
            )
    _announce(ministry, "Gaidāms seminārs", f"{TO_COME}-1", now + timedelta(days=9), by, now)


def _announce(ministry: Institution, title: str, slug: str, starts_at: datetime, by: Actor, now: datetime) -> Event:
    before = now - timedelta(days=7)
    content = Content(
        title=title, summary="Par krājumiem un patvertnēm.", accessibility=("step_free",), spoken=("lv", "ltg"),
        contact_email="seminari@aim.example", contact_phone="67000202",
        measures=tuple(Measure.objects.filter(key="3.3")),
    )  # fmt: skip
    schedule = Schedule(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=9), place="Ludzas tautas nams",
        territory=Territory.objects.get(slug="ludzas-novads"),
    )  # fmt: skip
    draft = services.create_event(institution=ministry, content=content, schedule=schedule, by=by, now=before)
    Event.objects.filter(pk=draft.pk).update(slug=slug)  # one that the list of pages can name
    return services.publish_event(event=draft, by=by, now=before)
