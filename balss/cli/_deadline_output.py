"""What `balss deadline` prints: fields for machines (documented in `deadline`) and lines for people."""

import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from balss.core.calendar import Due, Rule, RuleBook, RuleKind, WorkingCalendar, end_of_day
from balss.core.calendar.languages import Bilingual
from balss.core.calendar.riga import in_riga

LABEL_WIDTH = 13
LINE_WIDTH = 110
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MEANINGS = {
    RuleKind.DEADLINE: "due",
    RuleKind.RECURRING: "due",
    RuleKind.MINIMUM: "earliest_end",
    RuleKind.NOTICE: "latest_start",
    RuleKind.EFFECT: "effect",
}
HEADINGS = {
    RuleKind.DEADLINE: "Due by",
    RuleKind.RECURRING: "Due again by",
    RuleKind.MINIMUM: "Ends no earlier than",
    RuleKind.NOTICE: "To be done by",
    RuleKind.EFFECT: "Holds from",
}
LENGTHS = {
    RuleKind.DEADLINE: "within {period} of {event}",
    RuleKind.RECURRING: "at least once in {period} from {event}",
    RuleKind.MINIMUM: "at least {period} from {event}",
    RuleKind.NOTICE: "no later than {period} before {event}",
    RuleKind.EFFECT: "{period} after {event}",
}


def rule_fields(rule: Rule) -> dict[str, Any]:
    number = rule.period.value if rule.period else _number(rule)
    return {
        "rule": rule.id,
        "family": rule.family,
        "kind": rule.kind,
        "words": _both(rule.words),
        "citation": _citation(rule),
        "law_url": rule.law.url,
        "value": number,
        "unit": rule.unit,
        "counted_from": _both(rule.counted_from),
        "effective_from": _iso(rule.effective_from),
        "effective_to": _iso(rule.effective_to),
        "source": rule.source,
        "confidence": rule.confidence,
        "confidence_note": rule.confidence_note,
        "note": _both(rule.note),
        "table": rule.table,
    }


def due_fields(due: Due, book: RuleBook) -> dict[str, Any]:
    acts_until_midnight = due.rule.kind is not RuleKind.EFFECT
    return _answer_fields(due.rule) | {
        "event": due.event_date.isoformat(),
        "date": due.date.isoformat(),
        "moment": end_of_day(due.date).isoformat() if acts_until_midnight else None,
        "provisional": due.provisional,
        "other_date": _iso(due.other_date),
        "working_date": due.working_date.isoformat(),
        "moved_days": [{"date": day.isoformat(), "source": source} for day, source in due.moved_days],
        "reading": [_reading_fields(book.rule(rule_id)) for rule_id in due.reading],
    }


def moment_fields(rule: Rule, event: datetime, moment: datetime, book: RuleBook) -> dict[str, Any]:
    day = in_riga(moment).date().isoformat()
    return _answer_fields(rule) | {
        "event": event.astimezone(UTC).isoformat(),
        "date": day,
        "moment": moment.isoformat(),
        "provisional": False,
        "other_date": None,
        "working_date": day,
        "moved_days": [],
        "reading": [_reading_fields(book.rule("time.backward.hours"))],
    }


def due_text(due: Due, book: RuleBook, calendar: WorkingCalendar) -> str:
    event = f"{due.rule.counted_from.en} on {_spoken(due.event_date)}" if due.rule.counted_from else "the event"
    heading = f"{HEADINGS[due.rule.kind]} {_spoken(due.date)}"
    if due.provisional:
        heading += " (provisional)"
    details = [*_due_details(due, calendar), *_reading_details(due.reading, book)]
    return _text(heading, due.rule, event, details)


def moment_text(rule: Rule, event: datetime, moment: datetime, book: RuleBook) -> str:
    named = f"{rule.counted_from.en} on {_clock(event)}" if rule.counted_from else "the event"
    return _text(
        f"{HEADINGS[rule.kind]} {_clock(moment)}", rule, named, _reading_details(("time.backward.hours",), book)
    )


