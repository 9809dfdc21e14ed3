"""What of participation is evidence for the plan: processes, outcome reports, decisions. What their pages say, counts.

Every function takes an `EvidenceFilter` of the board `evidence`. Its `kinds` are those of opportunities: a report has
that of its own, a process and the decision on it those of all its opportunities that were published and not withdrawn.
Its regions are those of the process, or of the decision: what is about the whole country names no place and lies in no
region, neither in one that is wanted nor in “the others”. Of processes it knows `having` {"example": policy or service,
"method": how people are involved}.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.participation.models import Decision, Opportunity, OutcomeReport, Process, Telling
from balss.places.models import Territory, Topic
from balss.places.queries import within
from balss.shared.evidence import EvidenceFilter, EvidenceRecord

HAVING = {"example", "method"}
Row = TypeVar("Row", bound=Model)


def processes(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Processes that are public and were not stopped, by the day of their publication."""
    if unknown := set(wanted.having) - HAVING:
        raise KeyError(", ".join(sorted(unknown)))
    public = Process.objects.public().exclude(state=Process.State.STOPPED)
    limits = _limits(wanted, "") & _where(wanted, "territories") & _of_kinds(wanted, "pk")
    found = _in_period(public.filter(limits), wanted)
    shown = Process.objects.filter(pk__in=found.values("pk")).order_by("-published_at", "-id")
    records = []
    for process in shown.prefetch_related("topics__parent"):
        with override("lv"):
            url = process.get_absolute_url()
        state = Process.State(process.state).label
        topics = process.topics.all()
        records.append(_record(process.slug, process, process.published_at, url, state, process.title, topics=topics))
    return records


def outcome_reports(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Outcome reports that are published."""
    _refuse_having(wanted)
    way = "consultation__opportunity__process__"
    limits = _limits(wanted, way) & _where(wanted, f"{way}territories")
    if wanted.kinds:
        limits &= Q(consultation__opportunity__kind__in=wanted.kinds)
    if wanted.except_kinds:
        limits &= ~Q(consultation__opportunity__kind__in=wanted.except_kinds)
    published = OutcomeReport.objects.filter(limits, state=OutcomeReport.State.PUBLISHED)
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
        topics = subject.topics.all()
        records.append(
            _record(str(report.pk), subject, report.published_at, url, state, opportunity.title, topics=topics)
        )
    return records


def decisions(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Decisions that are published and of which those affected were told through at least one channel; by the day of
    their publication. A decision has the topics of its process."""
    _refuse_having(wanted)
    limits = _limits(wanted, "", topics="process__topics") & _where(wanted, "territories")
    limits &= _of_kinds(wanted, "process")
    told = Decision.objects.public().filter(limits, pk__in=Telling.objects.values("decision"))
    found = _in_period(told, wanted)
    shown = Decision.objects.filter(pk__in=found.values("pk")).order_by("-published_at", "-id")
    records = []
    for decision in shown.select_related("process").prefetch_related("process__topics__parent"):
        with override("lv"):
            url = decision.get_absolute_url()
        topics = decision.process.topics.all() if decision.process else ()
        state = Decision.State(decision.state).label
        records.append(
            _record(decision.slug, decision, decision.published_at, url, state, decision.title, topics=topics)
        )
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


def states_of_decisions(keys: Collection[str]) -> dict[str, str]:
    found = Decision.objects.exclude(state=Decision.State.DRAFT).filter(slug__in=keys)
    return {decision.slug: _state_of_decision(decision) for decision in found}


def _state_of_decision(decision: Decision) -> str:
    if decision.state == Decision.State.WITHDRAWN:
        return _("withdrawn: %(reason)s") % {"reason": decision.withdrawn_reason}
    return _("does not count here any more: what it is for or where was changed")


def _refuse_having(wanted: EvidenceFilter) -> None:
    """Of what only one kind of record knows, this one knows nothing."""
    if wanted.having:
        raise KeyError(", ".join(sorted(wanted.having)))


def _limits(wanted: EvidenceFilter, way: str, *, topics: str = "") -> Q:
    """`way` leads from a row to what names measure, institution, topics and groups; `topics` to these where they are
    elsewhere."""
    topics = topics or f"{way}topics"
    limits = Q()
    if wanted.measure:
        limits &= Q(**{f"{way}measure__key": wanted.measure, f"{way}measure__plan__slug": wanted.plan})
    if wanted.institutions:
        limits &= Q(**{f"{way}institution__in": wanted.institutions})
    for name, values in wanted.having.items():
        limits &= Q(**{f"{way}{name}__in": values})
    if wanted.topics:
        limits &= Q(**{f"{topics}__code__in": wanted.topics}) | Q(**{f"{topics}__parent__code__in": wanted.topics})
    if wanted.audiences:
        limits &= Q(**{f"{way}audiences__code__in": wanted.audiences})
    return limits


def _where(wanted: EvidenceFilter, territories: str) -> Q:
    """`territories` leads to the places; of several one has to lie in a wanted region, or outside of all others."""
    limits = Q()
    if wanted.regions:
        limits &= Q(**{f"{territories}__in": _all_within(wanted.regions)})
    if wanted.except_regions:
        outside = Territory.objects.exclude(pk__in=_all_within(wanted.except_regions))
        limits &= Q(**{f"{territories}__in": outside.values("pk")})
    return limits


def _all_within(slugs: Iterable[str]) -> set[int]:
    today = timezone.localdate()
    return {pk for each in Territory.objects.filter(slug__in=slugs) for pk in within(each, on=today)}


def _of_kinds(wanted: EvidenceFilter, process: str) -> Q:
    """That the process, which `process` names, has a public opportunity of a kind."""
    public = Opportunity.objects.public().exclude(process=None)
    limits = Q()
    if wanted.kinds:
        limits &= Q(**{f"{process}__in": public.filter(kind__in=wanted.kinds).values("process")})
    if wanted.except_kinds:
        limits &= Q(**{f"{process}__in": public.exclude(kind__in=wanted.except_kinds).values("process")})
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
    key: str,
    subject: Process | Opportunity | Decision,
    at: datetime | None,
    url: str,
    state: str | Promise,
    title: str,
    *,
    topics: Iterable[Topic],
) -> EvidenceRecord:
    return EvidenceRecord(
        key=key,
        date=timezone.localdate(at),
        title=title,
        url=url,
        institution=subject.institution_id,
        state=state,
        language=subject.language,
        topics=_fields(topics),
    )
