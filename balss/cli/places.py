"""Reference data of institutions and places: load it, import lists of service points; who is competent.

load                   bring institutions, municipalities, parishes, groups and policy topics to what the data files
                       say; changes nothing when they are there already
import-service-points  read a CSV list of client service centres or libraries; all rows or none
competent              who is competent for a question in own words, or how often that is right over known questions
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
    competent = parts.add_parser(
        "competent",
        help="who is competent for a question",
        description="Exit code 2: no such file, or neither a question nor a file.",
    )
    competent.add_argument("question", nargs="?", help="in Latvian, in own words")
    competent.add_argument(
        "--questions", type=Path, metavar="FILE.yaml", help="measure instead: {group: [{q, right: [code, …]}, …]}"
    )
    competent.add_argument("--json", action="store_true", help="print the outcome as JSON")
    competent.set_defaults(act=_competent)


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


def _competent(args: argparse.Namespace) -> int:
    if args.questions:
        return _measure(args)
    if not args.question:
        print("Ask a question, or name a file with --questions.", file=sys.stderr)
        return 2
    from django.utils import timezone

    from balss.places.queries import competent_for

    named = [
        {
            "code": each.institution.code if each.institution else "LOCAL",
            "tasks": [task.lv for task in each.competences],
            "basis": [task.basis for task in each.competences],
        }
        for each in competent_for(args.question, on=timezone.localdate()).found
    ]
    if args.json:
        print(json.dumps({"competent": named}, ensure_ascii=False, indent=2))
        return 0
    for each in named:
        print(f"{each['code']}: {'; '.join(each['tasks'])} ({'; '.join(each['basis'])})")
    if not named:
        print("Nobody that we know of.")
    return 0


def _measure(args: argparse.Namespace) -> int:
    import yaml
    from django.utils import timezone

    from balss.places.services import figures_of

    try:
        groups = yaml.safe_load(args.questions.read_text(encoding="utf-8"))
        figures = figures_of(groups, on=timezone.localdate())
    except (OSError, ValueError, yaml.YAMLError) as error:  # NotQuestions is a ValueError
        print(f"{args.questions}: {error}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps({name: dataclasses.asdict(each) for name, each in figures.items()}, ensure_ascii=False))
        return 0
    for name, each in figures.items():
        print(
            f"{name}: right among the first three {each.among_first} of {each.questions}, first {each.first}; "
            f"nobody named at {each.left_unanswered} of {each.strange} that have nobody"
        )
        for question, named in each.failed:
            print(f"  {question} → {', '.join(named) or 'nobody'}")
    return 0


def _out(args: argparse.Namespace) -> TextIO:
    return sys.stdout if args.json else sys.stderr
