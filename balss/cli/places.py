"""Reference data of institutions and places: load it, import lists of service points.

load                   bring institutions, municipalities, parishes, groups and policy topics to what the data files
                       say; changes nothing when they are there already
import-service-points  read a CSV list of client service centres or libraries; all rows or none
"""

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import TextIO


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    load = parts.add_parser("load", help="load institutions, territories and topics from the data files")
    load.set_defaults(act=_load)
    points = parts.add_parser(
        "import-service-points",
        help="import a list of client service centres or libraries",
        description="Columns, UTF-8: network, external_id, name, municipality, address, source, as_of; if known "
        "phone, email, website, closed_on. They are explained in balss/places/services/service_points.py; "
        "tests/places/service_points.csv is an example.",
    )
    points.add_argument("file", type=Path, metavar="FILE.csv")
    points.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
    points.add_argument("--json", action="store_true", help="print the outcome as JSON")
    points.set_defaults(act=_import_service_points)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.act(args)
    return code


def _load(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.places.services import BadReferenceFile, load_reference_data

    try:
        loads = load_reference_data(now=timezone.now())
    except BadReferenceFile as error:
        print(error, file=sys.stderr)
        return 1
    for done in loads:
        print(f"{done.name}: {len(done.added)} added, {len(done.changed)} changed")
    if not loads:
        print("Nothing to do: the data files stand as loaded.")
    return 0


def _import_service_points(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.places.services import NotAList, import_service_points

    try:
        data = args.file.read_bytes()
        result = import_service_points(data, now=timezone.now(), dry_run=args.dry_run)
    except (OSError, NotAList) as error:
        message = f"{args.file}: {error.strerror if isinstance(error, OSError) else error}"
        print(json.dumps({"error": message}, ensure_ascii=False) if args.json else message, file=_out(args))
        return 1
    if args.json:
        outcome = {"dry_run": args.dry_run, **dataclasses.asdict(result)}
        print(json.dumps(outcome, ensure_ascii=False, indent=2))
    elif result.errors:
        for row_error in result.errors:
            print(f"line {row_error.line}, {row_error.column}: {row_error.message}", file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
    else:
        would = "would be " if args.dry_run else ""
        counts = f"{len(result.added)} {would}added, {len(result.changed)} {would}changed, {result.unchanged} unchanged"
        print(f"{args.file}: {counts}")
    return 1 if result.errors else 0


def _out(args: argparse.Namespace) -> TextIO:
    return sys.stdout if args.json else sys.stderr
