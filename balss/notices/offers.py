"""What the outbox pins on the boards."""

from datetime import timedelta

from balss.notices import jobs
from balss.shared import schedule
from balss.shared.permissions import Action, Role, actions

actions.pin(
    Action(
        "notices.see_outbox",
        "see the letters that could not be sent",
        lambda by, _obj, _now: by.holds(Role.ADMINISTRATOR),
    ),
    Action(
        "notices.retry_notice", "have a failed letter tried again", lambda by, _obj, _now: by.holds(Role.ADMINISTRATOR)
    ),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "notices.deliver", "deliver the letters that are due", every=timedelta(minutes=1), run=jobs.deliver
    ),
    schedule.ScheduledJob(
        "notices.erase", "erase addresses and words of letters sent long ago", every=timedelta(days=1), run=jobs.erase
    ),
)
