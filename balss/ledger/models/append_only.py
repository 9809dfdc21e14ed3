"""The database itself keeps the ledger append-only: triggers, the same rules on SQLite and PostgreSQL.

- No row of any ledger table is changed. No row is removed, but for two kinds: content, once an entry says that it is
  erased, and an entry's place in the queue, once it has its leaf.
- Leaves and tree heads come one after another without a gap.
- Each new entry is put into the queue.

A refused statement raises IntegrityError. Whoever owns the tables can drop triggers: `missing` tells, and what was
done meanwhile `balss ledger verify` finds. Django rebuilds a table to alter it on SQLite and loses its triggers: a
migration that alters a ledger table calls `install` afterwards (a test holds it to that).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from balss.shared.triggers import Rule, drop, refusing, standing

ERASED = "ledger.content_erased"  # the action of the entry that must stand before content goes

FROZEN_TABLES = ("ledger_entry", "ledger_leaf", "ledger_treenode", "ledger_treehead")
TABLES = (*FROZEN_TABLES, "ledger_content", "ledger_pendingentry")


def _rules(vendor: str) -> list[Rule]:
    entry_id = "OLD.entry_id::text" if vendor == "postgresql" else _DASHED_OLD_ENTRY_ID
    return [
        *(Rule(table, "UPDATE", f"{table} is append-only: no row is changed") for table in TABLES),
        *(Rule(table, "DELETE", f"{table} is append-only: no row is removed") for table in FROZEN_TABLES),
        Rule(
            "ledger_content",
            "DELETE",
            "ledger_content: record the erasure before the content goes",
            unless="EXISTS (SELECT 1 FROM ledger_entry"  # noqa: S608  (constants)
            f" WHERE action = '{ERASED}' AND subject_kind = 'ledger.Entry' AND subject_id = {entry_id})",
        ),
        Rule(
            "ledger_pendingentry",
            "DELETE",
            "ledger_pendingentry: an entry leaves the queue when it has its leaf",
            unless="EXISTS (SELECT 1 FROM ledger_leaf WHERE entry_id = OLD.entry_id)",
        ),
        Rule(
            "ledger_leaf",
            "INSERT",
            "ledger_leaf: the next position follows the last one",
            unless="NEW.position = COALESCE((SELECT MAX(position) + 1 FROM ledger_leaf), 0)",
        ),
        Rule(
            "ledger_treehead",
            "INSERT",
            "ledger_treehead: the next number follows the last one",
            unless="NEW.number = COALESCE((SELECT MAX(number) FROM ledger_treehead), 0) + 1",
        ),
    ]


# SQLite keeps a UUID as 32 hex digits; `subject_id` has it with dashes.
_DASHED_OLD_ENTRY_ID = " || '-' || ".join(
    f"substr(OLD.entry_id, {start}, {length})" for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that stand are replaced."""
    uninstall(connection)
    with connection.cursor() as cursor:
        for statement in _install_statements(connection.vendor):
            cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for the migration's way back, and for emptying a test database."""
    drop(connection, _triggers(connection.vendor))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should stand and do not, or are switched off."""
    return sorted(set(_triggers(connection.vendor)) - standing(connection))


def _triggers(vendor: str) -> dict[str, str]:
    """Each trigger's name and table."""
    names = {rule.name: rule.table for rule in _rules(vendor)}
    names["ledger_entry_queue"] = "ledger_entry"
    if vendor == "postgresql":
        names |= {f"{table}_truncate": table for table in TABLES}
    return names


def _install_statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return _postgresql_statements()
    return [
        *refusing(_rules(vendor), vendor),
        "CREATE TRIGGER ledger_entry_queue AFTER INSERT ON ledger_entry"
        " BEGIN INSERT INTO ledger_pendingentry (entry_id) VALUES (NEW.id); END",
    ]


def _postgresql_statements() -> list[str]:
    rules = [
        *_rules("postgresql"),
        *(Rule(table, "TRUNCATE", f"{table} is append-only: it is not emptied") for table in TABLES),
    ]
    return [
        *refusing(rules, "postgresql"),
        "CREATE OR REPLACE FUNCTION ledger_entry_queue() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN INSERT INTO ledger_pendingentry (entry_id) VALUES (NEW.id); RETURN NULL; END $$",
        "CREATE TRIGGER ledger_entry_queue AFTER INSERT ON ledger_entry"
        " FOR EACH ROW EXECUTE FUNCTION ledger_entry_queue()",
    ]
