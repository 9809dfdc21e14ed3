"""What every command says when the database does not answer, or has no tables yet."""

import sys

NOT_PREPARED = "The database is not prepared: run “balss prepare”"


def database_fault(error: Exception) -> str:
    """In words what is wrong with the database, where that made a command fail; empty for any other fault."""
    if "django.db" not in sys.modules:
        return ""
    from django.db import OperationalError, ProgrammingError
    from django.utils import timezone

    from balss.web.queries.health import health

    if not isinstance(error, OperationalError | ProgrammingError):
        return ""
    found = health(now=timezone.now())
    if found.database != "ok":
        return f"The database does not answer: {error}".strip()
    return NOT_PREPARED if found.migrations != "ok" else ""
