"""Reading a file of rules and refusing one that is wrong, with every mistake named at once.

The shape of the file is described at the head of rules.yaml.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from balss.core.calendar.citations import Citation, Law, UnreadableArticle
from balss.core.calendar.languages import Bilingual
from balss.core.calendar.periods import Period, Unit
from balss.core.calendar.rules import COUNTED_KINDS, Rule, RuleBook, RuleKind

BUNDLED_RULES = Path(__file__).with_name("rules.yaml")

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster, where PyYAML has it

ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
AMOUNT_UNITS = ("percent", "per_month", "sections", "signatures", "years_of_age")
CONFIDENCES = ("high", "medium-high", "medium")
SECTIONS = {"sources", "laws", "events", "rules"}
REQUIRED = {"id", "law", "kind", "lv", "en", "source", "confidence"}
OPTIONAL = {
    "family", "article", "value", "unit", "table", "counted_from", "effective_from", "effective_to",
    "confidence_note", "note", "product_use",
}  # fmt: skip
TEXTS = ("family", "article", "confidence_note", "product_use")


class BadRules(ValueError):
    """The file of rules cannot be used; `problems` says why, one sentence each, with the rule's id."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join([f"{name} cannot be used:", *(f"  {problem}" for problem in problems)]))


@cache
def rule_book() -> RuleBook:
    """The product's own rules, read once."""
    return read_rules(BUNDLED_RULES.read_bytes(), name=BUNDLED_RULES.name)


def read_rules(text: str | bytes, *, name: str) -> RuleBook:
    """The rules in a YAML text; `name` is what the errors call it. Raises BadRules."""
    try:
        data = yaml.load(text, Loader=Loader)  # noqa: S506  (a safe loader either way)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise BadRules(name, [f"not YAML: {' '.join(str(error).split())}"]) from error
    if not isinstance(data, dict) or set(data) != SECTIONS:
        raise BadRules(name, [f"it must have exactly the sections {', '.join(sorted(SECTIONS))}"])
    shapes = {"sources": dict, "laws": dict, "events": dict, "rules": list}
    if misshapen := [section for section, shape in shapes.items() if not isinstance(data[section], shape)]:
        raise BadRules(name, [f"the section “{section}” is empty or of the wrong shape" for section in misshapen])
    reader = _Reader(data)
    rules = reader.rules(data["rules"])
    problems = reader.problems or list(_conflicts(rules))
    if problems:
        raise BadRules(name, problems)
    return RuleBook(rules)


def _conflicts(rules: list[Rule]) -> Iterator[str]:
    """What is wrong between rules: one id twice, overlapping times in a family, a family named like a stranger."""
    by_id: dict[str, Rule] = {}
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.id in by_id:
            yield f"{rule.id}: stands twice"
        by_id[rule.id] = rule
        families.setdefault(rule.family, []).append(rule)
    for family, versions in families.items():
        if family in by_id and by_id[family].family != family:
            yield f"{family}: is a family, and also a rule of the family {by_id[family].family}"
        versions.sort(key=lambda rule: rule.effective_from or date.min)
        for earlier, later in pairwise(versions):
            if (later.effective_from or date.min) <= (earlier.effective_to or date.max):
                yield f"{later.id}: its time overlaps with that of {earlier.id} in the family {family}"


