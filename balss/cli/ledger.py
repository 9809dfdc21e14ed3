"""Check the public ledger, hand out its signed head, keep witnesses' signatures, change its key.

balss ledger verify              compute everything anew; name what was altered, removed or put in (exit code 1)
balss ledger verify --head FILE  also hold it against a signed head that somebody kept outside
balss ledger head                print the newest signed head, as witnesses read it (C2SP checkpoint)
balss ledger cosign FILE         keep the witnesses' signatures under a head
balss ledger key                 print the public key; --new FILE makes and announces the next one
balss ledger erase ENTRY --reason WORDS   erase what stands behind an entry; the reason is public
"""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Django is not started yet when this file is read
    from balss.ledger.queries.verification import Verification


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    verify = commands.add_parser("verify", help="compute the whole ledger anew and compare")
    verify.add_argument("--json", action="store_true", help="print what was found as JSON")
    verify.add_argument("--head", type=Path, metavar="FILE", help="a signed head kept outside; - for standard input")
    verify.add_argument("--key", metavar="VKEY", help="believe --head only if this public key signed it")
    verify.set_defaults(command=_verify)

    head = commands.add_parser("head", help="print the newest signed head")
    head.add_argument("--json", action="store_true", help="print it as JSON")
    head.set_defaults(command=_head)

    cosign = commands.add_parser("cosign", help="keep the witnesses' signatures under a head")
    cosign.add_argument("file", type=Path, metavar="FILE", help="the head with their signatures; - for standard input")
    cosign.set_defaults(command=_cosign)

    key = commands.add_parser("key", help="print the public key that checks the ledger's signatures")
    key.add_argument("--new", type=Path, metavar="FILE", help="make the next key in FILE and announce it")
    key.set_defaults(command=_key)

    erase = commands.add_parser("erase", help="erase what stands behind an entry, in the open and for good")
    erase.add_argument("entry", metavar="ENTRY", help="the entry's id, as its page shows it")
    erase.add_argument("--reason", required=True, metavar="WORDS", help="why; a new entry says it to everyone")
    erase.set_defaults(command=_erase)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from django.utils import timezone

    try:
        code: int = args.command(args, timezone.now())
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    except UnicodeDecodeError:
        return _fail("the file is not text in UTF-8")
    return code


def _verify(args: argparse.Namespace, now: datetime) -> int:
    from balss.ledger.queries.verification import verify

    outside_head = _read(args.head) if args.head else None
    verification = verify(now=now, outside_head=outside_head, outside_key=args.key)
    print(_as_json(verification) if args.json else _in_words(verification, compared=outside_head is not None))
    return 0 if verification.is_whole else 1


def _in_words(verification: "Verification", *, compared: bool) -> str:
    v = verification
    lines = [str(finding) for finding in v.findings]
    if lines:
        return "\n".join([*lines, f"NOT WHOLE: {len(lines)} finding(s) in {v.size} entries, {v.heads} signed heads"])
    outside = ", and with the head kept outside" if compared else ""
    return (
        f"whole: {v.size} entries ({v.erased} with erased content), {v.pending} waiting for their position;"
        f" every one agrees with the tree, with {v.heads} signed heads{outside}\nroot: {v.root}"
    )


def _as_json(verification: "Verification") -> str:
    from dataclasses import asdict

    return json.dumps({"whole": verification.is_whole, **asdict(verification)}, ensure_ascii=False, indent=2)


def _head(args: argparse.Namespace, now: datetime) -> int:
    from balss.ledger.queries import latest_head, signed_note
    from balss.ledger.queries.heads import heads_as_json

    head = latest_head()
    if head is None:
        return _fail("no head is signed yet: entries are signed by `balss worker` or `balss tick`")
    if args.json:
        print(json.dumps(heads_as_json([head])[0], ensure_ascii=False, indent=2))
    else:
        print(signed_note(head), end="")
    return 0


def _cosign(args: argparse.Namespace, now: datetime) -> int:
    from balss.core.chain.checkpoint import NotSigned
    from balss.core.chain.note import MalformedNote
    from balss.ledger.services import NoKnownWitness, NotOurHead, keep_cosignatures

    try:
        witnesses = keep_cosignatures(_read(args.file), now=now)
    except (MalformedNote, NotSigned, NotOurHead, NoKnownWitness) as error:
        return _fail(str(error))
    print(f"kept: {', '.join(witnesses)}" if witnesses else "nothing new: these signatures are kept already")
    return 0


def _key(args: argparse.Namespace, now: datetime) -> int:
    from balss.ledger.services import NoSigningKey, signing_key
    from balss.ledger.services.keys import announce_new_key

    try:
        if args.new is None:
            print(signing_key().verifier().vkey)
            return 0
        if args.new.exists():
            return _fail(f"{args.new} exists; a key is not overwritten")
        print(announce_new_key(args.new, now=now).vkey)
    except NoSigningKey as error:
        return _fail(str(error))
    print(f"announced; now point BALSS_LEDGER_KEY at {args.new} and start the worker anew", file=sys.stderr)
    return 0


def _erase(args: argparse.Namespace, now: datetime) -> int:
    from django.core.exceptions import ValidationError

    from balss.ledger.models import Entry
    from balss.ledger.services import NeededToCheckTheLedger, NothingToErase, erase_content
    from balss.shared.permissions import SYSTEM

    if not args.reason.strip():
        return _fail("give the reason: it is what everyone will read instead of the content")
    try:
        entry = Entry.objects.get(pk=args.entry)
        erasure = erase_content(entry=entry, by=SYSTEM, now=now, reason=args.reason.strip())
    except (Entry.DoesNotExist, ValidationError):
        return _fail(f"there is no entry {args.entry}")
    except NothingToErase:
        return _fail(f"the content of {args.entry} was erased before")
    except NeededToCheckTheLedger:
        return _fail("the content is a public key of the ledger: without it nobody could check what it signed")
    print(f"erased: {entry.pk} ({entry.action} {entry.subject_kind} {entry.subject_id}); said so in entry {erasure.pk}")
    return 0


def _read(path: Path) -> str:
    return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
