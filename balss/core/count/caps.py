"""The most that some projects may cost together: of one category, or of one part of a municipality.

Greedy rules that pass projects over heed it: what would cost more than its cap leaves is passed over, and the next one
may still win. How to divide shares among capped projects nobody has said, so Equal Shares refuses them.

In a file: META `categories` and `budget_per_category`, `neighborhoods` and `budget_per_neighborhood`, lists in one
order, and the columns `category` and `neighborhood` of PROJECTS. They are caps where the file's own settings
(`own_settings`) say so; in other files these entries are read by nobody here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from balss.core.count.amounts import Amount, read_amount

LISTS = {"category": "categories", "neighborhood": "neighborhoods"}


@dataclass(frozen=True)
class Cap:
    """`places`: in the list of projects. `name` has no comma: files list names between commas."""

    column: str
    name: str
    most: Amount
    places: frozenset[int]


class CapsDoNotFit(ValueError):
    """The lists of names and of money are not of one length."""


def read_caps(columns: Collection[str], meta: Mapping[str, str], labels: Mapping[str, list[str]]) -> tuple[Cap, ...]:
    """`labels`: for each column what each project has in it. Raises CapsDoNotFit, NotAnAmount."""
    caps = []
    for column in columns:
        names = meta.get(LISTS[column], "").split(",")
        money = meta.get(f"budget_per_{column}", "").split(",")
        if len(names) != len(money):
            raise CapsDoNotFit(f"META names {len(names)} {LISTS[column]}, but has money for {len(money)}")
        for name, most in zip(names, money, strict=True):
            places = frozenset(place for place, label in enumerate(labels[column]) if label == name)
            caps.append(Cap(column, name, read_amount(most), places))
    return tuple(caps)
