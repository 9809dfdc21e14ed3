"""Work that one process at a time does, while others go away instead of waiting."""

from django.db import connection


def is_alone(lock: int) -> bool:
    """Take the lock until the end of the transaction; False where another process holds it. `lock` is PostgreSQL's
    name of an advisory lock, one for each kind of work. On SQLite the transaction itself is the lock."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
        (taken,) = cursor.fetchone()
    return bool(taken)
