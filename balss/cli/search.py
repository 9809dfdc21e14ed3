"""The search index: make it anew, and measure how well it finds.

rebuild   bring the index to what is public now; people can search and write meanwhile
eval      recall and precision over queries with known answers, through the index of the configured database
"""

import argparse
import json
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    rebuild = parts.add_parser("rebuild", help="make the index anew from what the rooms say is public")
    rebuild.set_defaults(act=_rebuild)
    evaluation = parts.add_parser(
        "eval",
        help="measure recall and precision",
        description='FILE is {"documents": [{"id", "text"}], "queries": [{"q", "rel": [id, …]}]}. The documents are '
        "indexed in a transaction that is undone; on SQLite others who write wait for it. Where the index has no "
        "tables yet, they are made. Exit code 2: no such file.",
    )
    evaluation.add_argument("file", type=Path, metavar="FILE")
    evaluation.add_argument("--json", action="store_true", help='print {"recall": …, "precision": …} alone')
    evaluation.set_defaults(act=_evaluate)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.act(args)
    return code


def _rebuild(args: argparse.Namespace) -> int:
    from balss.search.services import rebuild

    rebuilt = rebuild()
    for kind, count in rebuilt.documents.items():
        print(f"{kind}: {count}")
    print(f"{sum(rebuilt.documents.values())} documents in the index, {rebuilt.removed} removed")
    return 0


def _evaluate(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    from balss.search.services import evaluate

    call_command("migrate", "search", verbosity=0)
    try:
        measured = evaluate(json.loads(args.file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # NotAnEvaluation and JSON's own error are ValueErrors
        print(f"{args.file}: {error}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps({"recall": measured.recall, "precision": measured.precision}))
        return 0
    print(f"{measured.queries} queries over {measured.documents} documents")
    print(f"recall {measured.recall:.4f}, precision {measured.precision:.4f}")
    for kind, (recall, precision) in measured.by_kind.items():
        print(f"  {kind or 'queries'}: recall {recall:.4f}, precision {precision:.4f}")
    return 0
