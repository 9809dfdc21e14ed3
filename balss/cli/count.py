"""Count a participatory budget from its published ballots, with the rule that its file declares or another.

FILE is an election in Pabulib's format (.pb). The count is exact: no number is rounded on the way. Rules and tie
orders in words, and how counts agree with those of others: docs/counting.md.

  balss count election.pb
  balss count election.pb --rule equal-shares-add1 --completion greedy --trace
  balss count election.pb --json

A file that cannot be read is explained on standard error with its line, and so is a rule that does not fit the ballots;
the exit code is 1.

rules:
  greedy             the most votes or points first; what costs more than is left is passed over
  greedy-no-skip     the same, but the first that costs more than is left ends the count
  greedy-threshold   greedy among projects with at least so many votes or points
  greedy-welfare     the most satisfaction per euro first
  equal-shares       every voter has the same share of the money, and supporters buy projects together
  equal-shares-add1  the same with shares raised by one unit until the winners would cost more than there is

fields of --json, amounts as exact text (2372571.24, 100000/71):
  file, rule, parameters   what was counted, and with which settings
  voters, projects, budget
  selected                 ids of the winners in the order of selection
  total_cost
  share, raises            what each voter had in the count that holds, and by how many units it was raised, or null
  ties                     [{projects, first, decides, times}]: equal projects, which was put first by the tie order,
                           whether another one first would give other winners, in how many counts it was met
  comparison               null, or {prefer_shares, prefer_greedy, indifferent, greedy_taken}, voters
  remarks                  what does not fit together in the file
  rounds                   with --trace: [{stage, project, verdict, measure, left, cost, payment}], where payment is
                           null or {price, paid_in_full, gave_last, last_money}
  losers                   with --why: [{project, more_voters, cheaper, verdict, supporters_have}]: so many more voters
                           for it alone, or so much cheaper, and it would have won; null where no such change would do
  ballot                   with --ballot: {won, lost, share, contributions, left}, where contributions are
                           [{project, paid, gave_last}]; share and left are null unless Equal Shares decided
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from balss.cli._count_output import outcome_text
from balss.cli._count_why import own_fields, why_text
from balss.core.count.amounts import NotAnAmount, read_amount
from balss.core.count.counting import count
from balss.core.count.declared import declared_rule, usual_rule
from balss.core.count.election import Election, NotCountable
from balss.core.count.near_misses import near_misses
from balss.core.count.own_ballot import ballot_of, own_ballot
from balss.core.count.pabulib import read_pabulib
from balss.core.count.rules import Completion, Rule, RuleName, Start, Until, Utility
from balss.core.count.ties import TieOrder
from balss.core.count.trace import loser_fields, outcome_fields


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="an election in Pabulib's format")
    parser.add_argument(
        "--rule", choices=list(RuleName), metavar="RULE", help="one of the rules below; else the file's own"
    )
    parser.add_argument("--utility", choices=list(Utility), help="what a winning project counts for to who chose it")
    parser.add_argument(
        "--completion", choices=list(Completion), help="what is done with money that Equal Shares leaves"
    )
    parser.add_argument("--tie-order", metavar="WORDS", help="who goes first among equals, such as cost,votes,id")
    parser.add_argument("--threshold", metavar="N", help="the fewest votes or points with which a project can win")
    parser.add_argument(
        "--most-winners", metavar="N", type=_at_least_one, help="how many can win, in each part with own money"
    )
    parser.add_argument(
        "--comparison", action="store_true", help="take what greedy chooses where more voters prefer it"
    )
    parser.add_argument("--start", choices=list(Start), help="first share that is raised: in whole units, or exact")
    parser.add_argument(
        "--until", choices=list(Until), help="raise shares until winners cost too much, or nothing fits"
    )
    parser.add_argument(
        "--one-choice", action="store_true", help="count Equal Shares although ballots choose one project"
    )
    parser.add_argument("--trace", action="store_true", help="tell every round")
    parser.add_argument(
        "--why", action="store_true", help="tell for each loser the smallest change that would have won it"
    )
    parser.add_argument("--ballot", metavar="IDS", help="tell where the share of a ballot went, such as 5,7")
    parser.add_argument("--points", metavar="POINTS", default="", help="the points of that ballot, such as 2,1")
    parser.add_argument("--json", action="store_true", help="print JSON with the fields below")


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return int(text)


def run(args: argparse.Namespace) -> int:
    try:
        election = read_pabulib(args.file.read_bytes())
        outcome = count(election, chosen_rule(args, election))
        misses = near_misses(outcome) if args.why else None
        own = None if args.ballot is None else own_ballot(outcome, ballot_of(election, args.ballot, args.points))
    except OSError as error:
        print(f"balss count: {args.file}: {error.strerror}", file=sys.stderr)
        return 1
    except (NotCountable, NotAnAmount) as error:
        print(f"balss count: {args.file}: {error}", file=sys.stderr)
        return 1
    if args.json:
        fields = {"file": args.file.name} | outcome_fields(outcome, with_rounds=args.trace)
        fields |= {} if misses is None else {"losers": loser_fields(misses, outcome)}
        fields |= {} if own is None else {"ballot": own_fields(own, outcome)}
        print(json.dumps(fields, ensure_ascii=False, indent=2))
    else:
        print(outcome_text(outcome, with_rounds=args.trace))
        print(why_text(outcome, misses, own), end="")
    return 0


def chosen_rule(args: argparse.Namespace, election: Election) -> Rule:
    """The rule asked for, or the file's own, with the settings asked for. Raises NotCountable or NotAnAmount."""
    rule = usual_rule(RuleName(args.rule), election) if args.rule else declared_rule(election)
    asked = {
        "utility": args.utility and Utility(args.utility),
        "completion": args.completion and Completion(args.completion),
        "tie_order": args.tie_order and TieOrder.parse(args.tie_order),
        "threshold": args.threshold and read_amount(args.threshold),
        "most_winners": args.most_winners,
        "comparison": args.comparison,
        "start": args.start and Start(args.start),
        "until": args.until and Until(args.until),
        "one_choice": args.one_choice,
    }
    return replace(rule, **{name: value for name, value in asked.items() if value})
