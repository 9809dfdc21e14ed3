"""Load the demonstration: invented people, and what they have reported, asked and assessed up to today.

It is loaded once, into an installation where nobody has reported anything; loading it again changes nothing.
--scale N loads data for measuring instead: N times 100 bodies, 1,000 reports with up to 2,000 values, and 100
assessments, with their ledger entries; the same data for the same day. Both are refused in production.
"""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", type=int, metavar="N", help="load data for measuring: N times 1,000 reports")


def run(args: argparse.Namespace) -> int:
    if args.scale is not None and args.scale < 1:
        return _refuse("--scale needs a whole number from 1.")
    from balss.cli.messages import compile_catalogues

    compile_catalogues()  # first: Django reads the catalogues when it starts
    from balss.cli import start_django

    start_django()
    from django.conf import settings
    from django.utils import timezone

    from balss.cli.demo.loading import beginning, load, load_scale
    from balss.cli.demo.people import sign_ins
    from balss.cli.demo.scale import AlreadyScaled
    from balss.cli.prepare import prepare

    if settings.PRODUCTION:
        return _refuse("BALSS_ENV is production: a demonstration cannot exist here.")
    now = timezone.now()
    prepare(begins_at=beginning(now=now))
    try:
        done = load_scale(args.scale, now=now) if args.scale else load(now=now)
    except AlreadyScaled:
        return _refuse("Data for measuring is there already. For another size begin with an empty database.")
    print(done or "The demonstration is there already.")
    if not args.scale:
        print("\n".join(sign_ins()))
    return 0


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
