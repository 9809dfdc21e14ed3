"""Run beside the journeys' server: an event of today that a ministry announced a week ago, with who registered."""

from datetime import timedelta

from django.utils import timezone

from balss.events import services
from balss.events.models import Channel
from balss.events.services import Attendee, Content, Schedule
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.people.services.demo import DEFENCE_OFFICIAL
from balss.places.models import Institution, Territory
from balss.plan.models import Measure

TITLE = "Seminārs, kas notiek šodien"


def make_events(copies: int) -> None:
    """As many alike as there are journeys that close one."""
    now = timezone.now()
    before = now - timedelta(days=7)
    account, ministry = Account.objects.get(email=DEFENCE_OFFICIAL.email), Institution.objects.get(code="AiM")
    by = actor_who_can(account, "events.create_event", ministry, now)
    assert by is not None
    for number in range(1, copies + 1):
        draft = services.create_event(
            institution=ministry,
            content=Content(
                title=f"{TITLE} {number}", summary="Par krājumiem un patvertnēm.", accessibility=("step_free",),
                contact_email="seminari@aim.example", measures=tuple(Measure.objects.filter(key="3.3")),
            ),
            schedule=Schedule(
                starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8), place="Ludzas tautas nams",
                territory=Territory.objects.get(slug="ludzas-novads"),
            ),
            by=by,
            now=before,
        )  # fmt: skip
        event = services.publish_event(event=draft, by=by, now=before)
        for name in ("Velta Kalna", "Uldis Bērzs"):
            services.enter_registration(event=event, attendee=Attendee(name), channel=Channel.PHONE, by=by, now=before)
