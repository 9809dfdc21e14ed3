"""How near a project comes before one round of Equal Shares: at what cost, or with how many more voters, its supporters
could pay for it at the winner's rate.

At that rate each of them pays the price, or gives the last money. Where there is no winner any more, all give what they
have. All in units of the count; ties are won.
"""

from balss.core.count.equal_shares import Moment
from balss.core.count.purses import Pockets
from balss.core.count.supported import Supported


def highest_cost(moment: Moment, project: Supported, pockets: Pockets, *, by_cost: bool) -> int:
    """`by_cost`: the project is worth its cost. Then a lower cost makes it worth less too: what supporters pay, less
    the cost, bends down as the cost grows, and the highest cost is where it is 0."""
    denominator, common, winner = moment.purses.denominator, pockets.common, moment.winner
    if winner is None:
        return pockets.money() // denominator
    worth = winner.levels * winner.project.weight
    if not by_cost:
        return _paid(pockets, worth, winner.rest * project.weight * common) // (denominator * common * worth)
    poor_money, rich = 0, pockets.levels
    for has, levels, _ in pockets.poorest:
        if (poor_money + has * rich) * winner.rest < has * denominator * worth:
            break
        poor_money += has * levels
        rich -= levels
    return poor_money * worth // (common * (denominator * worth - winner.rest * rich)) if poor_money else 0


def fewest_voters(moment: Moment, project: Supported, pockets: Pockets, level: int) -> int:
    """They have paid nothing yet, and find the project worth `level` each."""
    purses, common, winner = moment.purses, pockets.common, moment.winner
    needed, money = project.cost * purses.denominator * common, purses.untouched * common
    if winner is None:
        return -((pockets.money() * common - needed) // money)
    worth, price = winner.levels * winner.project.weight, winner.rest * project.weight * common
    return -((_paid(pockets, worth, price) - needed * worth) // min(money * worth, price * level))


def _paid(pockets: Pockets, worth: int, price: int) -> int:
    """What supporters pay for `common` levels at the price, `worth` and `common` times."""
    paid = 0
    for has, levels, _ in pockets.poorest:
        had = has * worth
        paid += (had if had < price else price) * levels
    return paid
