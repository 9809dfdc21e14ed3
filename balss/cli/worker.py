"""Do what is to be done in the background: queued tasks, the outbox, and the recurring jobs.

Runs until SIGTERM or Ctrl+C, then ends the task under way and stops. Any number may run beside each other.
"""

import argparse
import logging
import threading

TICK_SECONDS = 20.0
LOOK_SECONDS = 1.0  # between looks for a new task

log = logging.getLogger("balss.worker")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-tick", action="store_true", help="leave the recurring jobs to `balss tick`")


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=LOOK_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    stop = threading.Event()
    ticker = threading.Thread(target=tick_until, args=(stop,), name="tick")
    if not args.no_tick:
        ticker.start()
    log.info("Worker is ready")
    try:
        worker.run()
    finally:
        stop.set()
        if ticker.is_alive():
            ticker.join()
    return 0


def tick_until(stop: threading.Event) -> None:
    """Tick again and again, also while a long task runs; a tick that fails is noted, and the next one tried."""
    from django.db import close_old_connections
    from django.utils import timezone

    from balss.shared.tick import tick

    while not stop.is_set():
        close_old_connections()
        try:
            tick(now=timezone.now())
        except Exception:  # whatever fails now may work at the next tick
            log.exception("A tick failed")
        close_old_connections()
        stop.wait(TICK_SECONDS)
