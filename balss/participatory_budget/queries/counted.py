"""What of participatory budgets is evidence for the plan (measure 2.3): calls, chosen projects, and how many voted.

Every function takes an `EvidenceFilter` of the board `evidence`; calls belong to no measure, so a filter that asks for
one finds nothing. Of `having` it knows nothing.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.participatory_budget.models import Call, Project
from balss.shared.evidence import EvidenceFilter, EvidenceRecord


def calls(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Calls that are public and were not called off, by the day of their publication."""
    found = Call.objects.filter(_limits(wanted, "", "published_at"), state=Call.State.PUBLISHED)
    rows = found.order_by("-published_at", "-id")
    return [_of_call(call, timezone.localdate(call.published_at)) for call in rows]


def voters(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Calls with results, each with how many people voted."""
    found = Call.objects.filter(_limits(wanted, "", "results_announced_at"), state=Call.State.PUBLISHED, voters__gt=0)
    rows = found.exclude(results_announced_at=None).order_by("-results_announced_at", "-id")
    return [_of_call(call, timezone.localdate(call.results_announced_at), call.voters or 0) for call in rows]


def projects(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Projects that people chose and that were not stopped, by the day of the results."""
    chosen = Project.objects.chosen().exclude(state=Project.State.STOPPED)
    found = chosen.filter(_limits(wanted, "call__", "results_announced_at")).select_related("call")
    records = []
    for project in found.order_by("-call__results_announced_at", "call_id", "number"):
        with override("lv"):
            url = project.get_absolute_url()
        records.append(
            EvidenceRecord(
                key=f"{project.call.slug}/{project.number}",
                date=timezone.localdate(project.call.results_announced_at),
                title=project.title,
                url=url,
                institution=project.call.institution_id,
                state=Project.State(project.state).label,
                language=project.language,
            )
        )
    return records


def states_of_calls(keys: Collection[str]) -> dict[str, str]:
    found = Call.objects.filter(slug__in=keys, state=Call.State.CANCELLED)
    return {call.slug: _("called off: %(reason)s") % {"reason": call.cancel_reason} for call in found}


def states_of_projects(keys: Collection[str]) -> dict[str, str]:
    slugs = {key.rpartition("/")[0] for key in keys}
    stopped = Project.objects.filter(call__slug__in=slugs, state=Project.State.STOPPED).select_related("call")
    found = {f"{each.call.slug}/{each.number}": each for each in stopped}
    return {key: _("stopped: %(reason)s") % {"reason": found[key].stop_reason} for key in keys if key in found}


def _limits(wanted: EvidenceFilter, way: str, at: str) -> Q:
    """`way` leads from a row to its call, `at` is the moment of the call that counts."""
    if wanted.having:
        raise KeyError(", ".join(sorted(wanted.having)))
    limits = Q()
    if wanted.measure or wanted.topics or wanted.audiences or wanted.kinds:
        limits &= Q(pk__in=[])
    if wanted.institutions:
        limits &= Q(**{f"{way}institution__in": wanted.institutions})
    period: dict[str, Any] = {f"{way}{at}__date__gte": wanted.from_date, f"{way}{at}__date__lte": wanted.until_date}
    return limits & Q(**{name: day for name, day in period.items() if day})


def _of_call(call: Call, day: date, amount: int = 1) -> EvidenceRecord:
    with override("lv"):
        url = call.get_absolute_url()
    state: str | Promise = Call.State(call.state).label
    return EvidenceRecord(
        key=call.slug, date=day, title=call.title, url=url, institution=call.institution_id, amount=amount,
        state=state, language=call.language,
    )  # fmt: skip
