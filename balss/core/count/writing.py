"""Writes an election in Pabulib's format, as `pabulib` reads it and its own checker accepts it.

Whoever counts the file again gets the same winners: the rule with all its settings stands in the comment
(`own_settings`). Of voters nothing is written but what they chose: their numbers are drawn by lot, and the order of the
ballots with them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from balss.core.count.amounts import Amount, written
from balss.core.count.caps import LISTS
from balss.core.count.declared import exact_settings, official_name
from balss.core.count.election import Ballot, BallotType, Election
from balss.core.count.own_settings import settings_comment
from balss.core.count.rules import Rule
from balss.core.tabular import semicolon_text

Shuffle = Callable[[list[Ballot]], None]
Row = list[str]


@dataclass(frozen=True)
class Described:
    """What META says besides what is counted. `limits` by its names, such as max_length."""

    description: str
    country: str
    unit: str
    instance: str
    date_begin: date
    date_end: date
    subunit: str = ""
    language: str = ""
    currency: str = ""
    limits: Mapping[str, Amount] = field(default_factory=dict)


def write_pabulib(
    election: Election, rule: Rule, described: Described, *, selected: Collection[int], shuffle: Shuffle
) -> str:
    """`selected`: the winners, as places in the list. `shuffle` puts ballots into an order drawn by lot."""
    meta = [["META"], ["key", "value"], *_meta(election, rule, described)]
    projects = [["PROJECTS"], *_projects(election, rule, set(selected))]
    return semicolon_text([*meta, *projects, ["VOTES"], *_votes(election, shuffle)])


def _meta(election: Election, rule: Rule, described: Described) -> Iterator[Row]:
    """In the order of Pabulib's own list of entries; those without a value are left out."""
    columns = [column for column in LISTS if any(cap.column == column for cap in election.caps)]
    settings = exact_settings(rule) | ({"caps": ",".join(columns)} if columns else {})
    threshold = None if rule.threshold is None else written(rule.threshold)
    limits = {name: written(amount) for name, amount in described.limits.items()}
    is_funded = election.cost_of(tuple(range(len(election.projects)))) <= election.budget
    entries = {
        "description": described.description,
        "country": described.country,
        "unit": described.unit,
        "subunit": described.subunit,
        "instance": described.instance,
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": written(election.budget),
        "vote_type": election.ballot_type.value,
        "rule": official_name(rule, election),
        "date_begin": described.date_begin.strftime("%d.%m.%Y"),
        "date_end": described.date_end.strftime("%d.%m.%Y"),
        **{name: limits.get(name) for name in ("max_length", "max_sum_cost", "max_points", "max_sum_points")},
        "min_project_score_threshold": threshold,
        **{LISTS[column]: _joined(election, column, "name") for column in reversed(columns)},
        "language": described.language,
        "currency": described.currency,
        "fully_funded": "1" if is_funded else None,
        "comment": settings_comment(settings),
        **{f"budget_per_{column}": _joined(election, column, "most") for column in columns},
    }
    for name, value in entries.items():
        if value:
            yield [name, " ".join(value.split())]


def _joined(election: Election, column: str, what: str) -> str:
    caps = [cap for cap in election.caps if cap.column == column]
    return ",".join(cap.name if what == "name" else written(cap.most) for cap in caps)


def _projects(election: Election, rule: Rule, selected: Collection[int]) -> Iterator[Row]:
    scored = election.ballot_type.has_points or election.ballot_type is BallotType.ORDINAL
    columns = [column for column in LISTS if any(cap.column == column for cap in election.caps)]
    first, last = [name for name in columns if name == "category"], [name for name in columns if name != "category"]
    yield ["project_id", "cost", "votes", *(["score"] if scored else []), "name", *first, "selected", *last]
    for place in _order(election, rule):
        project = election.projects[place]
        score = [written(election.scores[place])] if scored else []
        label = {cap.column: cap.name for cap in election.caps if place in cap.places}
        yield [
            project.id, written(project.cost), str(election.votes[place]), *score, " ".join(project.name.split()),
            *(label.get(name, "") for name in first), "1" if place in selected else "0",
            *(label.get(name, "") for name in last),
        ]  # fmt: skip


def _order(election: Election, rule: Rule) -> list[int]:
    """Of greedy rules the most votes first, equal ones in tie order, as programs take them that know no other tie
    order than the file's. Equal Shares meets ties between projects of any votes: there the list stays as it is."""
    if rule.name.shares_money:
        return list(range(len(election.projects)))
    ranks = rule.ties_by.ranks(election)
    return sorted(range(len(election.projects)), key=lambda place: (-election.scores[place], ranks[place]))


def _votes(election: Election, shuffle: Shuffle) -> Iterator[Row]:
    """Points stand from the most to the fewest."""
    has_points, ids = election.ballot_type.has_points, [project.id for project in election.projects]
    single = [ballot for ballot in election.ballots for _ in range(ballot.times)]
    shuffle(single)
    yield ["voter_id", "vote", *(["points"] if has_points else [])]
    for number, ballot in enumerate(single, start=1):
        given = sorted(zip(ballot.choices, ballot.points, strict=True), key=lambda each: -each[1]) if has_points else []
        choices = [place for place, _ in given] if has_points else ballot.choices
        points = [",".join(written(amount) for _, amount in given)] if has_points else []
        yield [str(number), ",".join(ids[place] for place in choices), *points]
