"""Counts an election by a rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from balss.core.count.amounts import Amount, simplest
from balss.core.count.comparison import compare
from balss.core.count.election import Election
from balss.core.count.equal_shares import Round, Shares
from balss.core.count.greedy import by_votes, by_welfare, greedy_steps, greedy_ties
from balss.core.count.outcome import Outcome, Purchase, Stage, Step, Tie, Verdict
from balss.core.count.raised_shares import Raised, exact_share, note_ties, raise_shares
from balss.core.count.rules import Completion, Rule, RuleName
from balss.core.count.supported import Supported, supported_projects


def count(election: Election, rule: Rule) -> Outcome:
    """The winners, in the order of selection, with the steps and ties that led to them. Raises what `Rule.check`
    raises."""
    rule.check(election)
    ranks = rule.ties_by.ranks(election)
    outcome = counted(election, rule, ranks)
    return replace(outcome, ties=tuple(_weighed(tie, outcome, ranks) for tie in outcome.ties))


def counted(election: Election, rule: Rule, ranks: Sequence[int]) -> Outcome:
    """As `count`, with the ranks of a tie order; checks nothing, and does not ask whether ties decide."""
    if not rule.name.shares_money:
        return _greedy(election, rule, ranks)
    shares = shares_of(election, rule, ranks)
    return finished(election, rule, shares, bought(election, rule, shares))


def shares_of(election: Election, rule: Rule, ranks: Sequence[int]) -> Shares:
    projects, units = supported_projects(election, rule.utility)
    return Shares(projects, units, ranks, len(election.ballots))


def bought(election: Election, rule: Rule, shares: Shares) -> Raised:
    """What Equal Shares buys, before completion and comparison."""
    if rule.name is RuleName.EQUAL_SHARES_ADD1:
        return raise_shares(shares, election, rule)
    share = exact_share(election)
    found = Raised(shares.rounds(share), share)
    note_ties(found.ties, found.rounds)
    return found


def finished(election: Election, rule: Rule, shares: Shares, found: Raised) -> Outcome:
    """The outcome of Equal Shares, completed and compared as the rule says."""
    outcome = Outcome(
        election,
        rule,
        tuple(each.place for each in found.rounds),
        tuple(_steps(election, found.rounds)),
        _ties(found.ties),
        share=simplest(found.share),
        raises=found.raises,
    )
    if rule.completion is not Completion.NONE:
        outcome = _completed(outcome, shares.ranks)
    return _compared(outcome, shares.ranks, shares.projects) if rule.comparison else outcome


def _greedy(election: Election, rule: Rule, ranks: Sequence[int]) -> Outcome:
    welfare = rule.name is RuleName.GREEDY_WELFARE
    steps = greedy_steps(
        election,
        by_welfare(election, rule.utility) if welfare else by_votes(election),
        ranks,
        threshold=rule.threshold,
        most_winners=rule.most_winners,
        skip=rule.name is not RuleName.GREEDY_NO_SKIP,
    )
    return Outcome(election, rule, _selected(steps), steps, greedy_ties(steps))


def _steps(election: Election, rounds: Sequence[Round]) -> list[Step]:
    left: Amount = election.budget
    steps = []
    for each in rounds:
        purchase = Purchase(simplest(each.price), each.paid_in_full, each.gave_last, simplest(each.last_money))
        steps.append(Step(Stage.SHARES, each.place, Verdict.SELECTED, simplest(each.rate), left, purchase))
        left -= election.projects[each.place].cost
    return steps


def _ties(met: Counter[tuple[tuple[int, ...], int]]) -> tuple[Tie, ...]:
    return tuple(Tie(projects, first, times=times) for (projects, first), times in met.items())


def _completed(outcome: Outcome, ranks: Sequence[int]) -> Outcome:
    """What Equal Shares left is spent greedily."""
    election, rule = outcome.election, outcome.rule
    welfare = rule.completion is Completion.GREEDY_WELFARE
    measure = by_welfare(election, rule.utility) if welfare else by_votes(election)
    steps = greedy_steps(
        election, measure, ranks, stage=Stage.COMPLETION, taken=outcome.selected, threshold=rule.threshold
    )
    return replace(
        outcome,
        selected=outcome.selected + _selected(steps),
        steps=outcome.steps + steps,
        ties=outcome.ties + greedy_ties(steps),
    )


def _compared(outcome: Outcome, ranks: Sequence[int], projects: Sequence[Supported]) -> Outcome:
    """Where more voters find more of what they chose among the winners of greedy, those are taken instead."""
    election, rule = outcome.election, outcome.rule
    other = _greedy(election, replace(rule, name=RuleName.GREEDY), ranks)
    comparison = compare(election, projects, set(outcome.selected), set(other.selected))
    if not comparison.greedy_taken:
        return replace(outcome, comparison=comparison)
    return replace(
        outcome,
        selected=other.selected,
        steps=outcome.steps + other.steps,
        ties=outcome.ties + other.ties,
        comparison=comparison,
    )


def _selected(steps: Sequence[Step]) -> tuple[int, ...]:
    return tuple(step.project for step in steps if step.verdict is Verdict.SELECTED)


def _weighed(tie: Tie, outcome: Outcome, ranks: Sequence[int]) -> Tie:
    """The tie with whether another of its projects, put before all others, would give other winners."""
    winners = set(outcome.selected)
    for other in tie.projects:
        if other != tie.first:
            favouring = [-1 if place == other else rank for place, rank in enumerate(ranks)]
            if set(counted(outcome.election, outcome.rule, favouring).selected) != winners:
                return replace(tie, decides=True)
    return tie
