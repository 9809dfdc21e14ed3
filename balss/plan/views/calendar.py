"""What is due when: all dated deadlines of a plan by quarter, then what is continuous and what has no date."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from balss.core.calendar import quarter_of
from balss.plan.models import Deadline, Gap
from balss.plan.queries import standings_of
from balss.plan.views.finding import plan_or_404, today_of
from balss.shared.http import Request

UNDATED = [
    (Deadline.Kind.CONTINUOUS, _("Continuous, while the plan lasts")),
    (Deadline.Kind.TEXT, _("Deadlines in words, without a certain date")),
]


@require_safe
def calendar(request: Request, slug: str) -> HttpResponse:
    plan, today = plan_or_404(request, slug), today_of(request)
    standings = standings_of(plan, on=today)
    pairs = [(standing, each) for standing in standings for each in standing.deadlines]
    dated = sorted(
        (pair for pair in pairs if pair[1].deadline.due_date), key=lambda pair: pair[1].deadline.due_date or today
    )
    others = Gap.objects.filter(
        edition__in=plan.editions.in_force(), due_date__isnull=False, measure__isnull=False
    ).select_related("measure")
    context = {
        "plan": plan,
        "today": today,
        "quarters": [
            (quarter, list(members))
            for quarter, members in groupby(dated, key=lambda pair: quarter_of(pair[1].deadline.due_date or today))
        ],
        "undated": [
            (words, [pair for pair in pairs if pair[1].deadline.kind == kind])
            for kind, words in UNDATED
            if any(each.deadline.kind == kind for _, each in pairs)
        ],
        "without": [standing for standing in standings if not standing.deadlines],
        "other_dates": others,
    }
    return render(request, "plan/calendar.html", context)
