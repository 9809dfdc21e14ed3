"""Import a plan or a corrected edition of it, and export it.

  balss plan import FILE [--dry-run] [--json] [--country XX]
  balss plan export [PLAN] [--format json|yaml|csv]

FILE is the published plan as text (UTF-8) or Word (.docx), a plan file (JSON or YAML, as export writes it), or a CKAN
definition file of a tracker; its kind is told by its content. A corrected edition prints what it changes and then
applies it; the same file again changes nothing. With --dry-run nothing is written. A file that cannot be read is
explained on standard error, with the line or part that is wrong, exit code 1, and nothing written.

PLAN is a country and a number, such as lv-6; without it Latvia's plan in force is meant.

fields of import --json:
  plan, title              its public name, and its title by language
  edition                  {number, sha256, file_name} in force afterwards, null where there is none
  applied                  true when this file was written as a new edition
  commitments, measures, indicators, deadlines, footnotes   how many the file holds
  deadlines_by_kind        how many are quarter, date, continuous, text
  warnings                 what the document lost, leaves open or contradicts: [{measure, kind, message, message_lv,
                           line, due_date}]; measure is its number or ""; due_date is the other date of a conflict
  changes                  against the edition before: [{kind, what, measure, before, after}]
  error                    instead of all others where the file was refused: {kind, message, message_lv, …facts}
fields of export --format json|yaml: see balss/core/plandoc/planfile.py; importing an export changes nothing.
columns of export --format csv: one row for each indicator: plan, commitment, measure, measure_title, indicator,
  words, kind, target, deadline, deadline_kind, due_date, responsible, co_responsible.
"""

import argparse
import json
import sys
from pathlib import Path

from balss.cli._database import NOT_PREPARED


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="subcommands", metavar="import|export", required=True)
    importing = commands.add_parser("import", help="import a plan, or apply a corrected edition")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    importing.add_argument("--json", action="store_true", help="print the outcome as JSON")
    importing.add_argument("--country", default="", help="two letters, for a file that does not name its country")
    importing.set_defaults(plan_command=run_import)
    exporting = commands.add_parser("export", help="print a plan")
    exporting.add_argument("plan", metavar="PLAN", nargs="?", default="", help="such as lv-6")
    exporting.add_argument("--format", choices=["json", "yaml", "csv"], default="json")
    exporting.set_defaults(plan_command=run_export)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.plan_command(args)
    return code


def run_import(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.cli._plan_output import error_fields, import_fields, import_text
    from balss.core.plandoc.unreadable import Unreadable
    from balss.plan.queries import preview, read_plan_file
    from balss.plan.services import import_edition
    from balss.shared.permissions import SYSTEM

    now = timezone.now()
    is_prepared = _is_prepared()
    if not is_prepared and not args.dry_run:
        return _refuse(NOT_PREPARED, args.json)
    if not is_prepared:
        print(f"{NOT_PREPARED}; until then bodies are not looked up and nothing is compared", file=sys.stderr)
    try:
        document, content = read_plan_file(
            args.file, on=timezone.localdate(now), country=args.country, with_bodies=is_prepared
        )
    except Unreadable as refused:
        print(f"{args.file}: {refused}", file=sys.stderr)
        if args.json:
            print(json.dumps({"error": error_fields(refused)}, ensure_ascii=False, indent=2))
        return 1
    seen = preview(document) if is_prepared else None
    edition, applied = seen.edition if seen else None, False
    differences = seen.differences if seen else []
    if not args.dry_run:
        done = import_edition(document=document, content=content, file_name=args.file.name, by=SYSTEM, now=now)
        edition, applied, differences = done.edition, done.is_new, done.differences
    if args.json:
        fields = import_fields(document, differences, edition=edition, applied=applied)
        print(json.dumps(fields, ensure_ascii=False, indent=2))
    else:
        print(import_text(document, differences, edition=edition, applied=applied, dry_run=args.dry_run))
    return 0


def run_export(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from balss.cli._plan_output import export_text
    from balss.plan.queries import current_plan, document_of, edition_in_force, plan_by_slug

    if not _is_prepared():
        return _refuse(NOT_PREPARED, False)
    plan = plan_by_slug(args.plan) if args.plan else current_plan(on=timezone.localdate())
    edition = edition_in_force(plan) if plan else None
    if edition is None:
        return _refuse(f"There is no plan {args.plan}".strip(), False)
    sys.stdout.write(export_text(document_of(edition), args.format))
    return 0


def _is_prepared() -> bool:
    """Whether the tables are there, and the institutions by which a plan's words are understood."""
    from django.db import OperationalError, connection

    from balss.places.models import Institution
    from balss.plan.models import Plan

    try:
        tables = connection.introspection.table_names()
    except OperationalError:
        return False
    return {Plan._meta.db_table, Institution._meta.db_table} <= set(tables) and Institution.objects.exists()


def _refuse(message: str, as_json: bool) -> int:
    print(message, file=sys.stderr)
    if as_json:
        print(json.dumps({"error": {"kind": "refused", "message": message}}, ensure_ascii=False, indent=2))
    return 1
