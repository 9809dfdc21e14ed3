"""The comparison step: do more voters prefer what greedy would have chosen?"""

from collections import Counter
from collections.abc import Collection

from balss.core.count.election import Election
from balss.core.count.outcome import Comparison
from balss.core.count.supported import Supported


def compare(
    election: Election, projects: Collection[Supported], shares: Collection[int], greedy: Collection[int]
) -> Comparison:
    """Each voter prefers where the winners that the ballot chose are worth more together. Only projects that won in
    one of the two make a difference."""
    gains = [0] * len(election.ballots)
    for project in projects:
        sign = (project.place in shares) - (project.place in greedy)
        if sign:
            for circle in project.circles:
                gain = sign * circle.level * project.weight
                for place in circle.ballots:
                    gains[place] += gain
    prefer: Counter[int] = Counter()
    for gain, ballot in zip(gains, election.ballots, strict=True):
        prefer[(gain > 0) - (gain < 0)] += ballot.times
    return Comparison(prefer[1], prefer[-1], prefer[0])
