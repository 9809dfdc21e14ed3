"""What a count found, with each step that led there: facts to be put into words elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from balss.core.count.amounts import Amount
from balss.core.count.election import Election, Project
from balss.core.count.rules import Rule


class Verdict(StrEnum):
    """What became of a project when its turn came."""

    SELECTED = "selected"
    TOO_EXPENSIVE = "too-expensive"  # costs more than was left
    PLACES_TAKEN = "places-taken"  # as many as can win had won
    OVER_CAP = "over-cap"  # costs more than was left for its category
    BELOW_THRESHOLD = "below-threshold"
    NOT_REACHED = "not-reached"  # greedy-no-skip had stopped before


class Stage(StrEnum):
    """The part of a rule to which a step belongs."""

    GREEDY = "greedy"
    SHARES = "shares"
    COMPLETION = "completion"


@dataclass(frozen=True)
class Purchase:
    """How voters paid for a project together. `price`: what each of the `paid_in_full` paid, for a unit of utility
    where it differs between voters; `gave_last` had less, and gave all of it, `last_money` together."""

    price: Amount
    paid_in_full: int
    gave_last: int
    last_money: Amount


@dataclass(frozen=True)
class Step:
    """One project's turn. `measure` is what the order of turns came from: votes, points, or satisfaction per euro, for
    Equal Shares the money that a unit of utility cost. `left` is the money before the step."""

    stage: Stage
    project: int
    verdict: Verdict
    measure: Amount
    left: Amount
    purchase: Purchase | None = None


@dataclass(frozen=True)
class Tie:
    """Projects that the rule found equal, and which the tie order put first. `decides`: another of them put first would
    give other winners. `times`: in how many counts with a raised share it was met."""

    projects: tuple[int, ...]
    first: int
    decides: bool = False
    times: int = 1


@dataclass(frozen=True)
class Comparison:
    """How many voters find more of what they chose among the winners of Equal Shares, of greedy, or alike."""

    prefer_shares: int
    prefer_greedy: int
    indifferent: int

    @property
    def greedy_taken(self) -> bool:
        return self.prefer_greedy > self.prefer_shares


@dataclass(frozen=True)
class Outcome:
    """`selected` holds places in the list of projects, in the order of selection. `share`: what every voter had in the
    last count of Equal Shares; `raises`: by how many steps it had been raised."""

    election: Election
    rule: Rule
    selected: tuple[int, ...]
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()
    share: Amount | None = None
    raises: int = 0
    comparison: Comparison | None = None

    @property
    def total_cost(self) -> Amount:
        return self.election.cost_of(self.selected)

    @property
    def winners(self) -> tuple[Project, ...]:
        return tuple(self.election.projects[place] for place in self.selected)
