"""Check the receipt of a vote, or a whole ballot box, without asking anybody; make the key of the boxes.

balss vote check RECEIPT --election ELECTION            what the receipt proves by itself
balss vote check RECEIPT --election ELECTION --box BOX  and whether its ballot lies in the published box
balss vote verify BOX --election ELECTION               every ballot of the box: signed, with a right, under the head
balss vote key --new FILE                               make the key that signs the heads of ballot boxes

ELECTION is what was published before voting opened (velesanas.json on its page), BOX what was published after the
closing (urna.json); keep both from the day they were published, so that nobody can change them afterwards. Exit code 0
when everything is proven, 1 when not, or when a file cannot be read.
"""

import argparse
import sys
from pathlib import Path

from balss.core.chain.canonical import read_json
from balss.core.chain.note import MalformedNote
from balss.core.chain.receipt import MalformedReceipt
from balss.core.vote.paper import NotAPaper
from balss.core.vote.published import Found, read_published_box
from balss.core.vote.receipt import PublishedElection, Step, check_ballot_receipt, election_from, read_ballot_receipt
from balss.core.vote.right import NotAnIssuer

STEPS = {
    Step.CHOICE: "the choice fits the ballot paper",
    Step.BALLOT: "the ballot was signed with the voter's key",
    Step.RIGHT: "the key has a right to vote in this election",
    Step.HEAD: "the box signed the head",
    Step.INCLUSION: "the ballot lies in the box under that head",
}
FOUND = {
    Found.THERE: "the ballot lies in the published box",
    Found.REPLACED: "the voter's own later ballot lies in its place",
    Found.OTHER: "something else lies in its place; if you changed your vote, check the later receipt",
    Found.MISSING: "the ballot is NOT in the published box: keep the receipt, it proves that it was taken",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="check a receipt")
    check.add_argument("file", type=Path, metavar="RECEIPT")
    check.add_argument("--election", type=Path, required=True, metavar="ELECTION", help="velesanas.json")
    check.add_argument("--box", type=Path, metavar="BOX", help="urna.json")
    check.set_defaults(command=_check)
    verify = commands.add_parser("verify", help="check a whole published box")
    verify.add_argument("file", type=Path, metavar="BOX")
    verify.add_argument("--election", type=Path, required=True, metavar="ELECTION", help="velesanas.json")
    verify.set_defaults(command=_verify)
    key = commands.add_parser("key", help="make the key that signs the heads of ballot boxes")
    key.add_argument("--new", type=Path, required=True, metavar="FILE")
    key.set_defaults(command=_key)


def run(args: argparse.Namespace) -> int:
    try:
        code: int = args.command(args)
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    except (MalformedReceipt, MalformedNote, NotAPaper, NotAnIssuer, ValueError) as error:
        return _fail(str(error))
    return code


def _check(args: argparse.Namespace) -> int:
    election = _election(args.election)
    receipt = read_ballot_receipt(args.file.read_text(encoding="utf-8"))
    results = check_ballot_receipt(receipt, election=election)
    for step, proven in results.items():
        print(f"{'proven' if proven else 'FAILED':<8}{STEPS[step]}")
    good = all(results.values())
    if args.box:
        box = read_published_box(args.box.read_text(encoding="utf-8"))
        faults, found = box.faults(election), box.find(receipt)
        for fault in faults:
            print(f"FAILED  the published box: {fault}")
        print(f"{'proven' if found in (Found.THERE, Found.REPLACED) else 'FAILED':<8}{FOUND[found]}")
        good = good and not faults and found in (Found.THERE, Found.REPLACED)
    titles = {project.id: project.title for project in election.paper.projects}
    print(f"\nIt is a vote for: {'; '.join(titles.get(id_, id_) for id_ in receipt.ballot.choices)}")
    if receipt.way == "service":
        print("The right was made by the service, which promises to have forgotten it: see the threat model.")
    return 0 if good else 1


def _verify(args: argparse.Namespace) -> int:
    box = read_published_box(args.file.read_text(encoding="utf-8"))
    faults = box.faults(_election(args.election))
    for fault in faults:
        print(f"FAILED  {fault}")
    if not faults:
        shown = sum(each.ballot is not None for each in box.ballots)
        print(f"proven  {len(box.ballots)} ballots under the signed head, {shown} of them published and checked")
    return 1 if faults else 0


def _key(args: argparse.Namespace) -> int:
    if args.new.exists():
        return _fail(f"{args.new} exists; a key is not overwritten")
    from balss.cli import start_django

    start_django()
    from balss.ledger.services.keys import write_new_key

    write_new_key(args.new)
    print(f"made; now point BALSS_BOX_KEY at {args.new} and start the server anew", file=sys.stderr)
    return 0


def _election(path: Path) -> PublishedElection:
    return election_from(read_json(path.read_text(encoding="utf-8")))


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
