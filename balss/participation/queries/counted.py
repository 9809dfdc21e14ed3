"""What of participation is evidence for the plan: processes and outcome reports. What their pages say, counts.

Every function takes an `EvidenceFilter` of the board `evidence`; of processes it knows `having` {"example": policy or
service, "method": how people are involved}.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.participation.models import Opportunity, OutcomeReport, Process
from balss.places.models import Topic
from balss.shared.evidence import EvidenceFilter, EvidenceRecord

HAVING = {"example", "method"}
Row = TypeVar("Row", bound=Model)


def processes(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Processes that are public and were not stopped, by the day of their publication."""
    if unknown := set(wanted.having) - HAVING:
        raise KeyError(", ".join(sorted(unknown)))
    public = Process.objects.public().exclude(state=Process.State.STOPPED)
    found = _in_period(public.filter(_limits(wanted, "")), wanted)
    shown = Process.objects.filter(pk__in=found.values("pk")).order_by("-published_at", "-id")
    records = []
    for process in shown.prefetch_related("topics__parent"):
        with override("lv"):
            url = process.get_absolute_url()
        state = Process.State(process.state).label
        records.append(_record(process.slug, process, process.published_at, url, state, process.title))
    return records


def outcome_reports(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Outcome reports that are published."""
    if wanted.having:
        raise KeyError(", ".join(sorted(wanted.having)))
    way = "consultation__opportunity__process__"
    published = OutcomeReport.objects.filter(_limits(wanted, way), state=OutcomeReport.State.PUBLISHED)
    found = _in_period(published, wanted)
    shown = OutcomeReport.objects.filter(pk__in=found.values("pk")).order_by("-published_at", "-pk")
    shown = shown.select_related("consultation__opportunity__process")
    records = []
    for report in shown.prefetch_related("consultation__opportunity__process__topics__parent"):
        opportunity = report.consultation.opportunity
        with override("lv"):
            url = opportunity.get_absolute_url()
        state = OutcomeReport.State(report.state).label
        subject = opportunity.process or opportunity
        records.append(_record(str(report.pk), subject, report.published_at, url, state, opportunity.title))
    return records


def states_of_processes(keys: Collection[str]) -> dict[str, str]:
    found = Process.objects.public().filter(slug__in=keys)
    return {process.slug: _state_of(process) for process in found}


def _state_of(process: Process) -> str:
    if process.state == Process.State.STOPPED:
        return _("stopped: %(reason)s") % {"reason": process.stop_reason}
    return _("does not count here any more: what it is for or how people are involved was changed")


def states_of_reports(keys: Collection[str]) -> dict[str, str]:
    withdrawn = OutcomeReport.objects.filter(pk__in=[int(key) for key in keys], state=OutcomeReport.State.WITHDRAWN)
    return {str(each.pk): _("withdrawn: %(reason)s") % {"reason": each.withdrawn_reason} for each in withdrawn}


def _limits(wanted: EvidenceFilter, way: str) -> Q:
    """`way` leads from a row to its process."""
    limits = Q()
    if wanted.measure:
        limits &= Q(**{f"{way}measure__key": wanted.measure, f"{way}measure__plan__slug": wanted.plan})
    if wanted.institutions:
        limits &= Q(**{f"{way}institution__in": wanted.institutions})
    for name, values in wanted.having.items():
        limits &= Q(**{f"{way}{name}__in": values})
    if wanted.topics:
        limits &= Q(**{f"{way}topics__code__in": wanted.topics}) | Q(
            **{f"{way}topics__parent__code__in": wanted.topics}
        )
    if wanted.audiences:
        limits &= Q(**{f"{way}audiences__code__in": wanted.audiences})
    return limits


def _in_period(rows: "QuerySet[Row]", wanted: EvidenceFilter) -> "QuerySet[Row]":
    if wanted.from_date:
        rows = rows.filter(published_at__date__gte=wanted.from_date)
    if wanted.until_date:
        rows = rows.filter(published_at__date__lte=wanted.until_date)
    return rows


def _fields(topics: Iterable[Topic]) -> tuple[str, ...]:
    return tuple(sorted({topic.parent.code if topic.parent else topic.code for topic in topics}))


def _record(
    key: str, subject: Process | Opportunity, at: datetime | None, url: str, state: str | Promise, title: str
) -> EvidenceRecord:
    return EvidenceRecord(
        key=key,
        date=timezone.localdate(at),
        title=title,
        url=url,
        institution=subject.institution_id,
        state=state,
        language=subject.language,
        topics=_fields(subject.topics.all()),
    )
