"""Which plan is meant."""

from datetime import date

from balss.plan.models import Plan

HOME = "LV"  # whose plan is shown where none is named


def plan_by_slug(slug: str) -> Plan | None:
    return Plan.objects.filter(slug=slug).select_related("coordinator").first()


def outcome_group(plan: Plan) -> str:
    """The name under which `indicators` keeps the outcome indicators of the plan; "" where it keeps none."""
    return f"plan-{plan.number}" if plan.country == HOME else ""


def current_plan(*, on: date) -> Plan | None:
    """Latvia's plan of this day; where none runs, the last one that began, else the next."""
    plans = list(Plan.objects.filter(country=HOME).select_related("coordinator").order_by("-start_date", "-number"))
    running = [plan for plan in plans if plan.start_date <= on <= plan.end_date]
    begun = [plan for plan in plans if plan.start_date <= on]
    return next(iter([*running, *begun, *reversed(plans)]), None)
