"""Take in mail that came back, stop all letters that nobody has to get, show the key that letters are signed with.

balss mail receive < MESSAGE     one message, from the mail server's pipe; --to ADDRESS says whom its envelope named
balss mail receive --maildir DIR all new messages of a maildir, which are then marked as seen
balss mail stop --reason WORDS   no bulk letter is written or leaves from now on; the reason is public
balss mail go                    let them go again; nothing that happened meanwhile is lost
balss mail status                whether they are stopped, and what waits
balss mail dkim                  the DNS record with the public half of BALSS_DKIM_KEY
"""

import argparse
import hashlib
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:  # Django is not started yet when this file is read
    from balss.notices.services.returns import Returned

TRY_LATER = os.EX_TEMPFAIL  # mail servers keep the message and run the command again
CHUNK = 65_536


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    receive = commands.add_parser("receive", help="take in what came back")
    receive.add_argument("--to", metavar="ADDRESS", help="whom the envelope named (default: as the mail server tells)")
    receive.add_argument("--maildir", type=Path, metavar="DIR", help="take in its new messages instead")
    receive.set_defaults(command=_receive)

    stop = commands.add_parser("stop", help="stop all letters that nobody has to get")
    stop.add_argument("--reason", required=True, metavar="WORDS", help="why; everybody can read it in the ledger")
    stop.set_defaults(command=_stop)

    commands.add_parser("go", help="let them go again").set_defaults(command=_go)
    commands.add_parser("status", help="whether they are stopped, and what waits").set_defaults(command=_status)
    commands.add_parser("dkim", help="the DNS record of the signing key").set_defaults(command=_dkim)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from django.utils import timezone

    code: int = args.command(args, timezone.now())
    return code


def _receive(args: argparse.Namespace, now: datetime) -> int:
    from django.db import DatabaseError

    from balss.notices.services.returns import receive

    try:
        if args.maildir is None:
            told = args.to or os.environ.get("ORIGINAL_RECIPIENT") or os.environ.get("RECIPIENT", "")
            print(receive(_read(sys.stdin.buffer, told), now=now).outcome)
            return 0
        for path in sorted((args.maildir / "new").iterdir()):
            with path.open("rb") as file:
                print(f"{path.name}: {receive(_read(file), now=now).outcome}")
            path.rename(args.maildir / "cur" / f"{path.name}:2,S")
    except DatabaseError as error:
        return _fail(f"the database does not answer ({type(error).__name__}); run this again later", TRY_LATER)
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    return 0


def _read(file: IO[bytes], envelope_to: str = "") -> "Returned":
    """All of it passes through, a little is kept: a message of any size takes no more memory than a large one."""
    from balss.core.mail.reports import LARGEST
    from balss.notices.services.returns import Returned

    start, size, digest = bytearray(), 0, hashlib.sha256()
    while chunk := file.read(CHUNK):
        start += chunk[: LARGEST - len(start)]
        size += len(chunk)
        digest.update(chunk)
    return Returned(bytes(start), size, digest.hexdigest(), envelope_to)


def _stop(args: argparse.Namespace, now: datetime) -> int:
    from balss.notices.services.stopping import StoppedAlready, stop_bulk
    from balss.shared.permissions import SYSTEM

    if not args.reason.strip():
        return _fail("give the reason: everybody can read it")
    try:
        stop_bulk(reason=args.reason, by=SYSTEM, now=now)
    except StoppedAlready:
        return _fail("they are stopped already; `balss mail status` says since when and why")
    print("stopped: no bulk letter is written or leaves until `balss mail go`")
    return 0


def _go(args: argparse.Namespace, now: datetime) -> int:
    from balss.notices.services.stopping import NothingStopped, resume_bulk
    from balss.shared.permissions import SYSTEM

    try:
        stop = resume_bulk(by=SYSTEM, now=now)
    except NothingStopped:
        return _fail("nothing is stopped")
    print(f"they go again; stopped since {stop.stopped_at:%Y-%m-%d %H:%M} UTC: {stop.reason}")
    return 0


def _status(args: argparse.Namespace, now: datetime) -> int:
    from balss.notices.queries import outbox_figures
    from balss.notices.queries.bulk import bulk_stop, is_quiet

    stop, figures = bulk_stop(), outbox_figures(now)
    if stop:
        print(f"stopped since {stop.stopped_at:%Y-%m-%d %H:%M} UTC: {stop.reason}")
    else:
        print("bulk letters wait for the morning" if is_quiet(now) else "bulk letters go")
    print(f"waiting: {figures.waiting}, held for paused addresses: {figures.held}, failed: {figures.failed}")
    return 0


def _dkim(args: argparse.Namespace, now: datetime) -> int:
    from balss.core.mail.dkim import UnusableKey
    from balss.notices.services.letters import dkim_signer

    try:
        signer = dkim_signer()
    except UnusableKey:
        return _fail("BALSS_DKIM_KEY is not a private RSA or Ed25519 key in PEM")
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    if signer is None:
        return _fail("BALSS_DKIM_KEY is not set: letters are not signed")
    print(f'{signer.selector}._domainkey.{signer.domain}. IN TXT "{signer.record()}"')
    return 0


def _fail(message: str, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code
