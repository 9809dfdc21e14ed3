"""The beat by which `web.queries.health` sees that background work is done."""

from datetime import datetime, timedelta

from balss.shared.schedule import ScheduledJob


def do_nothing(due_at: datetime) -> None:
    """That it was run, and when, is all there is to know."""


BEAT = ScheduledJob("web.beat", "shows on /veseliba/ that background work is done", timedelta(minutes=1), do_nothing)
