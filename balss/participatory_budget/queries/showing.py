"""Calls, ideas and projects with all that a list or a page shows, in a fixed number of queries."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from balss.participatory_budget.models import Call, Expense, Idea, Project


def calls_for_list(calls: "QuerySet[Call]") -> "QuerySet[Call]":
    """With how many ideas stand (`ideas_count`) and how many projects were chosen (`chosen_count`)."""
    ideas = Idea.objects.public().exclude(state=Idea.State.WITHDRAWN)
    return (
        calls.select_related("institution")
        .prefetch_related("institution__names")
        .annotate(ideas_count=_number_of(ideas), chosen_count=_number_of(Project.objects.chosen()))
    )


def _number_of(rows: "QuerySet[Idea] | QuerySet[Project]") -> Coalesce:
    """How many of the rows belong to the call of the outer query."""
    counted = rows.filter(call=OuterRef("pk")).order_by().values("call").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def call_for_page(slug: str) -> "QuerySet[Call]":
    calls = calls_for_list(Call.objects.filter(slug=slug)).select_related("ballot")
    return calls.prefetch_related("areas__territories__versions", "categories", "revenues")


def projects_for_list(call: Call) -> "QuerySet[Project]":
    """In the order of the list; what was chosen first, in the order in which it was."""
    return call.projects.select_related("area", "category", "call", "idea").order_by("area__number", "number")


def spent_on(project: Project) -> int:
    return project.expenses.standing().aggregate(cents=Sum("cents"))["cents"] or 0


def project_for_page(slug: str, number: int) -> "QuerySet[Project]":
    projects = Project.objects.filter(call__slug=slug, number=number)
    return projects.select_related("call__institution", "area", "category", "idea__call").prefetch_related(
        "call__institution__names", "contracts", "steps", "expenses", "updates__photos__file"
    )


def idea_for_page(slug: str, number: int) -> "QuerySet[Idea]":
    ideas = Idea.objects.filter(call__slug=slug, number=number)
    return ideas.select_related(
        "call__institution", "area", "category", "merged_into__call", "vetting", "project__call"
    ).prefetch_related(
        "call__institution__names", "files__file", "absorbed__call", "vetting__cost_lines", "proposed_changes"
    )


def projects_for_data(call: Call) -> "QuerySet[Project]":
    return projects_for_list(call).prefetch_related(Prefetch("expenses", Expense.objects.standing()))
