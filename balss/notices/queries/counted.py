"""What of notices is evidence for measure 4.4 of the plan: institutions that send, followers, messages that went out.

What is after the period asked for is left out before anything is summed, so the count of a period that is over stays.
Nobody is named: a record is an institution with a number, and groups of fewer than five people do not count. Records
belong to no measure, topic or group of people, so a filter that asks for one finds none.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import CharField, Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from balss.core.calendar import day_in_riga, end_of_day, start_of_day
from balss.ledger.models import Entry
from balss.notices.models import Dispatch, DispatchState, Gateway, Subscription
from balss.places.models import Institution
from balss.shared.evidence import EvidenceFilter, EvidenceRecord

SMALLEST = 5  # people in a group that is told
FOLLOWED = "places.institution"
SENT = Q(state__in=[DispatchState.HANDED_OVER, DispatchState.DELIVERED], consent__isnull=False)


def gateways(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution that sends to official e-addresses, since the first day on which it did."""
    switched = Entry.objects.filter(
        action="notices.gateway_switched_on", subject_id=Cast(OuterRef("pk"), CharField())
    ).order_by("recorded_at")
    since = Coalesce(Subquery(switched.values("recorded_at")[:1]), "changed_at")
    rows = Gateway.objects.filter(is_on=True).annotate(moment=since).filter(_within(wanted))
    return _records(wanted, {row.institution_id: (1, row.moment) for row in rows})


def followers(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution with how many confirmed followers it has, at the day on which the last of them began."""
    rows = Subscription.objects.filter(kind=FOLLOWED).annotate(moment=F("created_at")).filter(_within(wanted))
    counted = rows.values_list("key").annotate(Count("pk"), Max("created_at")).order_by("key")
    by_slug = {slug: (number, last) for slug, number, last in counted if number >= SMALLEST}
    ids = Institution.objects.filter(slug__in=by_slug).values_list("slug", "pk")
    return _records(wanted, {pk: by_slug[slug] for slug, pk in ids})


def deliveries(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution with how many messages its gateway took, tests left out, at the day of the last of them."""
    rows = Dispatch.objects.filter(SENT).annotate(moment=F("handed_at")).filter(_within(wanted))
    counted = rows.values_list("institution").annotate(Count("pk"), Max("handed_at")).order_by("institution")
    return _records(wanted, {pk: (number, last) for pk, number, last in counted})


def states(keys: Collection[str]) -> dict[str, str]:
    """Of institutions that counted and do no more."""
    known = Institution.objects.filter(code__in=keys).values_list("code", flat=True)
    return dict.fromkeys(known, _("does not count any more: switched off, or fewer than five people"))


def _within(wanted: EvidenceFilter) -> Q:
    """Rows whose moment, annotated as `moment`, is in the period."""
    after = Q(moment__gte=start_of_day(wanted.from_date)) if wanted.from_date else Q()
    return after & Q(moment__lte=end_of_day(wanted.until_date)) if wanted.until_date else after


def _records(wanted: EvidenceFilter, found: dict[int, tuple[int, datetime]]) -> list[EvidenceRecord]:
    """By institution its number and its last moment; newest first, then by code. Two queries more."""
    if wanted.measure or wanted.kinds or wanted.topics or wanted.audiences or wanted.regions:
        return []
    if wanted.having:
        raise KeyError(next(iter(wanted.having)))
    records = []
    for body in Institution.objects.filter(pk__in=found).prefetch_related("names"):
        if wanted.institutions and body.pk not in wanted.institutions:
            continue
        number, moment = found[body.pk]
        day = day_in_riga(moment)
        name = str(body.name_on(day).lv)
        records.append(
            EvidenceRecord(body.code, day, name, body.get_absolute_url(), institution=body.pk, amount=number)
        )
    return sorted(records, key=lambda record: (-record.date.toordinal(), record.key))
