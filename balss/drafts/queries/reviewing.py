"""What the text that is being prepared would be as the next version: seen by an official before it is published."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from balss.core.provisions import Change, Clause, Line, change_of, cut, lines_of, pair
from balss.drafts.models import Draft, Version, Wording
from balss.drafts.models.versions import name_of


@dataclass(frozen=True)
class Row:
    """One provision of the next version, or one that would go; `serial` is the provision that it is, None for a new
    one. `is_decided`: a person said which it is."""

    before: Clause | None
    after: Clause | None
    serial: int | None
    is_decided: bool = False

    @property
    def change(self) -> Change:
        return change_of(self.before, self.after)

    @property
    def label(self) -> str:
        return str(Wording.Change(self.change).label)

    @property
    def name(self) -> str:
        clause = self.after or self.before
        return name_of(clause) if clause else ""

    @property
    def earlier_name(self) -> str:
        return name_of(self.before) if self.before else ""

    @property
    def mark(self) -> str:
        clause = self.after or self.before
        return clause.mark if clause else ""


@dataclass(frozen=True)
class Review:
    """`rows` in the order of the text; what would go, last. `lines` are the text's, for who corrects the cutting."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    turned: frozenset[int]
    number: int  # of the next version

    @property
    def clauses(self) -> list[Clause]:
        return [row.after for row in self.rows if row.after]

    @cached_property
    def begins(self) -> dict[int, str]:
        """By the number of a line: the name of the provision that it begins."""
        return {clause.line: name_of(clause) for clause in self.clauses}

    @cached_property
    def counts(self) -> Counter[Change]:
        return Counter(row.change for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        return self.number > 1 and set(self.counts) <= {Change.SAME}

    @property
    def repeated(self) -> list[Row]:
        """Provisions with a number that another one has."""
        return [row for row in self.rows if row.after and row.after.is_repeated]


def review(draft: Draft) -> Review | None:
    """Of the text that is being prepared; None where there is none. Three queries. Raises TextTooLong and
    TooManyProvisions of `core.provisions`."""
    working = getattr(draft, "working", None)
    if working is None:
        return None
    new = cut(working.text, turned=working.turned)
    earlier = standing_of(draft)
    old = [each.clause for each in earlier]
    by_serial = {each.provision.serial: place for place, each in enumerate(earlier)}
    decided = _decided(working.decided, new, by_serial)
    paired = pair(old, new, decided=decided)
    rows = [
        Row(
            old[before] if before is not None else None,
            clause,
            earlier[before].provision.serial if before is not None else None,
            place in decided,
        )
        for place, (clause, before) in enumerate(zip(new, paired.earlier, strict=True))
    ]
    rows += [Row(old[place], None, earlier[place].provision.serial) for place in paired.gone]
    return Review(tuple(rows), tuple(lines_of(working.text)), frozenset(working.turned), draft.newest + 1)


def standing_of(draft: Draft) -> list[Wording]:
    """The provisions of the newest version, in their order."""
    newest = Version.objects.filter(draft=draft, number=draft.newest)
    return list(Wording.objects.filter(version__in=newest).standing().select_related("provision"))


def successors_of(draft: Draft) -> list[tuple[int, str]]:
    """The earlier provisions of which one can be chosen: serial and name, in their order."""
    return [(each.provision.serial, each.name) for each in standing_of(draft)]


def _decided(decided: dict[str, int], new: list[Clause], by_serial: dict[int, int]) -> dict[int, int | None]:
    """By place. What speaks of a mark or a provision that is not there any more is left out, as is a second one that
    claims the same."""
    places = {clause.mark: place for place, clause in enumerate(new)}
    found: dict[int, int | None] = {}
    for mark, serial in decided.items():
        before = by_serial.get(serial)
        if mark in places and (serial == 0 or (before is not None and before not in found.values())):
            found[places[mark]] = before if serial else None
    return found
