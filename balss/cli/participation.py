"""Taking part: import proposals and comments that were said elsewhere.

import FILE…  read JSON lines (.jsonl) or CSV (.csv) into the consultation of an opportunity; importing again adds only
              what is new. balss/participation/services/contributions/importing.py explains the rows
import-outside [CODE…]  ask other sites for the opportunities that they publish: those named, else all that are active.
              balss/core/outside/rows.py explains the columns
"""

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from uuid import UUID


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    load = parts.add_parser("import", help="import proposals and threaded comments")
    load.add_argument("files", type=Path, nargs="+", metavar="FILE")
    load.add_argument("--opportunity", type=UUID, required=True, help="number in the address of the opportunity")
    load.add_argument("--source", required=True, help="name or address of where it was said; the same each time")
    load.add_argument("--language", default="lv", help="language of the words (default: %(default)s)")
    load.set_defaults(act=_import)
    outside = parts.add_parser("import-outside", help="ask other sites for the opportunities that they publish")
    outside.add_argument("codes", nargs="*", metavar="CODE", help="short name of a source")
    outside.set_defaults(act=_import_outside)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.act(args)
    return code


def _import(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.participation.models import Consultation
    from balss.participation.services.contributions.importing import NotRows, import_contributions
    from balss.shared.permissions import SYSTEM

    consultation = Consultation.objects.filter(opportunity__public_id=args.opportunity).first()
    if consultation is None:
        print(f"There is no opportunity {args.opportunity} that takes contributions.", file=sys.stderr)
        return 1
    try:
        done = import_contributions(
            consultation=consultation, files=args.files, source=args.source, language=args.language, by=SYSTEM,
            now=timezone.now(),
        )  # fmt: skip
    except (OSError, NotRows) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(dataclasses.asdict(done), ensure_ascii=False))
    return 1 if done.lost else 0


def _import_outside(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.participation.models import OutsideSource
    from balss.participation.services.outside import import_source
    from balss.shared.permissions import SYSTEM

    active = OutsideSource.objects.filter(state=OutsideSource.State.ACTIVE)
    sources = list(active.filter(code__in=args.codes) if args.codes else active)
    if unknown := sorted(set(args.codes) - {source.code for source in sources}):
        print(f"No active source: {', '.join(unknown)}", file=sys.stderr)
        return 1
    failed = False
    for source in sources:
        done = import_source(source=source, by=SYSTEM, now=timezone.now())
        failed |= bool(done.failure)
        print(json.dumps({"source": done.code, "failure": done.failure, **done.counts}, ensure_ascii=False))
    return 1 if failed else 0
