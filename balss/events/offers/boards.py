"""Jobs, files, the API, and what an answer may point to as changed."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext_lazy

from balss.events import jobs
from balss.events.api import router
from balss.events.models import Event, Material, State
from balss.events.services.materials import GUARD
from balss.shared import schedule
from balss.shared.api import ApiRouter, routers
from balss.shared.change_targets import ChangeTarget, Target, change_targets
from balss.shared.files.guards import FileGuard, file_guards
from balss.shared.models import StoredFile


def _event_with(file: StoredFile) -> Event | None:
    material = Material.objects.filter(file=file).select_related("event__institution").first()
    return material.event if material else None


file_guards.pin(FileGuard(GUARD, "events.view_event", _event_with))
routers.pin(ApiRouter("events", router))
schedule.jobs.pin(
    schedule.ScheduledJob(
        "events.remind", "remind those who registered, and organisers", every=timedelta(hours=1), run=jobs.remind
    ),
    schedule.ScheduledJob(
        "events.settle",
        "move waiting lists up, and forget addresses that nobody confirmed",
        every=timedelta(minutes=10),
        run=jobs.settle,
    ),
)

OFFERED = 50


def _target(event: Event) -> Target:
    day = date_format(timezone.localdate(event.starts_at), "DATE_FORMAT")
    return Target(str(event.pk), f"{event.title}, {day}", event.get_absolute_url())


def _events_of(institution_id: int) -> Iterable[Target]:
    """Announced and held ones; what was cancelled came of nobody's voice."""
    own = Event.objects.public().filter(institution=institution_id).exclude(state=State.CANCELLED)
    return map(_target, own.order_by("-starts_at", "-id")[:OFFERED])


def _event(pk: str) -> Target | None:
    found = Event.objects.public().exclude(state=State.CANCELLED).filter(pk=pk).first() if pk.isdecimal() else None
    return _target(found) if found else None


change_targets.pin(ChangeTarget("events.event", pgettext_lazy("change target", "event"), _events_of, _event))
