"""Tables made once: a SQLite file with every migration applied, from which tests copy their empty databases.

Migrating takes far longer than most tests. The file is kept beside pytest's own cache under a name that changes with
the models, the migrations and the locked libraries.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "tables"
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # Django's name of its test database on SQLite


@cache
def migrated_file() -> Path:
    """Made by whoever needs it first; the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{_fingerprint()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            begun = file.with_suffix(".begun")
            environment = {**os.environ, "DATABASE_URL": f"sqlite:///{begun}", "BALSS_ENV": "test"}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            with closing(sqlite3.connect(begun)) as made:
                made.execute("PRAGMA journal_mode = DELETE")
            begun.rename(file)
    return file


@contextmanager
def in_memory() -> Iterator[None]:
    """Django's test database in memory holds the tables, as long as this lasts."""
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        copy_tables(memory)
        yield


def copy_tables(to: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(migrated_file())) as made:
        made.backup(to)


def _fingerprint() -> str:
    words = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "balss").rglob("*.py")):
        if "migrations" in path.parts or "models" in path.parts or path.name == "models.py":
            words.update(path.read_bytes())
    return words.hexdigest()[:20]
