"""What the law asks of a call before it is published, and the days that follow from its results.

Pašvaldību likums: the least money 59(2), the shortest periods 61 3) and 61 6), the clocks of carrying out 62(2).
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from balss.core.calendar import Due, Rule, WorkingCalendar, due_date, earliest_end, rule_book
from balss.core.calendar.riga import day_in_riga
from balss.participatory_budget.models import Call, Project
from balss.places.queries import working_calendar

YEARS_OF_REVENUE = 3


def rule(name: str, on: date) -> Rule:
    return rule_book().rule_at(name, on=on)


@dataclass(frozen=True)
class LeastMoney:
    """`cents` is what a year has to have at least, rounded up to a cent; `elsewhere` what other calls of the same
    institution and year have."""

    rule: Rule
    cents: int
    elsewhere_cents: int

    def is_kept(self, money_cents: int) -> bool:
        return money_cents + self.elsewhere_cents >= self.cents


def least_money(call: Call) -> LeastMoney | None:
    """0.5 % of a year's revenue, on average over the last three years; None while these are not entered. The duty is
    the year's: what other public calls of that budget year have counts too."""
    revenues = list(call.revenues.all())
    if len(revenues) != YEARS_OF_REVENUE:
        return None
    share = rule("pb.amount", date(call.year, 1, 1))
    assert share.amount is not None  # noqa: S101  (the law gives it)
    total = sum(each.income_tax_cents + each.property_tax_cents for each in revenues)
    least = ceil(Fraction(total, YEARS_OF_REVENUE) * Fraction(share.amount) / 100)
    others = Call.objects.filter(institution=call.institution_id, year=call.year, state=Call.State.PUBLISHED)
    elsewhere = sum(others.exclude(pk=call.pk).values_list("money_cents", flat=True))
    return LeastMoney(share, least, elsewhere)


def shortest_ideas(opens_date: date) -> Due:
    """61 3): until which day ideas have to be taken at least."""
    return earliest_end(rule("pb.submission", opens_date), opens_date, working_calendar())


def shortest_voting(opens_date: date) -> Due:
    """61 6): until which day voting has to last at least."""
    return earliest_end(rule("pb.vote", opens_date), opens_date, working_calendar())


@dataclass(frozen=True)
class Clock:
    """One day by which something has to be done: `done` the day on which it was, `left` days until it is due."""

    due: Due
    done: date | None
    left: int

    @property
    def is_late(self) -> bool:
        return (self.done > self.due.date) if self.done else self.left < 0


@dataclass(frozen=True)
class Clocks:
    """62(2): started within three months and carried out within two years, both from the results."""

    start: Clock
    finish: Clock


def clocks_of(project: Project, *, today: date, calendar: WorkingCalendar | None = None) -> Clocks | None:
    """None for what was not chosen, or was stopped. `calendar` saves two queries where many are asked for."""
    results_at = project.call.results_announced_at
    if results_at is None or project.state not in (Project.State.CHOSEN, Project.State.UNDER_WAY, Project.State.DONE):
        return None
    told, calendar = day_in_riga(results_at), calendar or working_calendar()
    start = due_date(rule("pb.start", told), told, calendar)
    finish = due_date(rule("pb.implement", told), told, calendar)
    return Clocks(
        Clock(start, project.started_date, (start.date - today).days),
        Clock(finish, project.done_date, (finish.date - today).days),
    )
