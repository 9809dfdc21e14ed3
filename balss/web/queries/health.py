"""Whether this installation works: the database answers, its tables are those of the code, background work is done.

For whoever watches it from outside. 503 when pages cannot be served (database, tables); a worker that has been silent
is told as "late" with 200, because pages work without it while mail and reminders wait.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from balss.shared.models import JobState
from balss.web.jobs import BEAT

BOX = "box"  # the ballot box's own database, and the room whose tables it has
LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Health:
    database: str  # ok | failing
    migrations: str  # ok | missing | unknown
    worker: str  # ok | late | unknown

    @property
    def can_serve(self) -> bool:
        return self.database == self.migrations == "ok"


def health(*, now: datetime) -> Health:
    """Asks the databases; never raises when it does not answer."""
    try:
        if _lacks_tables("default") or _lacks_tables(BOX, of_app=BOX):
            return Health(database="ok", migrations="missing", worker="unknown")
        beat = JobState.objects.filter(name=BEAT.name, last_finished_at__gte=now - LATE_AFTER).exists()
    except DatabaseError:
        return Health(database="failing", migrations="unknown", worker="unknown")
    return Health(database="ok", migrations="ok", worker="ok" if beat else "late")


def _lacks_tables(database: str, *, of_app: str | None = None) -> bool:
    """Whether a migration has not been applied to a database (of one room, or of all)."""
    executor = MigrationExecutor(connections[database])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes(of_app)))
