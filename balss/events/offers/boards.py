"""Jobs, files, the API and what rooms above read."""

from datetime import timedelta

from balss.events import jobs
from balss.events.api import router
from balss.events.models import Event, Material
from balss.events.services.materials import GUARD
from balss.shared import schedule
from balss.shared.api import ApiRouter, routers
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
