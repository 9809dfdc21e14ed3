"""A value axis from zero: round ticks, and how far along it a value stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class NegativeValue(ValueError):
    """These axes start at zero; a value below it has no place on them."""

    def __init__(self, value: Decimal) -> None:
        self.value = value
        super().__init__(f"{value} is below zero")


@dataclass(frozen=True)
class Scale:
    """An axis from 0 to `high`, marked every `step`."""

    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        return tuple(self.step * n for n in range(int(self.high / self.step) + 1))

    def share(self, value: Decimal) -> Decimal:
        """How far along the axis the value stands: 0 at its start, 1 at its end."""
        return value / self.high


def scale_for(values: Iterable[Decimal], *, intervals: int = 5) -> Scale:
    """The axis on which all the values fit, with at most `intervals` intervals between its ticks.

    Steps are 1, 2, 2.5, 5 or 10 times a power of ten. Without values, or with zeros only, the axis is 0 to 1.
    Raises NegativeValue.
    """
    values = list(values)
    lowest, highest = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    if lowest < 0:
        raise NegativeValue(lowest)
    if highest == 0:
        return Scale(high=Decimal(1), step=Decimal(1))
    step = _round_up(highest / intervals)
    return Scale(high=step * (highest / step).to_integral_value(ROUND_CEILING), step=step)


def _round_up(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in ROUND_STEPS if step * power >= rough)
