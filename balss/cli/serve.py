"""Serve the pages and the API (granian), until SIGTERM or Ctrl+C; answers under way are finished first.

Behind a proxy that ends TLS, tell Balss how many proxies stand before it: BALSS_PROXIES=1.
"""

import argparse
import os
from copy import deepcopy
from typing import Any

# No address, no query and no name: a line of the access log says what was asked, not by whom.
ACCESS_LOG = "%(time)s %(method)s %(path)s %(status)d %(dt_ms).0f ms"
PATIENCE_SECONDS = 30  # for answers under way when asked to stop


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="threads in each process (default: %(default)s)")
    parser.add_argument("--no-access-log", action="store_true", help="write no line for each request")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balss.config.settings")
    server(
        address=args.host,
        port=args.port,
        workers=args.workers,
        blocking_threads=args.threads,
        log_access=not args.no_access_log,
    ).serve()
    return 0


def server(**options: Any) -> Any:
    """The server, ready to `serve()`."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LOGGING_CONFIG
    from granian.server import Server

    logs: dict[str, Any] = deepcopy(LOGGING_CONFIG)
    logs["filters"] = {"untold": {"()": "balss.config.logs.WithoutUntold"}}
    logs["loggers"]["granian.access"]["filters"] = ["untold"]

    return Server(
        "balss.config.wsgi:application",
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_access_format=ACCESS_LOG,
        log_dictconfig=logs,
        workers_kill_timeout=PATIENCE_SECONDS,
        respawn_failed_workers=True,
        **options,
    )
