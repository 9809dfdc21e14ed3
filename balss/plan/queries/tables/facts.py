"""What stands at the head of a plan's data: the plan itself, its edition in force, its statuses and periods."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from balss.plan.models import Edition, Plan


def plans_with_facts() -> QuerySet[Plan]:
    """All plans with what `plan_facts` reads; five queries, however many plans there are."""
    in_force = Edition.objects.in_force().defer("document")
    return Plan.objects.select_related("coordinator").prefetch_related(
        Prefetch("editions", in_force, to_attr="in_force"), "statuses", "periods"
    )


def plan_facts(plan: Plan) -> dict[str, Any]:
    """Of a plan of `plans_with_facts`. Words stand by language, as the plan has them; days are dates."""
    edition: Edition | None = next(iter(vars(plan)["in_force"]), None)
    return {
        "plan": plan.slug,
        "country": plan.country,
        "number": plan.number,
        "title": plan.title,
        "languages": plan.languages,
        "start_date": plan.start_date,
        "end_date": plan.end_date,
        "coordinator": plan.coordinator.code if plan.coordinator else None,
        "edition": edition
        and {
            "number": edition.number,
            "sha256": edition.sha256,
            "file_name": edition.file_name,
            "imported_at": edition.imported_at,
        },
        "statuses": [
            {"code": each.code, "label": each.label, "is_final": each.is_final, "is_offered": each.is_offered}
            for each in plan.statuses.all()
        ],
        "periods": [
            {
                "code": each.code,
                "label": each.label,
                "start_date": each.start_date,
                "end_date": each.end_date,
                "closes_date": each.closes_date,
            }
            for each in plan.periods.all()
        ],
        "url": settings.ORIGIN + reverse("plan:plan", args=[plan.slug]),
        "data": settings.ORIGIN + reverse("plan:data", args=[plan.slug]),
    }
