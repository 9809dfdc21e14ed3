"""Load reference data of institutions and places.

load    bring institutions, municipalities, parishes, groups and policy topics to what the data files say;
        changes nothing when they are already there
"""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    load = parts.add_parser("load", help="load institutions, territories and topics from the data files")
    load.set_defaults(act=_load)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.act(args)
    return code


def _load(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.places.services import load_reference_data

    loads = load_reference_data(now=timezone.now())
    for done in loads:
        print(f"{done.name}: {len(done.added)} added, {len(done.changed)} changed")
    if not loads:
        print("Nothing to do: the data files stand as loaded.")
    return 0
