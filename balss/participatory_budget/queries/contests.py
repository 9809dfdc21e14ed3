"""What is counted at once, and how ballots out of the box become an election of `core.count`.

An area is counted alone, from the ballots that chose in it. Where a category with a cap has projects in several areas,
the cap spans them: then the whole round is counted at once, and each area's money is a cap too. Money is euros, as
files have it: Equal Shares raises shares by one euro.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from balss.core.calendar.riga import day_before, day_in_riga
from balss.core.count import Ballot, BallotType, Project, Rule, RuleName
from balss.core.count import Election as Counted
from balss.core.count.amounts import Amount, simplest
from balss.core.count.caps import Cap
from balss.core.count.rules import Completion, Utility
from balss.core.count.ties import TieOrder
from balss.core.count.writing import Described
from balss.core.vote.ballot import Ballot as CastBallot
from balss.participatory_budget.models import BallotForm
from balss.participatory_budget.queries.elections import BallotCategory, BallotProject, Election
from balss.participatory_budget.queries.papers import TYPES

Content = tuple[tuple[int, ...], tuple[int, ...]]  # of a ballot: places in the list of projects, and their points


@dataclass(frozen=True)
class Contest:
    """`areas` are numbers; `number` is that of the one area, or 0 for all of them at once."""

    number: int
    name: str
    areas: tuple[int, ...]
    projects: tuple[BallotProject, ...]


def contests_of(election: Election) -> list[Contest]:
    """Areas without projects have nothing to count."""
    by_area = defaultdict(list)
    for project in election.projects:
        by_area[project.area].append(project)
    areas = [area for area in election.areas if by_area[area.number]]
    if any(_spans_areas(category, election) for category in election.categories if category.most_cents is not None):
        projects = tuple(project for area in areas for project in by_area[area.number])
        return [Contest(0, election.title, tuple(area.number for area in areas), projects)]
    return [Contest(area.number, area.name, (area.number,), tuple(by_area[area.number])) for area in areas]


def rule_of(election: Election) -> Rule:
    """A project that nobody chose wins by no rule: by votes, one is the fewest where the round asks for no more."""
    name, threshold = RuleName(election.rule), election.threshold
    by_votes = not name.shares_money or election.comparison or election.completion != Completion.NONE
    if by_votes and not threshold:
        name, threshold = RuleName.GREEDY_THRESHOLD if name is RuleName.GREEDY else name, 1
    return Rule(
        name,
        utility=Utility(election.utility),
        completion=Completion(election.completion),
        comparison=election.comparison,
        threshold=threshold,
        most_winners=election.most_winners,
        tie_order=TieOrder.parse(election.tie_order),
    )


def ballots_by_contest(contests: Sequence[Contest], ballots: Iterable[CastBallot]) -> Mapping[int, "Counter[Content]"]:
    """By the number of the contest, how many voters cast each content."""
    contest_of = {project.id: contest for contest in contests for project in contest.projects}
    places = {project.id: place for contest in contests for place, project in enumerate(contest.projects)}
    found: Mapping[int, Counter[Content]] = {each.number: Counter() for each in contests}
    for ballot in ballots:
        chosen = tuple(places[id_] for id_ in ballot.choices)
        found[contest_of[ballot.choices[0]].number][chosen, ballot.points] += 1
    return found


def counted_election(
    election: Election,
    contest: Contest,
    cast: "Counter[Content] | None" = None,
) -> Counted:
    """The contest as the count takes it; without `cast`, its projects alone."""
    money = {area.number: area.money_cents for area in election.areas}
    return Counted(
        budget=euros(sum(money[number] for number in contest.areas)),
        ballot_type=TYPES[BallotForm(election.form)],
        projects=tuple(Project(each.id, euros(each.cost_cents), each.title) for each in contest.projects),
        ballots=tuple(Ballot(*content, times) for content, times in sorted((cast or Counter()).items())),
        rule=election.rule,
        threshold=election.threshold,
        caps=_caps(election, contest),
        meta={name: str(amount) for name, amount in limits_of(election, contest).items()},
    )


def euros(cents: int) -> Amount:
    return simplest(Fraction(cents, 100))


def limits_of(election: Election, contest: Contest) -> dict[str, Amount]:
    """What a ballot may hold, by the names of Pabulib's META."""
    form, kind = BallotForm(election.form), TYPES[BallotForm(election.form)]
    if form == BallotForm.KNAPSACK:
        return {"max_sum_cost": euros(max(each.money_cents for each in election.areas if each.number in contest.areas))}
    if kind is BallotType.CUMULATIVE:
        return {"max_points": election.points or 0, "max_sum_points": election.points or 0}
    if form in (BallotForm.APPROVAL, BallotForm.RANKING) and election.most_choices:
        return {"max_length": min(election.most_choices, len(contest.projects))}
    return {}


def described(election: Election, contest: Contest, *, unit: str) -> Described:
    return Described(
        description=election.title,
        country="Latvia",
        unit=unit,
        subunit=contest.name if contest.number and len(election.areas) > 1 else "",
        instance=str(election.year),
        date_begin=day_in_riga(election.opens_at),
        date_end=day_before(election.closes_at),
        language=election.language,
        currency="EUR",
        limits=limits_of(election, contest),
    )


def _caps(election: Election, contest: Contest) -> tuple[Cap, ...]:
    def cap(column: str, number: int, name: str, cents: int) -> Cap:
        numbers = (each.category if column == "category" else each.area for each in contest.projects)
        places = frozenset(place for place, each in enumerate(numbers) if each == number)
        return Cap(column, f"{number} {' '.join(name.replace(',', ' ').split())}", euros(cents), places)

    there = {project.category for project in contest.projects}
    capped = [
        cap("category", each.number, each.name, each.most_cents)
        for each in election.categories
        if each.most_cents is not None and each.number in there
    ]
    areas = [each for each in election.areas if each.number in contest.areas] if contest.number == 0 else []
    return (*capped, *(cap("neighborhood", each.number, each.name, each.money_cents) for each in areas))


def _spans_areas(category: BallotCategory, election: Election) -> bool:
    return len({project.area for project in election.projects if project.category == category.number}) > 1
