"""What each room keeps about people: so that it can be shown to them, handed over, and erased.

Each room pins one *holding* for each of its models. A holding says of every column whether erasure replaces it
(*erased*: by what) or leaves it (*exempt*: why), and which columns are *exported*, that is handed to the person they
are about. A test goes through all models and fails for a column that no holding speaks of. `people` reads the board:
export, erasure, and the erasure of what is past its retention.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from balss.shared.boards import Board

Words = str | Promise  # said in the reader's language when shown


@dataclass(frozen=True)
class Subject:
    """The person whose data is meant, by every name a room may know them by.

    `person_ids` holds the person and everyone merged into them; `public_ids` are the opaque names of the accounts.
    """

    person_ids: frozenset[int]
    account_ids: frozenset[int]
    public_ids: frozenset[str]
    emails: frozenset[str]


@dataclass(frozen=True)
class Duty:
    """A legal duty to keep a row, which goes before erasure: the article, and when the duty for a row ends."""

    ground: Words
    until: Callable[[Any], datetime | None] = lambda row: None  # None: for as long as the archive decides

    def binds(self, row: Model, now: datetime) -> bool:
        until = self.until(row)
        return until is None or now < until


@dataclass(frozen=True)
class Retention:
    """How long rows are kept: `period` after the moment in the column `since`; rows without that moment stay.

    `where` says which rows. Then goes what the holding erases, or of that only `columns`, or the whole row. `words` say
    it to people, with the number of %(days)d: they stand on the page on privacy.
    """

    since: str
    period: timedelta
    words: Words = ""
    where: Q = field(default_factory=Q)
    columns: tuple[str, ...] = ()
    deletes_rows: bool = False

    @property
    def in_words(self) -> str:
        return str(self.words) % {"days": self.period.days}


@dataclass(frozen=True)
class Holding:
    """What one model holds about people.

    `erased` maps a column to what replaces its value: a constant, or a function of the row and the time. `deletes_rows`
    erases whole rows instead, and with them every column. `rows` finds the rows about a person; without it the model
    holds nothing about anyone, and every column is exempt. `found_as` gives the kind and key of the search
    document that repeats a row's words, so that what is erased is no longer found.
    """

    model: type[Model]
    title: Words = ""
    rows: Callable[[Subject], QuerySet[Any]] | None = None
    exported: tuple[str, ...] = ()
    erased: Mapping[str, Any] = field(default_factory=dict)
    exempt: Mapping[str, str] = field(default_factory=dict)
    deletes_rows: bool = False
    duty: Duty | None = None
    retention: Retention | tuple[Retention, ...] | None = None
    found_as: Callable[[Any], tuple[str, str]] | None = None

    @classmethod
    def none(cls, model: type[Model], *, reason: str, retention: Retention | None = None) -> "Holding":
        """The model says nothing about any person: every column is exempt, for one reason."""
        exempt = dict.fromkeys(columns_of(model), reason)
        return cls(model, exempt=exempt, retention=retention, deletes_rows=retention is not None)

    @property
    def retentions(self) -> tuple[Retention, ...]:
        if isinstance(self.retention, Retention):
            return (self.retention,)
        return self.retention or ()

    @property
    def undeclared(self) -> list[str]:
        """Columns of which nobody said what becomes of them, in the model's order."""
        if self.deletes_rows:
            return []
        return [name for name in columns_of(self.model) if name not in {*self.erased, *self.exempt}]

    @property
    def unknown(self) -> list[str]:
        """Names that the holding speaks of and the model does not have."""
        kept_less_long = {name for retention in self.retentions for name in retention.columns}
        unknown = {*self.exported, *self.erased, *self.exempt} - set(columns_of(self.model))
        return sorted(unknown | (kept_less_long - set(self.erased)))


def columns_of(model: type[Model]) -> list[str]:
    return [column.name for column in model._meta.local_concrete_fields]


holdings: Board[Holding] = Board(
    "personal data",
    key=lambda holding: holding.model._meta.label_lower,
    purpose="what each model holds about people: exported, erased, or exempt with a reason",
)


def holding_of(model: type[Model]) -> Holding | None:
    """The holding that speaks of a model. Django's own table behind a many-to-many field needs none of its own where
    the model with the field says nothing about anyone."""
    label = model._meta.label_lower
    if label in holdings:
        return holdings[label]
    owner = model._meta.auto_created
    if not isinstance(owner, type) or owner._meta.label_lower not in holdings:
        return None
    of_owner = holdings[owner._meta.label_lower]
    return None if of_owner.rows else Holding.none(model, reason=f"links rows of {owner._meta.label}")
