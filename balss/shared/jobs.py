"""What the shared ground does by itself: forgets who tried what, tasks long done, and bytes that nobody has."""

from datetime import datetime, timedelta

from django.core.management import call_command

from balss.shared.files.sweep import sweep
from balss.shared.rate_limits import erase_old

TASKS_KEPT = timedelta(days=7)


def erase_rates(due_at: datetime) -> None:
    erase_old(due_at)


def prune_tasks(due_at: datetime) -> None:
    """Forget background tasks that ended a while ago; the failed ones stay twice as long."""
    days = TASKS_KEPT // timedelta(days=1)
    call_command("prune_db_task_results", min_age_days=days, failed_min_age_days=2 * days, verbosity=0)


def sweep_files(due_at: datetime) -> None:
    sweep(now=due_at)
