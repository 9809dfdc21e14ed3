"""The database itself refuses to change or remove what was published: versions, provisions and wordings.

A migration that alters one of these tables calls `install` afterwards (`balss.shared.triggers` says why).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from balss.shared.triggers import Rule, drop, refusing, standing

TABLES = ("drafts_version", "drafts_provision", "drafts_wording")


def _rules(vendor: str) -> list[Rule]:
    events = ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")
    return [Rule(table, event, f"{table}: what was published stays as it is") for table in TABLES for event in events]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that stand are replaced."""
    uninstall(connection)
    with connection.cursor() as cursor:
        for statement in refusing(_rules(connection.vendor), connection.vendor):
            cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for the migration's way back, and for emptying a test database."""
    drop(connection, {rule.name: rule.table for rule in _rules(connection.vendor)})


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should stand and do not, or are switched off."""
    return sorted({rule.name for rule in _rules(connection.vendor)} - standing(connection))
