"""An election of Equal Shares with one project changed, without reading all ballots anew."""

from dataclasses import replace

from balss.core.count.election import Election
from balss.core.count.equal_shares import Shares
from balss.core.count.purses import Circle, Supported
from balss.core.count.rules import Rule
from balss.core.count.utilities import weight


def varied_shares(
    shares: Shares, election: Election, place: int, rule: Rule, *, level: int, more_voters: int
) -> Shares:
    """The shares of `election`, which is the one of `shares` with one project `changed`; projects keep their places in
    the list. The more voters find it worth `level`, and are the last ballot, which nobody else has."""
    projects = list(shares.projects)
    at = next((at for at, project in enumerate(projects) if project.place == place), len(projects))
    circles = projects[at].circles if at < len(projects) else ()
    if more_voters and level:
        circles = (*circles, Circle(level, [(shares.ballots - 1, more_voters)]))
    if circles:
        cost = int(election.projects[place].cost * shares.units.money)
        worth = int(weight(election, rule.utility, place) * shares.units.weight)
        projects[at:] = [Supported(place, cost, worth, circles), *projects[at + 1 :]]
    return replace(shares, projects=projects, ranks=rule.ties_by.ranks(election))
