"""Which room's tables are in which database: the ballot box's in its own, all others in the main one."""

from typing import Any

from django.db.models import Model

BOX = "box"


class BoxRouter:
    """Reads, writes and tables of the box never touch the main database, nor others' the box; there is no relation
    between the two."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return _database_of(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return _database_of(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return _database_of(one._meta.app_label) == _database_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == _database_of(app_label)


def _database_of(app_label: str) -> str:
    return BOX if app_label == BOX else "default"
