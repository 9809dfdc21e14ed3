"""Tables that do not keep the order in which rows came.

A database usually remembers it: SQLite gives every row a number, PostgreSQL puts rows side by side and notes in each
(`xmin`) which transaction wrote it. Where two tables must not be joined by “the third row here and there”, that order
has to go. On SQLite the table is made WITHOUT ROWID: rows lie in the order of a key that means nothing. On
PostgreSQL `stir` writes all rows anew in one transaction and then lays them out by their key; until it has run, the
order of the day is there for who reads the database's files.
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def lay_without_order(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make an empty table anew WITHOUT ROWID: for the migration that creates it. PostgreSQL has nothing like it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL ORDER BY type DESC", [table]
        )
        statements = [sql for (sql,) in cursor.fetchall()]
        cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}")
        for sql in statements:
            cursor.execute(f"{sql} WITHOUT ROWID" if sql.startswith("CREATE TABLE") else sql)


def keeps_order(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether SQLite numbers the rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        (sql,) = cursor.fetchone()
    return not sql.endswith("WITHOUT ROWID")


def stir(connection: BaseDatabaseWrapper, table: str, key: str) -> None:
    """Take the order out of a table of PostgreSQL; on SQLite, empty the log that holds the last changes in order."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        name, column = connection.ops.quote_name(table), connection.ops.quote_name(key)
        with transaction.atomic(using=connection.alias):
            cursor.execute(f"UPDATE {name} SET {column} = {column}")  # noqa: S608 (our own names)
        cursor.execute(f"CLUSTER {name} USING {connection.ops.quote_name(f'{table}_pkey')}")
