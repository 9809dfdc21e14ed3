"""What shows by itself that a promise is kept: records of rooms that the indicators of the plan count.

A room pins one `EvidenceKind` for each kind of record that can be counted, in its `offers`:

    evidence.pin(EvidenceKind("events.held", _("Events held"), records=held_events, states=states_of_events))

Room `plan` reads the board: which indicator counts which kind, of which kinds, topics and period, is data
(`balss/plan/data/capabilities.yaml`). Only what is public now is counted, and each counted record has a page. After a
change a room above `plan` calls `plan.services.recount` in the same transaction; a job recounts besides.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from balss.shared.boards import Board


@dataclass(frozen=True)
class EvidenceFilter:
    """Which records count; an empty condition limits nothing, several values of one mean any of them.

    `plan` and `measure` are the slug of the plan and the key of its measure that the record was made for. `kinds` and
    `except_kinds` are the room's own names. `topics`, `audiences`, `regions` and `except_regions` are codes of room
    `places`: a topic includes its subtopics, a region all that lies in it. `having` is what only this kind of record
    knows ({"method": ("co_create",)}); a room refuses a name that it does not know with KeyError. Both days are
    included.
    """

    plan: str = ""
    measure: str = ""
    institutions: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    except_regions: tuple[str, ...] = ()
    having: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_date: dt.date | None = None
    until_date: dt.date | None = None


@dataclass(frozen=True)
class EvidenceRecord:
    """One record that counts. `key` never changes; `amount` is 1, or how many people came; `state` in words.

    `topics` are codes of the fields of policy of the record, the field and not its subtopic. `institution` is the
    primary key of the institution whose record it is.
    """

    key: str
    date: dt.date
    title: str
    url: str
    institution: int | None = None
    amount: int = 1
    state: str | Promise = ""
    language: str = "lv"
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceKind:
    """A kind of record that is counted.

    `records` gives all that count, newest first in a total order, in a number of queries that does not grow with them.
    `states` is given keys and says, for those that the public may know of, in words what has become of them
    (“cancelled: the speaker fell ill”), so that a count that fell can say why.
    """

    name: str  # room.what_is_counted
    label: str | Promise  # plural
    records: Callable[[EvidenceFilter], list[EvidenceRecord]]
    states: Callable[[Collection[str]], Mapping[str, str]]

    def count(self, wanted: EvidenceFilter) -> int:
        """What the records amount to."""
        return sum(record.amount for record in self.records(wanted))


evidence: Board[EvidenceKind] = Board(
    "evidence", key=lambda kind: kind.name, purpose="records that indicators of the plan count"
)
