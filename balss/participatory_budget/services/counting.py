"""Counting: once, by the round's own rule, after the box was sealed. Before that nobody is told anything, we included.

Everything is calculated first and written at once. Of two workers at once the second finds the count made. The file
that is published is counted once more as everybody will count it, and has to give the same winners.
"""

import random
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balss.box.queries import NotSealed, ballots_in, box_of
from balss.core.count import Election as Counted
from balss.core.count import Outcome, count, declared_rule, read_pabulib
from balss.core.count.near_misses import near_misses
from balss.core.count.secrecy import FEWEST_SHOWN, may_be_shown, unique_ballots
from balss.core.count.trace import loser_fields, outcome_fields
from balss.core.count.writing import write_pabulib
from balss.participatory_budget.models import AreaCount, BallotFile, Call, Count
from balss.participatory_budget.queries.contests import (
    Contest,
    ballots_by_contest,
    contests_of,
    counted_election,
    described,
    rule_of,
)
from balss.participatory_budget.queries.elections import Election, election_of
from balss.shared.one_by_one import one_by_one
from balss.shared.permissions import Actor, require
from balss.voting.models import Election as VotingElection
from balss.voting.queries import balance_of, listed_voters
from balss.voting.queries.paper import batch_totals


class FileDisagrees(Exception):
    """The file to be published gives other winners than the count: one of the two is wrong, and neither is kept."""

    def __init__(self, call: str, contest: str) -> None:
        super().__init__(f"{call}, {contest}: the file gives other winners")


def count_sealed(*, by: Actor, now: datetime) -> None:
    """Count every round whose box was sealed and that has no count. Repeatable. Raises NotAllowed; what is wrong with
    one round does not keep the others waiting, and is raised at the end."""
    require(by, "participatory_budget.count", None, now)
    sealed = VotingElection.objects.filter(sealed_date__isnull=False).values("pk")
    waiting = Call.objects.filter(election_id__in=sealed, state=Call.State.PUBLISHED, count=None)
    waiting = waiting.filter(results_announced_at=None).order_by("voting_closes_at", "pk")
    one_by_one(waiting, lambda call: count_call(call, now=now), failed="rounds that could not be counted")


def count_call(call: Call, *, now: datetime) -> Count:
    """Count a round and keep what was found. Raises box.queries.NotSealed, FileDisagrees; core.count.NotCountable."""
    election, box = election_of(call.election_id), box_of(call.election_id)
    voting = VotingElection.objects.filter(pk=call.election_id).first()
    if election is None or voting is None or box is None or voting.sealed_date is None:
        raise NotSealed
    unit = call.institution.name_on(timezone.localdate(now)).lv
    contests = contests_of(election)
    cast = ballots_by_contest(contests, ballots_in(box))
    counted = [(each, counted_election(election, each, cast[each.number])) for each in contests]
    made = [_counted(call, election, contest, of_contest, unit) for contest, of_contest in counted]
    batches: list[dict[str, Any]] = [asdict(each) for each in batch_totals(voting)]
    kept = Count(
        call=call, counted_at=now, voters=sum(each.voters for _, each in counted), may_vote=listed_voters(voting),
        days=[asdict(each) | {"day": each.day.isoformat()} for each in balance_of(voting)], batches=batches,
        head=box.head,
    )  # fmt: skip
    return _keep(kept, made)


@transaction.atomic
def _keep(kept: Count, made: list[tuple[AreaCount, str]]) -> Count:
    Call.objects.select_for_update(no_key=True).get(pk=kept.call_id)
    if known := Count.objects.filter(call=kept.call_id).first():
        return known
    kept.save(force_insert=True)
    for area, text in made:
        area.count = kept
        area.save()
        if area.shows_ballots:
            BallotFile.objects.create(counted=area, text=text)
    return kept


def _counted(call: Call, election: Election, contest: Contest, of_contest: Counted, unit: str) -> tuple[AreaCount, str]:
    """The count of a contest, and its file."""
    outcome = count(of_contest, rule_of(election)) if of_contest.voters else _nothing(of_contest, election)
    text = write_pabulib(
        of_contest, outcome.rule, described(election, contest, unit=unit), selected=outcome.selected,
        shuffle=random.SystemRandom().shuffle,
    )  # fmt: skip
    if of_contest.voters and list(_winners_again(text)) != [each.id for each in outcome.winners]:
        raise FileDisagrees(call.slug, contest.name)
    misses = near_misses(outcome) if of_contest.voters else ()
    trace = outcome_fields(outcome, with_rounds=True) | {
        "votes": {each.id: int(of_contest.scores[place]) for place, each in enumerate(of_contest.projects)},
        "chosen_by": {each.id: of_contest.votes[place] for place, each in enumerate(of_contest.projects)},
        "losers": loser_fields(misses, outcome),
    }
    unique, voters = unique_ballots(of_contest), of_contest.voters
    shows = may_be_shown(voters=voters, unique=unique, most_unique_percent=election.most_unique_percent)
    if contest.number == 0:
        shows = shows and min(_voters_by_area(contest, of_contest).values()) >= FEWEST_SHOWN
    area = call.areas.get(number=contest.number) if contest.number else None
    row = AreaCount(area=area, number=contest.number, voters=voters, unique=unique, shows_ballots=shows, trace=trace)
    return row, text


def _nothing(of_contest: Counted, election: Election) -> Outcome:
    """Where nobody voted nothing is chosen, though a greedy rule would let every project have its turn."""
    return Outcome(of_contest, rule_of(election), (), ())


def _winners_again(text: str) -> Iterator[str]:
    again = read_pabulib(text.encode())
    return (each.id for each in count(again, declared_rule(again)).winners)


def _voters_by_area(contest: Contest, of_contest: Counted) -> dict[int, int]:
    voters = dict.fromkeys(contest.areas, 0)
    for ballot in of_contest.ballots:
        voters[contest.projects[ballot.choices[0]].area] += ballot.times
    return voters
