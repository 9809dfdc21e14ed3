"""Tell the legal due date of a rule for an event on a date.

RULE is a rule (subm.reply.new) or a family of rules that follow each other in time (subm.reply: the date decides
which applies). DATE is the day of the event, such as 2026-03-02; for a rule counted in hours its time too, such as
2026-03-05T15:00, on a clock in Riga unless it has a zone. The day of the event is not counted.

  balss deadline subm.reply 2026-03-02
  balss deadline mun.session.agenda 2026-10-29 --json
  balss deadline --list mun.pubdisc
  balss deadline mk639.discussion 2026-10-29 --institution VARAM

It counts with the moved working days that are published with the software, and opens no database: a date that days
added later by a coordinator could change is called provisional. With --institution it opens this installation's
database and counts as its pages do: with the coordinator's table of moved days, and where the law leaves a number open
with the number that the institution (by its code) has set.

An unknown rule or institution, a bad date or a rule without a number is explained on standard error, with exit code 1.

fields of --json:
  rule, family, kind       the rule that applied, its family, and what it demands: deadline, minimum (lasts at
                           least), notice (before an event), effect (holds from a day), recurring
  words                    what is to be done, {lv, en}
  citation, law_url        the article, {lv, en}, and the law's address or null
  value, unit              the period, in hours, days, working_days, weeks, months or years
  counted_from             the event, {lv, en}; for a notice, what it comes before
  event                    DATE as it was read: a day, or for a rule in hours a moment in UTC
  meaning                  what the date is: due, earliest_end, latest_start or effect
  date                     the day that the rule leads to, in Riga
  moment                   the last moment to act in UTC, the end of that day; null for an effect
  provisional              true where moved working days that are not known yet could change the date
  other_date               the day for a body that does not follow the Cabinet's moved working days, or null
  working_date             the nearest working day that keeps the rule; the date itself where it is one
  moved_days               the moved days behind other_date, [{date, source}]
  reading                  how it was counted, [{rule, words {lv, en}, citation {lv, en}}]
  effective_from, effective_to   first and last day of events under the rule, or null
  source, confidence, confidence_note, note   where the number is from, and what to know before relying on it
--list --json prints a list of: rule, family, kind, words, citation, law_url, value, unit, counted_from,
  effective_from, effective_to, source, confidence, confidence_note, note, table; value is null where the law gives
  no number, and for numbers that are no period unit is percent, per_month, sections, signatures or years_of_age.
"""

import argparse
import json
import sys
from datetime import date, datetime

from balss.cli._deadline_output import due_fields, due_text, moment_fields, moment_text, rule_fields, rule_line
from balss.core.calendar import (
    CountedInHours,
    NotInForce,
    OutsideCalendar,
    Rule,
    RuleHasNoPeriod,
    RuleNeedsSetting,
    Unit,
    UnknownRule,
    WorkingCalendar,
    day_in_riga,
    latest_moment,
    reckon,
    rule_book,
)
from balss.core.calendar.riga import RIGA


class BadDate(ValueError):
    """DATE is neither a day nor a moment."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a date such as 2026-03-02")


class MissingArgument(ValueError):
    """RULE and DATE are both needed unless the rules are listed."""

    def __init__(self) -> None:
        super().__init__("give a rule and a date, as in “balss deadline subm.reply 2026-03-02”, or --list")


class UnknownInstitution(ValueError):
    """No institution of this installation has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no institution {code}; /vietas/iestades.csv lists their codes")


SAID_PLAINLY = (
    BadDate,
    CountedInHours,
    MissingArgument,
    NotInForce,
    OutsideCalendar,
    RuleHasNoPeriod,
    RuleNeedsSetting,
    UnknownInstitution,
    UnknownRule,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", nargs="?", help="a rule or a family; with --list, how the ids begin")
    parser.add_argument("date", metavar="DATE", nargs="?", help="the day of the event, such as 2026-03-02")
    parser.add_argument("--institution", metavar="CODE", default="", help="count as this institution's own acts decide")
    parser.add_argument("--json", action="store_true", help="print JSON with the fields above")
    parser.add_argument("--list", action="store_true", help="list the rules instead")


def run(args: argparse.Namespace) -> int:
    try:
        answer = (
            listing(args.rule or "", args.json)
            if args.list
            else (answered(args.rule, args.date, args.json, args.institution))
        )
    except SAID_PLAINLY as error:
        print(f"balss deadline: {error}", file=sys.stderr)
        return 1
    print(answer)
    return 0


def answered(name: str | None, when: str | None, as_json: bool, institution: str = "") -> str:
    """The answer for one rule and date; raises what SAID_PLAINLY names."""
    if name is None or when is None:
        raise MissingArgument
    event = read_event(when)
    day = day_in_riga(event) if isinstance(event, datetime) else event
    book = rule_book()
    rule, calendar = (
        own_rule(name, institution, day) if institution else (book.rule_at(name, on=day), WorkingCalendar.published())
    )
    if rule.period and rule.period.unit is Unit.HOURS and isinstance(event, datetime):
        moment = latest_moment(rule, event)
        return as_text(moment_fields(rule, event, moment, book)) if as_json else moment_text(rule, event, moment, book)
    due = reckon(rule, day, calendar)
    return as_text(due_fields(due, book)) if as_json else due_text(due, book, calendar)


def own_rule(name: str, code: str, day: date) -> tuple[Rule, WorkingCalendar]:
    """The rule with the institution's own number, and the calendar with the coordinator's days, from the database.

    Raises UnknownInstitution, and what the book raises.
    """
    from balss.cli import start_django

    start_django()
    from balss.places.queries import institution_by_code, rule_for, working_calendar

    institution = institution_by_code(code)
    if institution is None:
        raise UnknownInstitution(code)
    return rule_for(institution, name, on=day), working_calendar()


def listing(beginning: str, as_json: bool) -> str:
    """The rules whose ids begin so, in the order of the book; raises UnknownRule where there is none."""
    book = rule_book()
    rules = [rule for rule in book if rule.id.startswith(beginning)]
    if not rules:
        raise UnknownRule(beginning, book.names_like(beginning))
    if as_json:
        return as_text([rule_fields(rule) for rule in rules])
    return "\n".join(rule_line(rule) for rule in rules)


def read_event(text: str) -> date | datetime:
    """The day, or the aware moment, that the text names; raises BadDate."""
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadDate(text) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=RIGA)


def as_text(fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=2)
