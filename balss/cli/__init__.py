"""The `balss` command. Each file of this folder is one subcommand; what it needs is imported when it runs,
so that pure commands (`deadline`) start without Django.

A subcommand module has a docstring (its help), `arguments(parser)` and `run(args) -> int` (the exit code).
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from balss.cli._database import database_fault
from balss.core.memory import beginning

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="balss", description="Balss: open government, with evidence that anyone can check."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module_info in pkgutil.iter_modules(__path__):
        if module_info.name.startswith("_"):
            continue
        command = importlib.import_module(f"{__name__}.{module_info.name}")
        text = (command.__doc__ or "").strip()
        sub = commands.add_parser(
            module_info.name,
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    args = parser.parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough, as in `balss boards | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if not (said := database_fault(error)):
            raise
        print(f"balss: {said}", file=sys.stderr)
        return 1
    return code


def start_django() -> None:
    """Load settings and rooms; called by the subcommands that need them."""
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balss.config.settings")
    with beginning():
        import django

        django.setup()


def script() -> None:
    """Entry point of the installed command."""
    sys.exit(main())
