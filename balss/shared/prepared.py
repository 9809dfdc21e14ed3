"""Statements that are sent thousands of times and whose answer may wait: PostgreSQL reads and plans each once a
connection, and works while we do something else.

Django fills values in before it sends a statement, so PostgreSQL never meets the same one twice. SQLite's driver keeps
statements by itself, and answers at once. A pool between us and PostgreSQL has to know prepared statements (PgBouncer
does since 1.21).
"""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import connection

if TYPE_CHECKING:
    from psycopg import Connection

Rows = list[tuple[Any, ...]]

_PLACE = re.compile(r"%\((\w+)\)s")
_prepared: "WeakKeyDictionary[Connection[Any], set[bytes]]" = WeakKeyDictionary()  # names of what each has planned


def ask_prepared(statement: str, values: Mapping[str, Any]) -> Callable[[], Rows]:
    """Send one statement of ours, with %(name)s for each value; what is returned waits for its rows, and has to be
    called, once, before the connection is used again. Both raise what Django's cursors raise."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = list(cursor.fetchall())
        return lambda: rows
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return _ask(connection.connection, statement, values)


def _ask(server: "Connection[Any]", statement: str, values: Mapping[str, Any]) -> Callable[[], Rows]:
    from psycopg import errors
    from psycopg.adapt import PyFormat, Transformer
    from psycopg.pq import ExecStatus

    places = list(dict.fromkeys(_PLACE.findall(statement)))
    given = [values[place] for place in places]
    writer = Transformer(server)
    written = writer.dump_sequence(given, [PyFormat.TEXT] * len(places))
    name = b"balss_" + sha256(statement.encode()).hexdigest()[:16].encode()
    known = _prepared.setdefault(server, set())
    if name not in known:
        numbered = _PLACE.sub(lambda found: f"${places.index(found[1]) + 1}", statement)
        types = [0 if isinstance(value, int) else oid for value, oid in zip(given, writer.types or (), strict=True)]
        answer = server.pgconn.prepare(name, numbered.encode(), types)  # 0: as the column is, for numbers of any size
        if answer.status != ExecStatus.COMMAND_OK:
            raise errors.error_from_result(answer)
        known.add(name)
    server.pgconn.send_query_prepared(name, written)
    server.pgconn.flush()

    def rows() -> Rows:
        with connection.wrap_database_errors:
            answer = server.pgconn.get_result()
            while server.pgconn.get_result():  # the end of the answer: None
                pass
            if answer is None or answer.status != ExecStatus.TUPLES_OK:
                raise errors.error_from_result(answer) if answer else errors.OperationalError("no answer")
            reader = Transformer(server)
            reader.set_pgresult(answer)
            return reader.load_rows(0, answer.ntuples, tuple)

    return rows
