"""The index itself: the same rows and the same questions on SQLite (FTS5) and PostgreSQL (tsvector with GIN).

Neither database cuts words: stems come from `core.text`, so both find the same. An engine knows rows, expressions and
places; what they mean is said in `services` and `queries`.
"""

from django.db import connection

from balss.search.models.engine import postgres, sqlite
from balss.search.models.engine.asking import Asked, Engine
from balss.search.models.engine.rows import BREAK, facet, name_facet, place_of, places_between, row_of

__all__ = ["BREAK", "Asked", "engine", "facet", "name_facet", "place_of", "places_between", "row_of"]


def engine() -> Engine:
    """The engine of the configured database."""
    return postgres.PostgresEngine() if connection.vendor == "postgresql" else sqlite.SqliteEngine()
