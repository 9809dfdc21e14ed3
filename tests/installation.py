"""An installation of its own for tests with several processes: a database, a folder, and commands run in them."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import psycopg

from tests.tables import BOX, MAIN, migrated_databases, migrated_files

ROOT = Path(__file__).resolve().parents[1]
SETUP = "from balss.cli import start_django; start_django()\n"


@dataclass(frozen=True)
class Installation:
    """Processes started here share one database and one `var`, and nothing with the tests' own database."""

    environment: dict[str, str]

    def start(self, code: str, **more: str) -> "subprocess.Popen[str]":
        """Begin Python code in a process of its own, with Django set up; its output is kept."""
        return self._begin([sys.executable, "-W", "error", "-c", SETUP + code], more)

    def run(self, code: str, **more: str) -> str:
        """The output of Python code that must succeed."""
        return finished(self.start(code, **more))

    def balss(self, *words: str, log: IO[str] | None = None, **more: str) -> "subprocess.Popen[str]":
        """Begin a `balss` command; its output goes to the log, else it is kept: read it, for a full pipe stops it."""
        return self._begin([sys.executable, "-c", "from balss.cli import script; script()", *words], more, log)

    def _begin(self, command: list[str], more: dict[str, str], log: IO[str] | None = None) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env={**self.environment, **more},
            text=True,
            stdout=log or subprocess.PIPE,
            stderr=log or subprocess.PIPE,
        )


def finished(process: "subprocess.Popen[str]", seconds: float = 300) -> str:
    """The output of a process that must end well."""
    out, err = process.communicate(timeout=seconds)
    assert process.returncode == 0, err
    return out


@contextmanager
def new_installation(database: dict[str, Any]) -> Iterator[Installation]:
    """An installation on the same engine as the tests' own database, empty but for its tables."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _database(database, Path(folder), MAIN) as url,
        _database(database, Path(folder), BOX) as box_url,
    ):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "balss.config.settings",
            "DATABASE_URL": url,
            "BOX_DATABASE_URL": box_url,
            "BALSS_VAR": folder,
            "BALSS_API_READS": "1000000",  # one address asks all that property tests ask
        }
        yield Installation(environment)


@contextmanager
def _database(like: dict[str, Any], folder: Path, name: str) -> Iterator[str]:
    if not like["ENGINE"].endswith("postgresql"):
        file = shutil.copy(migrated_files()[name], folder)
        yield f"sqlite:///{file}"
        return
    server = urlsplit(os.environ["DATABASE_URL"])
    template = migrated_databases(server.geturl())[name]
    name = f"{name}_installation_{secrets.token_hex(8)}"
    with psycopg.connect(server.geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
        try:
            yield server._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@contextmanager
def served(installation: Installation) -> Iterator[str]:
    """The address of `balss serve` in the installation, prepared as `balss prepare` does."""
    finished(installation.balss("prepare"))
    port = free_port()
    with Path(installation.environment["BALSS_VAR"], "served.log").open("w") as log:
        process = installation.balss("serve", "--port", str(port), "--workers", "1", "--no-access-log", log=log)
        try:
            wait_for_port(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=40)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for_port(port: int, seconds: float = 30) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nobody listens at port {port}")
