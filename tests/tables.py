"""Tables made once: databases with every migration applied, from which tests copy their empty ones.

Migrating takes far longer than most tests. SQLite's files are kept beside pytest's own cache, PostgreSQL's databases on
their server, under names that change with the models, the migrations and the locked libraries.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "tables"
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # Django's name of its test database on SQLite
MAIN, BOX = "balss", "box"
MIGRATE = """
from balss.cli import start_django
start_django()
from django.core.management import call_command as call
call("migrate", verbosity=0)
call("migrate", "box", database="box", verbosity=0)
call("createcachetable", verbosity=0)
"""


@cache
def migrated_files() -> dict[str, Path]:
    """The files of the main database and the ballot box's. Made by whoever needs them first; the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / _fingerprint()
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in FOLDER.iterdir():
                if old.name != "lock":
                    shutil.rmtree(old) if old.is_dir() else old.unlink()
            begun = made.with_suffix(".begun")
            begun.mkdir()
            files = {name: begun / f"{name}.sqlite3" for name in (MAIN, BOX)}
            _migrate({name: f"sqlite:///{file}" for name, file in files.items()})
            for file in files.values():
                with closing(sqlite3.connect(file)) as database:
                    database.execute("PRAGMA journal_mode = DELETE")
            begun.rename(made)
    return {name: made / f"{name}.sqlite3" for name in (MAIN, BOX)}


@contextmanager
def in_memory() -> Iterator[None]:
    """Django's test database in memory holds the tables, as long as this lasts."""
    with (
        closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory,
        closing(sqlite3.connect(migrated_files()[MAIN])) as made,
    ):
        made.backup(memory)
        yield


@cache
def migrated_databases(server: str) -> dict[str, str]:
    """The names of both databases on a PostgreSQL server, for `CREATE DATABASE … TEMPLATE`. Made as the files are."""
    names = {name: f"{name}_tables_{_fingerprint()}" for name in (MAIN, BOX)}
    with psycopg.connect(server, autocommit=True) as connection:  # which holds the lock until it is closed
        connection.execute("SELECT pg_advisory_lock(8212)")
        found = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^(balss|box)_tables_'")
        standing = {name for (name,) in found}
        for old in sorted(standing - set(names.values())):
            connection.execute(f"DROP DATABASE {old} WITH (FORCE)")  # type: ignore[arg-type]
        if not set(names.values()) <= standing:
            begun = {name: f"{made}_begun" for name, made in names.items()}
            for name, made in names.items():
                connection.execute(f"DROP DATABASE IF EXISTS {made}")  # type: ignore[arg-type]
                connection.execute(f"CREATE DATABASE {begun[name]}")  # type: ignore[arg-type]
            _migrate({name: urlsplit(server)._replace(path=f"/{made}").geturl() for name, made in begun.items()})
            for name, made in names.items():
                connection.execute(f"ALTER DATABASE {begun[name]} RENAME TO {made}")  # type: ignore[arg-type]
    return names


def _migrate(addresses: dict[str, str]) -> None:
    databases = {"DATABASE_URL": addresses[MAIN], "BOX_DATABASE_URL": addresses[BOX]}
    environment = {**os.environ, **databases, "BALSS_ENV": "test", "DJANGO_SETTINGS_MODULE": "balss.config.settings"}
    subprocess.run([sys.executable, "-c", MIGRATE], cwd=ROOT, env=environment, check=True)


def _fingerprint() -> str:
    words = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "balss").rglob("*.py")):
        if "migrations" in path.parts or "models" in path.parts or path.name == "models.py":
            words.update(path.read_bytes())
    return words.hexdigest()[:20]
