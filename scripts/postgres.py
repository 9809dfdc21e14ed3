"""Run a command beside a throw-away PostgreSQL cluster: `python scripts/postgres.py COMMAND …`.

The cluster lives in a temporary folder, listens on a free port of 127.0.0.1 and on nothing else, and is gone
afterwards. DATABASE_URL and BOX_DATABASE_URL are set for the command. PostgreSQL refuses to run as root, so under root
the cluster belongs to `postgres` (or `nobody`). Without the server's programs, the command is not run: exit code 0 and
a line that says so, or 1 where BALSS_REQUIRE_POSTGRES=1.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl: on PATH, else the newest that Debian keeps beside it."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return debian[-1].parent if debian else None


def owner() -> str | None:
    """The user that the cluster belongs to when we are root; None: ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    programs = server_programs()
    if programs is None:
        print("PostgreSQL: not run, no initdb on PATH or below /usr/lib/postgresql (apt install postgresql)")
        return 1 if os.environ.get("BALSS_REQUIRE_POSTGRES") == "1" else 0

    user = owner()
    with tempfile.TemporaryDirectory(prefix="balss-postgres-") as folder:
        data = Path(folder) / "data"
        if user:
            shutil.chown(folder, user)

        def run(*arguments: str) -> None:
            done = subprocess.run(
                [programs / arguments[0], *arguments[1:]], user=user, cwd=folder, capture_output=True, text=True
            )
            if done.returncode:
                sys.exit(f"{arguments[0]} failed:\n{done.stdout}{done.stderr}")

        port = free_port()
        run("initdb", "-D", str(data), "-U", "balss", "--auth=trust", "--encoding=UTF8", "--no-sync")
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "start", "-w", "-D", str(data), "-l", str(Path(folder) / "log"), "-o", settings)
        try:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "balss", "box")
            server = f"postgresql://balss@127.0.0.1:{port}"
            databases = {"DATABASE_URL": f"{server}/postgres", "BOX_DATABASE_URL": f"{server}/box"}
            return subprocess.run(command, env={**os.environ, **databases}).returncode
        finally:
            run("pg_ctl", "stop", "-D", str(data), "-m", "immediate")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