def rule_line(rule: Rule) -> str:
    """One line of the list: id, number, what, by which article, and when it is in force where that is bounded."""
    number = rule.period.name("en") if rule.period else _amount_words(rule)
    bounded = f" ({rule.in_force_words()})" if rule.effective_from or rule.effective_to else ""
    return f"{rule.id:<34} {number:<18} {rule.article_name('en')}: {rule.words.en}{bounded}"


def _due_details(due: Due, calendar: WorkingCalendar) -> Iterator[tuple[str, str]]:
    if due.working_date != due.date:
        yield "Day off", f"not a working day; the nearest one that keeps the rule is {_spoken(due.working_date)}"
    if due.provisional:
        known = calendar.known_until.isoformat()
        yield "Provisional", f"moved working days are known until {known}; later ones may change the date"
    if due.other_date:
        moved = ", ".join(f"{day.isoformat()} ({source})" for day, source in due.moved_days)
        yield "Two readings", f"{_spoken(due.other_date)} for a body that does not follow the moved day {moved}"
        yield "", "why: docs/decisions/0002-moved-working-days.md"


def _reading_details(reading: tuple[str, ...], book: RuleBook) -> Iterator[tuple[str, str]]:
    for position, rule_id in enumerate(reading):
        rule = book.rule(rule_id)
        by = f"{rule.article_name('en')}, by analogy" if rule.confidence == "medium" else rule.article_name("en")
        yield ("" if position else "Counted"), f"{rule.words.en} ({by})"


def _text(heading: str, rule: Rule, event: str, details: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    length = LENGTHS[rule.kind].format(period=rule.required_period().name("en"), event=event)
    known = f"{rule.confidence}: {rule.confidence_note}" if rule.confidence_note else rule.confidence
    lines = [
        ("Rule", f"{rule.words.en}: {length}"),
        ("Article", rule.article_name("en")),
        ("", rule.article_name("lv")),
        *([("Law", rule.law.url)] if rule.law.url else []),
        *([("Note", rule.note.en)] if rule.note else []),
        *details,
        ("Source", rule.source),
        ("Confidence", known),
        ("Id", f"{rule.id}, in force {rule.in_force_words()}"),
    ]
    return "\n".join([heading, "", *(_labelled(label, text) for label, text in lines)])


def _labelled(label: str, text: str) -> str:
    return textwrap.fill(
        text, LINE_WIDTH, initial_indent=f"  {label:<{LABEL_WIDTH}}", subsequent_indent=" " * (LABEL_WIDTH + 2),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _answer_fields(rule: Rule) -> dict[str, Any]:
    fields = rule_fields(rule)
    del fields["table"]
    return fields | {"meaning": MEANINGS[rule.kind]}


def _reading_fields(rule: Rule) -> dict[str, Any]:
    return {"rule": rule.id, "words": _both(rule.words), "citation": _citation(rule)}


def _number(rule: Rule) -> int | float | None:
    """An amount for JSON: whole where it is whole."""
    if rule.amount is None:
        return None
    return int(rule.amount) if rule.amount == int(rule.amount) else float(rule.amount)


def _amount_words(rule: Rule) -> str:
    if rule.is_open:
        return "set locally"
    if rule.amount is not None and rule.unit:
        return f"{_number(rule)} {rule.unit.replace('_', ' ')}"
    return "a table" if rule.table else "-"


def _both(text: Bilingual | None) -> dict[str, str] | None:
    return {"lv": text.lv, "en": text.en} if text else None


def _citation(rule: Rule) -> dict[str, str]:
    return {"lv": rule.article_name("lv"), "en": rule.article_name("en")}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _spoken(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _clock(moment: datetime) -> str:
    local = in_riga(moment)
    return f"{_spoken(local.date())} {local:%H:%M} in Riga"
