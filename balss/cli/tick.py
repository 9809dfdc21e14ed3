"""Run the recurring jobs that are due, once; a job missed meanwhile catches up.

For a timer of the system, once a minute, where no `balss worker` runs. Several at once do no harm. The exit code is 1
when a job failed; it is tried again at a later tick.
"""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from django.utils import timezone

    from balss.shared.tick import tick

    outcomes = tick(now=timezone.now())
    for outcome in outcomes:
        print(f"{outcome.name}: {outcome.failure or f'done for {outcome.runs} due time(s)'}")
    return 1 if any(outcome.failure for outcome in outcomes) else 0
