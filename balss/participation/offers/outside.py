"""Who says from where opportunities are imported, and how often that is done."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.participation import jobs
from balss.participation.models import OutsideSource
from balss.shared import schedule
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.permissions import Action, Role, actions, holders_of

actions.pin(
    Action(
        "participation.keep_sources",
        "say from which other sites opportunities are imported",
        holders_of(Role.COORDINATOR),
    )
)
_page = page_of(OutsideSource, lambda source: reverse("participation:feed") + "?kad=all&kur=elsewhere")
deeds.pin(
    Deed("participation.source_added", _("Source of opportunities elsewhere added"), _page),
    Deed("participation.source_changed", _("Source of opportunities elsewhere changed"), _page),
    Deed("participation.source_stopped", _("Source of opportunities elsewhere stopped"), _page),
    Deed("participation.source_resumed", _("Source of opportunities elsewhere asked again"), _page),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "participation.import_outside",
        "ask other sites for the opportunities that they publish",
        every=timedelta(minutes=10),
        run=jobs.import_outside,
        time_limit=timedelta(hours=1),
    )
)
