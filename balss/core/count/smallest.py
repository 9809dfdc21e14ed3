"""The smallest change that wins, sought by asking for few of them."""

from collections.abc import Callable

Wins = Callable[[int], bool]


def smallest(wins: Wins, guess: int, most: int) -> int | None:
    """The smallest change from 1 to `most` that wins, if a larger change never loses again; else one that wins while
    one less does not. Asks near the guess first. None where not even `most` wins."""
    if most < 1:
        return None
    lost, won, step = 0, min(max(guess, 1), most), 1
    if wins(won):
        while won - step > 0:
            if not wins(won - step):
                lost = won - step
                break
            won, step = won - step, step * 2
    else:
        while True:
            if won == most:
                return None
            lost, won, step = won, min(won + step, most), step * 2
            if wins(won):
                break
    while won - lost > 1:
        middle = (lost + won) // 2
        lost, won = (lost, middle) if wins(middle) else (middle, won)
    return won


class Threshold:
    """Where losing ends, as far as it was asked, of changes of which a larger one never loses again: up to `lost` they
    lose, from `won` on they win."""

    __slots__ = ("lost", "won")

    def __init__(self) -> None:
        self.lost = -1
        self.won: int | None = None

    def wins(self, change: int, asked: Wins) -> bool:
        if change <= self.lost:
            return False
        if self.won is not None and change >= self.won:
            return True
        if asked(change):
            self.won = change
            return True
        self.lost = change
        return False
