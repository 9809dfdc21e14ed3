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
    """The shares of `election`, which is the one of `shares` with one project `changed`. The more voters find it worth
    `level`; a ranking of one project is worth nothing by places."""
    projects = [project for project in shares.projects if project.place != place]
    was = next((project for project in shares.projects if project.place == place), None)
    circles = was.circles if was else ()
    if more_voters and level:
        circles = (*circles, Circle(level, [(shares.ballots, more_voters)]))
    if circles:
        cost = int(election.projects[place].cost * shares.units.money)
        worth = int(weight(election, rule.utility, place) * shares.units.weight)
        projects.append(Supported(place, cost, worth, circles))
    return replace(
        shares,
        projects=projects,
        ranks=rule.ties_by.ranks(election),
        ballots=shares.ballots + 1,
    )
