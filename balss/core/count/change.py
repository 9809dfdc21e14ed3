"""A change of one project: so many units of money cheaper, or so many more voters who give all to it alone.

The project is varied without reading all ballots anew. More voters are the last ballot of the count, which nobody
else has; they find the project worth `level`.
"""

from dataclasses import dataclass, replace

from balss.core.count.election import Election
from balss.core.count.equal_shares import Shares
from balss.core.count.rules import Rule, Utility
from balss.core.count.supported import Circle, Supported


@dataclass(frozen=True)
class Change:
    place: int
    cheaper: int = 0
    more_voters: int = 0

    def of(self, election: Election) -> Election:
        return election.changed(self.place, cheaper=self.cheaper, more_voters=self.more_voters)


@dataclass(frozen=True)
class Varied:
    """Makes changed projects of one election. `shares` has a ballot for more voters. `level`: what they find the
    project worth, in units of the count; nothing where a ballot that ranks it alone gives it no points."""

    election: Election
    rule: Rule
    shares: Shares
    level: int

    def project(self, change: Change) -> Supported:
        """With no circles where nobody finds it worth anything."""
        unit = self.shares.units.money
        cost = int(self.election.projects[change.place].cost * unit) - change.cheaper * unit
        circles = self.shares.circles_of(change.place)
        if change.more_voters and self.level:
            circles = (*circles, Circle(self.level, [(self.shares.ballots - 1, change.more_voters)]))
        worth = cost if self.rule.utility is Utility.COST else self.shares.units.weight
        return Supported(change.place, cost, worth, circles)

    def shares_with(self, change: Change, changed: Election) -> Shares:
        """To be counted from the beginning. Projects keep their places in the list."""
        project, at, projects = self.project(change), self.shares.at(change.place), list(self.shares.projects)
        if at is not None:
            projects[at] = project
        elif project.circles:
            projects.append(project)
        return replace(self.shares, projects=projects, ranks=self.rule.ties_by.ranks(changed))
