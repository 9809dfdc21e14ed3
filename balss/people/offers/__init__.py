"""What people pins on the boards."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from balss.people import jobs
from balss.people.offers import deeds, holdings, other_holdings, permissions
from balss.people.queries import roles_told_of
from balss.shared import schedule, shell
from balss.shared.handovers import Handover, handovers

__all__ = ["deeds", "holdings", "other_holdings", "permissions"]

schedule.jobs.pin(
    schedule.ScheduledJob(
        "people.erase",
        "erase what is past its retention, and accounts never confirmed",
        every=timedelta(days=1),
        run=jobs.erase,
        offset=timedelta(hours=1),
    )
)
shell.header_slots.pin(shell.HeaderSlot("people.account_menu", "people/account_menu.html"))
handovers.pin(Handover("people", _("Roles of its staff"), roles_told_of))
