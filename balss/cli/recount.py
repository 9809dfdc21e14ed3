"""Count the figures on pages again from the rows behind them, and name those that differ.

It sees one moment of the database; on SQLite writers wait until it is done. Exit code 1: something differs.
With --json: [{"recount", "where", "figure", "says", "counted"}, …].
"""

import argparse
import dataclasses
import json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from django.db import connection, transaction

    from balss.shared.recounts import recounts

    found = []
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for recount in recounts:
            differences = list(recount.differences())
            found += [{"recount": recount.name, **dataclasses.asdict(each)} for each in differences]
            if not args.json:
                print(f"{recount.name}: {'as counted' if not differences else f'{len(differences)} differ'}")
    if args.json:
        print(json.dumps(found, ensure_ascii=False, default=str))
    else:
        for each in found:
            print(f"  {each['where']}: {each['figure']} says {each['says']}, counted {each['counted']}")
    return 1 if found else 0
