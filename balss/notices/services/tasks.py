"""The background task that delivers the outbox."""

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from balss.notices.services.delivery import deliver_due


@task()
def deliver() -> None:
    """Deliver what is due, one batch to a task; asked for when a notice is put in, see `ask_for_delivery`."""
    if deliver_due().more:
        ask_for_delivery()


def ask_for_delivery() -> None:
    """Enqueue one delivery in the transaction under way, unless one that has not begun is there already.

    The one there may begin before our transaction ends and miss its notices: the tick delivers those within a minute.
    """
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=deliver.module_path)
    if not waiting.exists():
        deliver.enqueue()
