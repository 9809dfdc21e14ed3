"""Small cells of a published count are left out, and so many others that subtraction does not bring them back.

Primary and complementary cell suppression for one classification with a known total (Hundepool et al., Statistical
Disclosure Control, 2012, ch. 4): a cell under the limit is left out; the cells left out together must hold at least
the limit, and be at least two, or the total less the others would give them away. A cell of zero is no person and
is left in, unless it is needed to hide another.
"""

from collections.abc import Mapping
from typing import TypeVar

Cell = TypeVar("Cell")

SMALLEST = 5  # people in a published cell


def suppress(counts: Mapping[Cell, int], *, smallest: int = SMALLEST) -> dict[Cell, int | None]:
    """The same cells in the same order, None for those left out. Deterministic: the smallest other cells go first.

    Whoever publishes one total with several classifications suppresses each: a cell is never told by another
    classification, which counts other things. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count of people is not negative")
    hidden = {cell for cell, count in counts.items() if 0 < count < smallest}
    if not hidden:
        return dict(counts)
    others = sorted((cell for cell in counts if cell not in hidden), key=lambda cell: counts[cell])
    others = [cell for cell in others if counts[cell]] + [cell for cell in others if not counts[cell]]
    for cell in others:
        if len(hidden) > 1 and sum(counts[each] for each in hidden) >= smallest:
            break
        hidden.add(cell)
    return {cell: None if cell in hidden else count for cell, count in counts.items()}
