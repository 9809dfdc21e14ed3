"""Rules of law with the time they are in force, and the book that holds them.

A *rule* is one legal period or limit (`subm.reply.new`). Rules that follow each other in time form a *family*
(`subm.reply`): asked for a family, the book gives the rule in force on a day. Where no source gave a number the
rule is *open*: an institution sets it, and the product invents nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum

from balss.core.calendar.citations import Citation, Law
from balss.core.calendar.languages import Bilingual
from balss.core.calendar.periods import Period


class RuleKind(StrEnum):
    """What a rule demands; rules.yaml explains each."""

    DEADLINE = "deadline"
    MINIMUM = "minimum"
    NOTICE = "notice"
    EFFECT = "effect"
    RECURRING = "recurring"
    AMOUNT = "amount"
    TABLE = "table"
    DUTY = "duty"


COUNTED_KINDS = frozenset({RuleKind.DEADLINE, RuleKind.MINIMUM, RuleKind.NOTICE, RuleKind.EFFECT, RuleKind.RECURRING})


class UnknownRule(LookupError):
    """No rule and no family has this name; `near` are names like it."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        self.name = name
        self.near = tuple(near)
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        super().__init__(f"there is no rule “{name}”{hint}")


class NotInForce(LookupError):
    """The rule exists, but not on this day."""

    def __init__(self, name: str, on: date, versions: "Iterable[Rule]") -> None:
        self.name = name
        self.on = on
        self.versions = tuple(versions)
        times = "; ".join(f"{rule.id} is in force {rule.in_force_words()}" for rule in self.versions)
        super().__init__(f"“{name}” was not in force on {on.isoformat()}: {times}")


class RuleHasNoPeriod(ValueError):
    """The rule states a duty, an age or an amount: there is nothing to count from a date."""

    def __init__(self, rule: "Rule") -> None:
        self.rule = rule
        super().__init__(f"“{rule.id}” states no period to count: {rule.words.en} ({rule.article_name('en')})")


class RuleNeedsSetting(ValueError):
    """No source gave the rule's number: the institution that applies it has to set one."""

    def __init__(self, rule: "Rule") -> None:
        self.rule = rule
        super().__init__(
            f"“{rule.id}” has no number that a source gives; the institution sets it: "
            f"{rule.words.en} ({rule.article_name('en')})"
        )


class RuleAlreadySet(ValueError):
    """The law gives this number: it is not a setting."""

    def __init__(self, rule: "Rule") -> None:
        self.rule = rule
        super().__init__(f"“{rule.id}” is set by law ({rule.article_name('en')}), not by a setting")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One legal period or limit, in force for events from `effective_from` to `effective_to`, both included.

    `period` is set for rules of a COUNTED_KIND whose number is known; `amount` with `unit` for ages, shares and
    counts; `table` for several amounts by case. `counted_from` names the event. None in a date means that the
    sources give no bound.
    """

    id: str
    family: str
    kind: RuleKind
    citation: Citation
    words: Bilingual
    period: Period | None = None
    amount: Decimal | None = None
    unit: str | None = None
    table: Mapping[str, int] | None = None
    counted_from: Bilingual | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    source: str
    confidence: str
    confidence_note: str | None = None
    note: Bilingual | None = None
    product_use: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the rule is a period of time, with or without a known number."""
        return self.kind in COUNTED_KINDS

    @property
    def is_open(self) -> bool:
        """Whether the rule's number is a setting, because no source gives it."""
        if self.is_counted:
            return self.period is None
        return self.kind is RuleKind.AMOUNT and self.amount is None

    def required_period(self) -> Period:
        """The period; raises RuleNeedsSetting or RuleHasNoPeriod."""
        if self.period is not None:
            return self.period
        raise RuleNeedsSetting(self) if self.is_open else RuleHasNoPeriod(self)

    def with_period(self, period: Period, *, source: str) -> "Rule":
        """The open rule with an institution's own period; raises RuleAlreadySet, RuleHasNoPeriod."""
        if not self.is_counted:
            raise RuleHasNoPeriod(self)
        if not self.is_open:
            raise RuleAlreadySet(self)
        return replace(self, period=period, unit=period.unit, source=source)

    def is_in_force(self, on: date) -> bool:
        return (self.effective_from or date.min) <= on <= (self.effective_to or date.max)

    def in_force_words(self) -> str:
        """“from 2026-03-01”, “until 2026-02-28”, “without a known start or end”."""
        first = f"from {self.effective_from.isoformat()}" if self.effective_from else ""
        last = f"until {self.effective_to.isoformat()}" if self.effective_to else ""
        return f"{first} {last}".strip() or "without a known start or end"

    def article_name(self, language: str) -> str:
        """“Pašvaldību likuma 55. panta pirmā daļa” or “Local Government Law, Article 55, paragraph 1”."""
        return self.citation.name(language)

    @property
    def law(self) -> Law:
        return self.citation.law


class RuleBook:
    """All rules, in the order of the file; made by `loading.rule_book` or `loading.read_rules`."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._families: dict[str, list[Rule]] = {}
        for rule in self._rules.values():
            self._families.setdefault(rule.family, []).append(rule)
        for versions in self._families.values():
            versions.sort(key=lambda rule: rule.effective_from or date.min)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def rule(self, rule_id: str) -> Rule:
        """The rule with exactly this id; raises UnknownRule."""
        if rule_id not in self._rules:
            raise UnknownRule(rule_id, self.names_like(rule_id))
        return self._rules[rule_id]

    def versions(self, family: str) -> tuple[Rule, ...]:
        """The family's rules from the oldest to the newest; raises UnknownRule."""
        if family not in self._families:
            raise UnknownRule(family, self.names_like(family))
        return tuple(self._families[family])

    def rule_at(self, name: str, *, on: date) -> Rule:
        """The rule that governs an event on the day: of a family, or the rule of that id itself.

        Raises UnknownRule, NotInForce.
        """
        candidates = (self._rules[name],) if name in self._rules else self.versions(name)
        for rule in candidates:
            if rule.is_in_force(on):
                return rule
        raise NotInForce(name, on, candidates)

    def open_rules(self) -> list[Rule]:
        """The rules whose numbers are settings of the institution."""
        return [rule for rule in self if rule.is_open]

    def names_like(self, name: str) -> list[str]:
        """Up to five rule ids and families that begin with the name or resemble it, best first."""
        names = sorted({*self._rules, *self._families})
        beginning = [known for known in names if name and known.startswith(f"{name}.")]
        resembling = get_close_matches(name, names, n=5, cutoff=0.6)
        return list(dict.fromkeys(beginning + resembling))[:5]
