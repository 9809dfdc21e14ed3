"""What people said: import proposals and comments that were said elsewhere.

import FILE…  read JSON lines (.jsonl) or CSV (.csv) into the consultation of an opportunity; importing again adds only
              what is new. balss/participation/services/contributions/importing.py explains the rows
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
