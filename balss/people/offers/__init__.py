"""What people pins on the boards."""

from datetime import timedelta

from balss.people import jobs
from balss.people.offers import deeds, holdings, other_holdings, permissions
from balss.shared import schedule, shell

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
