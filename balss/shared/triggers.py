"""Triggers that let the database itself refuse a statement, the same on SQLite and PostgreSQL.

A refused statement raises IntegrityError. Django rebuilds a table to alter it on SQLite and loses its triggers: a
migration that alters such a table puts them in place again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Rule:
    """A statement that is refused: on `table`, at `event`, when `unless` (SQL over OLD and NEW) does not hold."""

    table: str
    event: str  # INSERT, UPDATE or DELETE; on PostgreSQL also TRUNCATE
    message: str
    unless: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_{self.event.lower()}"


def refusing(rules: Iterable[Rule], vendor: str) -> list[str]:
    """The statements that put the rules in place."""
    if vendor == "postgresql":
        return [statement for rule in rules for statement in _postgresql(rule)]
    return [_sqlite(rule) for rule in rules]


def drop(connection: BaseDatabaseWrapper, triggers: Mapping[str, str]) -> None:
    """Take away those that stand; `triggers` maps each name to its table."""
    with connection.cursor() as cursor:
        for name, table in triggers.items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers that are there and not switched off."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _sqlite(rule: Rule) -> str:
    when = f" WHEN NOT ({rule.unless})" if rule.unless else ""
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}{when}"
        f" BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )


def _postgresql(rule: Rule) -> list[str]:
    refuse = f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation';"
    body = (
        f"IF NOT ({rule.unless}) THEN {refuse} END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
        if rule.unless
        else f"{refuse} RETURN NULL;"
    )
    each = "STATEMENT" if rule.event == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}"
        f" FOR EACH {each} EXECUTE FUNCTION {rule.name}()",
    ]
