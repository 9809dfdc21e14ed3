"""What of the library is evidence for the plan: published cases of good practice, by the day of their publication."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.library.models import PracticeCase, State
from balss.shared.evidence import EvidenceFilter, EvidenceRecord


def cases(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """One record for each published case, newest first, in three queries.

    Cases belong to no measure, kind, group or region, so a filter that asks for one of these finds nothing. Raises
    KeyError for what `having` asks.
    """
    if wanted.having:
        raise KeyError(", ".join(sorted(wanted.having)))
    found = PracticeCase.objects.public().filter(_limits(wanted)).distinct().order_by("-published_at", "-id")
    return [_record(case) for case in found.prefetch_related("topics__parent")]


def states(keys: Collection[str]) -> dict[str, str]:
    """What has become of cases that are or were public."""
    found = PracticeCase.objects.exclude(state=State.DRAFT).filter(slug__in=keys)
    return {case.slug: _state(case) for case in found}


def _state(case: PracticeCase) -> str:
    if case.state == State.WITHDRAWN:
        return _("withdrawn: %(reason)s") % {"reason": case.withdrawn_reason}
    return _("does not count here any more: its topics were changed")


def _limits(wanted: EvidenceFilter) -> Q:
    limits = Q()
    if wanted.measure or wanted.kinds or wanted.audiences or wanted.regions or wanted.except_regions:
        limits &= Q(pk__in=[])
    if wanted.institutions:
        limits &= Q(institution__in=wanted.institutions)
    if wanted.topics:
        limits &= Q(topics__code__in=wanted.topics) | Q(topics__parent__code__in=wanted.topics)
    if wanted.from_date:
        limits &= Q(published_at__date__gte=wanted.from_date)
    if wanted.until_date:
        limits &= Q(published_at__date__lte=wanted.until_date)
    return limits


def _record(case: PracticeCase) -> EvidenceRecord:
    with override("lv"):
        url = case.get_absolute_url()
    return EvidenceRecord(
        key=case.slug,
        date=timezone.localdate(case.published_at),
        title=case.title,
        url=url,
        institution=case.institution_id,
        state=State(case.state).label,
        language=case.language,
        topics=tuple(sorted({each.parent.code if each.parent else each.code for each in case.topics.all()})),
    )
