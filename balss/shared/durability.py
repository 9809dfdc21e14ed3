"""Commits that outlive a killed process at once, and a power cut only a moment later."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_WAYS = {
    "sqlite": ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"),
    "postgresql": ("SET synchronous_commit = off", "SET synchronous_commit = on"),
}


@contextmanager
def relaxed_commits() -> Iterator[None]:
    """Commits inside do not wait for the disk; the first commit after it writes them all out.

    For many small notes of work that is repeated harmlessly after a power cut. Within a transaction nothing changes.
    """
    if connection.in_atomic_block:
        yield
        return
    relaxed, full = _WAYS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(relaxed)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(full)
