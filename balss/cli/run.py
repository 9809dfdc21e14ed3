"""Start everything on this machine: prepare, demonstration, worker and server; Ctrl+C stops it.

What `make run` does. The demonstration is loaded at the first start; later starts change no data.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

HOST = "127.0.0.1"
READY_WITHIN_SECONDS = 60
PATIENCE_SECONDS = 40  # with children that were asked to stop; the server takes 30 for answers under way


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")


def run(args: argparse.Namespace) -> int:
    if not _is_free(args.port):
        another = args.port + 1
        print(
            f"Port {args.port} is taken. Stop what uses it, or take another: make run PORT={another}", file=sys.stderr
        )
        return 1
    os.environ.setdefault("BALSS_ORIGIN", f"http://localhost:{args.port}")
    os.environ.setdefault("BALSS_LEDGER_NAME", "localhost:8000/zurnals")  # the same ledger, whatever the port
    from balss.cli.messages import compile_catalogues

    compile_catalogues()  # first: Django reads the catalogues when it starts
    from balss.cli import start_django

    start_django()
    from django.conf import settings

    if settings.PRODUCTION:
        print("This starts a demonstration. In production: balss prepare, balss serve, balss worker.", file=sys.stderr)
        return 1
    print("Preparing the data; the first time this takes some seconds.", flush=True)
    _load()
    return _run_together(args.port)


def _load() -> None:
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    from balss.cli.demo.gateway import lay, switch_on
    from balss.cli.demo.loading import beginning, load
    from balss.cli.prepare import prepare

    now = timezone.now()
    prepare(begins_at=beginning(now=now))
    if done := load(now=now):
        print(done, flush=True)
    if not settings.GATEWAYS:
        settings.GATEWAYS = os.environ["BALSS_GATEWAYS"] = str(lay(settings.VAR.resolve()))
        switch_on(now=now)
    connections.close_all()  # this process only waits from here on


def _welcome(port: int) -> None:
    from django.conf import settings
    from django.urls import reverse

    from balss.cli.demo.gateway import CODE, FOLDER, SENDER
    from balss.cli.demo.people import sign_ins

    print(f"\nBalss: http://localhost:{port}\n")
    print("\n".join(sign_ins()))
    print(f"\nLetters that they get: http://localhost:{port}{reverse('notices:demonstration_letters')}")
    print(f"The resident's personal code, for the official e-address: {CODE}")
    print(f"Messages to official e-addresses: {settings.VAR / FOLDER / SENDER}")
    print("Ctrl+C stops everything.", flush=True)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _run_together(port: int) -> int:
    """Run worker and server side by side, and say so when they are ready. When one ends, or we are asked to stop, both
    are asked to; 1 if one ended by itself."""
    asked = False

    def ask(signum: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, ask)
    children = [_start("worker"), _start("serve", "--port", str(port), "--no-access-log")]
    ready, began = False, time.monotonic()
    while not asked and all(child.poll() is None for child in children):
        if not ready and (_answers(port) or time.monotonic() - began > READY_WITHIN_SECONDS):
            ready = True
            _welcome(port)
        time.sleep(0.2)
    if not asked:
        print("The worker or the server ended by itself; see above.", file=sys.stderr)
    _stop(children)
    return 0 if asked else 1


def _start(*words: str) -> "subprocess.Popen[bytes]":
    """A command of ours, in a session of its own: Ctrl+C reaches us alone, and we ask each child once."""
    return subprocess.Popen([sys.executable, "-m", "balss.cli", *words], start_new_session=True)


def _answers(port: int) -> bool:
    """Whether a whole page comes back, so that nobody is sent to a server that is still getting up."""
    request = f"GET / HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode()
    try:
        with socket.create_connection((HOST, port), timeout=20) as connection:
            connection.sendall(request)
            return connection.recv(12).endswith(b" 200")
    except OSError:
        return False


def _stop(children: "Sequence[subprocess.Popen[bytes]]") -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
