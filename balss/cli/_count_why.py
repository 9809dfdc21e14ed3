"""What `balss count --why` and `--ballot` print: how near losers came, and where the share of a ballot went."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from balss.cli._count_output import LINE_WIDTH, VERDICTS, shown
from balss.core.count.amounts import written
from balss.core.count.near_misses import NearMiss
from balss.core.count.outcome import Outcome
from balss.core.count.own_ballot import OwnBallot


def own_fields(own: OwnBallot, outcome: Outcome) -> dict[str, Any]:
    ids = [project.id for project in outcome.election.projects]
    return {
        "won": [ids[place] for place in own.won],
        "lost": [ids[place] for place in own.lost],
        "share": None if own.share is None else written(own.share),
        "contributions": [
            {"project": ids[each.project], "paid": written(each.paid), "gave_last": each.gave_last}
            for each in own.contributions
        ],
        "left": None if own.left is None else written(own.left),
    }


def why_text(outcome: Outcome, misses: Sequence[NearMiss] | None, own: OwnBallot | None) -> str:
    money = outcome.election.meta.get("currency", "").upper()
    lines: list[str] = []
    if misses:
        lines += ["", "Not selected", *(_wrapped(_miss_words(miss, outcome, money)) for miss in misses)]
    if own is not None:
        lines += ["", "This ballot", *(_wrapped(words) for words in _ballot_words(own, outcome, money))]
    return "".join(f"{line}\n" for line in lines)


def _miss_words(miss: NearMiss, outcome: Outcome, money: str) -> str:
    project = outcome.election.projects[miss.project]
    changes = []
    if miss.more_voters is not None:
        changes.append(f"{miss.more_voters:,} more {'voter' if miss.more_voters == 1 else 'voters'} for it alone")
    if miss.cheaper is not None:
        changes.append(f"a cost lower by {miss.cheaper:,} {money}".rstrip())
    would = f"{' or '.join(changes)} would have won it" if changes else "neither votes nor price would have won it"
    if miss.verdict:
        why = f"; {VERDICTS[miss.verdict]}"
    else:
        have = shown(miss.supporters_have or 0)
        why = f"; those who chose it had {have} {money}".rstrip() + " left together"
    return f"{project.id}: costs {shown(project.cost)}{why}; {would}"


def _ballot_words(own: OwnBallot, outcome: Outcome, money: str) -> Iterator[str]:
    ids = [project.id for project in outcome.election.projects]
    paid = {each.project: each for each in own.contributions}
    for place in own.won:
        if place in paid:
            last = ", all that was left" if paid[place].gave_last else ""
            yield f"{ids[place]}: selected; this voter paid {shown(paid[place].paid)} {money}".rstrip() + last
        else:
            yield f"{ids[place]}: selected"
    for place in own.lost:
        yield f"{ids[place]}: not selected"
    if own.share is not None and own.left is not None:
        yield f"of a share of {shown(own.share)}, {shown(own.left)} {money}".rstrip() + " is left"


def _wrapped(words: str) -> str:
    return textwrap.fill(words, LINE_WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
