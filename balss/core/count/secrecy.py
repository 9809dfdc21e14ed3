"""Whether single ballots can be published without betraying their voters.

Of many projects some voters choose as nobody else does: then a ballot is nearly a signature, and who knows a part of it
finds the rest. (In Warszawa 2026 75 % of ballots were the only one of their kind.) Where they are too many, or voters
too few, totals and trace are published and no ballots.
"""

from balss.core.count.election import Election

FEWEST_SHOWN = 20  # with fewer voters, what somebody chose could be guessed from who voted
MOST_UNIQUE_PERCENT = 75  # where the round sets nothing else


def unique_ballots(election: Election) -> int:
    """How many ballots are the only one of their kind."""
    return sum(ballot.times == 1 for ballot in election.ballots)


def may_be_shown(*, voters: int, unique: int, most_unique_percent: int) -> bool:
    """At the border, as many as the setting says, they may."""
    return voters >= FEWEST_SHOWN and unique * 100 <= voters * most_unique_percent
