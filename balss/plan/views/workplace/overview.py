"""The first page of the workplace, for the role acted in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from balss.plan.queries.requests import open_requests_to
from balss.plan.queries.workload import Need, tasks_of
from balss.plan.services.progress import own_institution
from balss.shared.http import Request
from balss.shared.permissions import Role, require

NEEDS: dict[Need, Promise] = {
    Need.TO_REPORT: pgettext_lazy("measures with reports", "To report now"),
    Need.DRAFT: pgettext_lazy("measures with reports", "Drafts"),
    Need.RETURNED: pgettext_lazy("measures with reports", "Returned"),
    Need.OVERDUE: pgettext_lazy("measures with reports", "Deadline passed"),
    Need.SUBMITTED: pgettext_lazy("measures with reports", "Sent"),
    Need.ACCEPTED: pgettext_lazy("measures with reports", "Accepted"),
}


@require_safe
def overview(request: Request) -> HttpResponse:
    """An official's own duties; the coordinator and the reviewer are led to their own pages."""
    require(request.actor, "plan.open_workplace", None, request.now)
    if request.actor.holds(Role.COORDINATOR):
        return redirect("plan:desk")
    if request.actor.holds(Role.REVIEWER):
        return redirect("plan:assessing")
    institution = own_institution(request.actor)
    today = timezone.localdate(request.now)
    tasks = tasks_of(institution, on=today)
    chosen = request.GET.get("rada", "")
    return render(
        request,
        "plan/workplace/overview.html",
        {
            "institution": institution,
            "tasks": [task for task in tasks if chosen not in set(Need) or chosen in task.needs],
            "total": len(tasks),
            "filters": [("", pgettext_lazy("measures with reports", "All"), len(tasks), chosen not in set(Need))]
            + [
                (need, label, sum(need in task.needs for task in tasks), need == chosen)
                for need, label in NEEDS.items()
            ],
            "asked": open_requests_to(institution, on=today),
            "today": today,
        },
    )
