"""The rules by which projects can be chosen, their settings, and what a file's own words for them mean."""

from dataclasses import dataclass
from enum import StrEnum

from balss.core.count.amounts import Amount
from balss.core.count.election import BallotType, Election, NotCountable
from balss.core.count.ties import TieOrder


class RuleName(StrEnum):
    """See docs/counting.md for each in words."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    GREEDY_THRESHOLD = "greedy-threshold"
    GREEDY_WELFARE = "greedy-welfare"
    EQUAL_SHARES = "equal-shares"
    EQUAL_SHARES_ADD1 = "equal-shares-add1"

    @property
    def shares_money(self) -> bool:
        return self in (RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1)

    @property
    def heeds_most_winners(self) -> bool:
        return not self.shares_money

    @property
    def heeds_caps(self) -> bool:
        return self in (RuleName.GREEDY, RuleName.GREEDY_THRESHOLD)


class Utility(StrEnum):
    """What a winning project counts for to a voter who chose it: its cost, 1, the points given, or its place."""

    COST = "cost"
    CARDINALITY = "cardinality"
    POINTS = "points"
    BORDA = "borda"


class Completion(StrEnum):
    """What is done with the money that Equal Shares leaves: nothing, by votes, or by satisfaction per euro."""

    NONE = "none"
    GREEDY = "greedy"
    GREEDY_WELFARE = "greedy-welfare"


class Start(StrEnum):
    """The first share of a voter when shares are raised: in whole units of money, or exact."""

    WHOLE = "whole"
    EXACT = "exact"


class Until(StrEnum):
    """When shares stop being raised: before the winners would cost more than there is, or also as soon as nothing
    that anybody chose fits into what is left."""

    OVER = "over"
    EXHAUSTED = "exhausted"


class UnknownRule(NotCountable):
    """The file names no rule that can be counted."""

    def __init__(self, written: str | None) -> None:
        self.written = written
        known = ", ".join(RuleName)
        named = f"the file's rule is “{written}”, which cannot be counted" if written else "the file names no rule"
        super().__init__(f"{named}; choose one of {known}")


class SharesOfOneChoice(NotCountable):
    """Equal Shares with ballots that choose one project."""

    def __init__(self) -> None:
        super().__init__(
            "Equal Shares does not fit ballots that choose one project: a voter's share could go to that project "
            "alone, so only what a project's own voters can pay would win, and most of the money would stay unspent. "
            "Let voters choose several projects, or count with greedy"
        )


class UnfitUtility(NotCountable):
    """The ballots do not say what the utility asks for."""

    def __init__(self, utility: Utility, ballot_type: BallotType) -> None:
        self.utility, self.ballot_type = utility, ballot_type
        needed = "with points" if utility is Utility.POINTS else "that rank projects"
        super().__init__(f"the utility {utility} needs ballots {needed}; these are {ballot_type}")


class ThresholdOfShares(NotCountable):
    """A threshold where nothing is chosen by votes."""

    def __init__(self) -> None:
        super().__init__(
            "a threshold belongs to the greedy rules; Equal Shares asks what supporters can pay instead, unless it is "
            "completed by votes or compared with them"
        )


class CapsNotHeeded(NotCountable):
    """Caps of categories with a rule that does not pass projects over."""

    def __init__(self, name: "RuleName") -> None:
        super().__init__(f"categories with a cap need greedy or greedy-threshold; {name} does not heed caps")


class MostWinnersOfShares(NotCountable):
    """A limit on winners with a rule that divides money among voters."""

    def __init__(self) -> None:
        super().__init__(
            "a limit on the number of winners belongs to the greedy rules: Equal Shares gives each group of voters "
            "what its share of the money pays for, and a limit would take it from some of them"
        )


class NoThreshold(NotCountable):
    def __init__(self) -> None:
        super().__init__(
            "greedy-threshold needs a threshold: META has no min_project_score_threshold, and none was given"
        )


@dataclass(frozen=True)
class Rule:
    """`threshold`: the fewest votes or points with which a project can win; None: none. With Equal
    Shares it is that of its completion, and of the greedy count that it is compared with. `most_winners`: how many can
    win, in each neighborhood where the money is divided among those (`caps`); None: no limit. `comparison`: take what
    greedy chooses instead where more voters prefer it. `tie_order`: None for the rule's usual one. `one_choice`: count
    Equal Shares although ballots choose one project."""

    name: RuleName
    utility: Utility = Utility.COST
    completion: Completion = Completion.NONE
    comparison: bool = False
    threshold: Amount | None = None
    most_winners: int | None = None
    start: Start = Start.WHOLE
    until: Until = Until.OVER
    tie_order: TieOrder | None = None
    one_choice: bool = False

    @property
    def ties_by(self) -> TieOrder:
        """The tie order that is used: for greedy rules the organiser's list, for Equal Shares what cities use."""
        usual = ("cost", "votes", "id") if self.name.shares_money else ("file",)
        return self.tie_order or TieOrder(usual)

    def check(self, election: Election) -> None:
        """Raises SharesOfOneChoice, UnfitUtility, NoThreshold, ThresholdOfShares, MostWinnersOfShares or CapsNotHeeded
        where the rule does not fit the election."""
        if self.name.shares_money and election.ballot_type is BallotType.CHOOSE_ONE and not self.one_choice:
            raise SharesOfOneChoice
        fits = {
            Utility.POINTS: election.ballot_type.has_points,
            Utility.BORDA: election.ballot_type is BallotType.ORDINAL,
        }
        if not fits.get(self.utility, True):
            raise UnfitUtility(self.utility, election.ballot_type)
        if self.name is RuleName.GREEDY_THRESHOLD and self.threshold is None:
            raise NoThreshold
        by_votes = self.completion is not Completion.NONE or self.comparison
        if self.name.shares_money and self.threshold is not None and not by_votes:
            raise ThresholdOfShares
        if self.most_winners is not None and not self.name.heeds_most_winners:
            raise MostWinnersOfShares
        if election.caps and not self.name.heeds_caps:
            raise CapsNotHeeded(self.name)
