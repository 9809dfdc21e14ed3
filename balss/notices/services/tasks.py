"""The background task that delivers the outbox."""

import time

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from balss.notices.services.delivery import deliver_due
from balss.notices.services.post import Post

LONGEST = 10.0  # seconds after which a task ends at the next batch, so that a worker asked to stop does


@task()
def deliver() -> None:
    """Deliver what is due over one connection; asked for when a notice is put in, see `ask_for_delivery`.

    Where more waits than one batch, another worker is asked to help, or the next task to go on.
    """
    end = time.monotonic() + LONGEST
    with Post() as post:
        while deliver_due(post=post).more:
            ask_for_delivery()
            if time.monotonic() > end:
                return


def ask_for_delivery() -> None:
    """Enqueue one delivery in the transaction under way, unless one that has not begun is there already.

    The one there may begin before our transaction ends and miss its notices: the tick delivers those within a minute.
    """
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=deliver.module_path)
    if not waiting.exists():
        deliver.enqueue()
