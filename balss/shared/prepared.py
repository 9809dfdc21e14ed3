"""Statements that are sent thousands of times: PostgreSQL reads and plans each once a connection, and not each time.

Django fills values in before it sends a statement, so PostgreSQL never meets the same one twice. SQLite's driver keeps
statements by itself. A pool between us and PostgreSQL has to know prepared statements (PgBouncer does since 1.21).
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection


def fetch_prepared(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that one statement of ours gives. Raises what Django's cursors raise."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    from psycopg import Cursor

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as prepared:
        return prepared.execute(statement, values, prepare=True).fetchall()
