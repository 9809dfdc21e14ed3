"""Changing the ledger's tables behind the product's back, as somebody with the database in hand can."""

from django.db import connection, transaction

from balss.ledger.models import append_only


def tamper(*statements: str) -> None:
    """Run SQL with triggers and foreign keys out of force, and put them back as if nothing had been."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what was written before is checked before
            cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        append_only.uninstall(connection)
        for statement in statements:
            cursor.execute(statement)
        append_only.install(connection)
        cursor.execute("PRAGMA foreign_keys = ON")