@dataclass
class _Reader:
    """Reads entry after entry, collecting problems instead of stopping at the first."""

    data: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)
    laws: dict[str, Law] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, event in self.data["events"].items():
            if not _is_bilingual(event):
                self.problems.append(f"event {code}: needs lv and en, and nothing else")
        for code, entry in self.data["laws"].items():
            try:
                self.laws[code] = Law(
                    code=code,
                    name=Bilingual(lv=entry["lv"], en=entry["en"]),
                    genitive=entry["genitive"],
                    divided_into=entry.get("divided_into", "article"),
                    url=entry.get("url"),
                )
            except (KeyError, TypeError, AttributeError):
                self.problems.append(f"law {code}: needs lv, genitive and en")

    def rules(self, entries: list[Any]) -> list[Rule]:
        read = (self._rule(position, entry) for position, entry in enumerate(entries, start=1))
        return [rule for rule in read if rule is not None]

    def _rule(self, position: int, entry: Any) -> Rule | None:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not ID.fullmatch(entry["id"]):
            self.problems.append(f"rule no. {position}: has no id such as subm.reply.new")
            return None
        found = list(self._problems_of(entry))
        if not found:
            try:
                return self._made(entry)
            except (UnreadableArticle, ValueError) as error:
                found = [str(error)]
        self.problems += [f"{entry['id']}: {problem}" for problem in found]
        return None

    def _problems_of(self, entry: Mapping[str, Any]) -> Iterator[str]:
        keys = set(entry)
        yield from (f"“{key}” is missing" for key in sorted(REQUIRED - keys))
        yield from (f"“{key}” is not a key of a rule" for key in sorted(keys - REQUIRED - OPTIONAL))
        choices = {
            "law": self.laws,
            "source": self.data["sources"],
            "counted_from": self.data["events"],
            "kind": tuple(RuleKind),
            "confidence": CONFIDENCES,
        }
        for key, known in choices.items():
            if key in entry and (not isinstance(entry[key], str) or entry[key] not in known):
                yield f"unknown {key} “{entry[key]}”; known are {', '.join(known)}"
        yield from (f"{key} is a text, not “{entry[key]}”" for key in TEXTS if not isinstance(entry.get(key, ""), str))
        if not _is_bilingual({key: entry.get(key) for key in ("lv", "en")}):
            yield "lv and en are texts"
        if "note" in entry and not _is_bilingual(entry["note"]):
            yield "a note has lv and en, and nothing else"
        yield from _number_problems(entry)
        yield from _date_problems(entry)

    def _made(self, entry: Mapping[str, Any]) -> Rule:
        kind = RuleKind(entry["kind"])
        value, unit = entry.get("value"), entry.get("unit")
        event, note = entry.get("counted_from"), entry.get("note")
        return Rule(
            id=entry["id"],
            family=entry.get("family", entry["id"]),
            kind=kind,
            citation=Citation(self.laws[entry["law"]], entry.get("article")),
            words=Bilingual(lv=entry["lv"], en=entry["en"]),
            period=Period(value, Unit(unit)) if kind in COUNTED_KINDS and value is not None and unit else None,
            amount=Decimal(str(value)) if kind is RuleKind.AMOUNT and value is not None else None,
            unit=unit,
            table=entry.get("table"),
            counted_from=Bilingual(**self.data["events"][event]) if event else None,
            effective_from=entry.get("effective_from"),
            effective_to=entry.get("effective_to"),
            source=self.data["sources"][entry["source"]],
            confidence=entry["confidence"],
            confidence_note=entry.get("confidence_note"),
            note=Bilingual(**note) if note else None,
            product_use=entry.get("product_use"),
        )


def _is_bilingual(entry: Any) -> bool:
    return (
        isinstance(entry, dict) and set(entry) == {"lv", "en"} and all(isinstance(text, str) for text in entry.values())
    )


def _number_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    """Whether value, unit and table fit the kind."""
    kind, value, unit, table = (entry.get(key) for key in ("kind", "value", "unit", "table"))
    if kind in COUNTED_KINDS:
        if unit is not None and unit not in tuple(Unit):
            yield f"unknown unit “{unit}” of a {kind}; known are {', '.join(Unit)}"
        if (value is None) != (unit is None):
            yield "a period has both a value and a unit, or neither"
        if value is not None and (type(value) is not int or value < 1):
            yield f"a period's value is a whole number from 1, not “{value}”"
    elif kind in (RuleKind.AMOUNT, RuleKind.TABLE):
        if unit not in AMOUNT_UNITS:
            yield f"unknown unit “{unit}” of an {kind}; known are {', '.join(AMOUNT_UNITS)}"
        if value is not None and (type(value) not in (int, float) or value <= 0):
            yield f"an amount is a number above zero, not “{value}”"
    elif kind == RuleKind.DUTY and (value is not None or unit is not None):
        yield f"a {kind} has no value or unit"
    if (kind == RuleKind.TABLE) != (table is not None):
        yield "a table has its numbers in “table”, and nothing else has"
    if table is not None and not (isinstance(table, dict) and all(type(number) is int for number in table.values())):
        yield "“table” maps each case to a whole number"


def _date_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    """Whether the time in force is a time."""
    bounds = {key: entry[key] for key in ("effective_from", "effective_to") if entry.get(key) is not None}
    for key, bound in bounds.items():
        if not isinstance(bound, date) or isinstance(bound, datetime):
            yield f"{key} “{bound}” is not a date such as 2026-03-01"
            return
    if len(bounds) == 2 and bounds["effective_to"] < bounds["effective_from"]:
        yield f"effective_to {bounds['effective_to']} is before effective_from {bounds['effective_from']}"
