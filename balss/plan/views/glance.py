"""A plan at one look: every measure as a sign of its computed status, how many of each, and what is due next."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from balss.plan.models import Plan
from balss.plan.queries import ComputedStatus, MeasureStanding, current_plan, standings_of, status_counts
from balss.plan.views.finding import today_of
from balss.shared.http import Request


def glance(plan: Plan, standings: list[MeasureStanding], today: date) -> dict[str, object]:
    """What `plan/board.html` wants."""
    return {
        "plan": plan,
        "today": today,
        "standings": standings,
        "counts": status_counts(standings),
        **_next_due(standings),
    }


def _next_due(standings: list[MeasureStanding]) -> dict[str, object]:
    """The nearest day on which something is due, what is, and what a footnote would have due on the same day."""
    waiting = [
        (each.deadline.due_date, standing.measure)
        for standing in standings
        for each in standing.deadlines
        if each.status == ComputedStatus.DUE and each.deadline.due_date
    ]
    nearest = min((day for day, _ in waiting), default=None)
    conflicts = [(standing.measure, gap) for standing in standings for gap in standing.conflicts]
    return {
        "next_due_date": nearest,
        "next_due": [measure for day, measure in waiting if day == nearest],
        "other_dates": [(measure, gap) for measure, gap in conflicts if gap.due_date == nearest],
    }


def home_panel(request: Request) -> SafeString:
    """On the home page: the plan that runs today; nothing before one has been imported."""
    today = today_of(request)
    plan = current_plan(on=today)
    if plan is None:
        return mark_safe("")
    context = glance(plan, standings_of(plan, on=today), today)
    return render_to_string("plan/home_panel.html", context, request)
