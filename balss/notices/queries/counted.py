"""What of notices is evidence for measure 4.4 of the plan: institutions that send, followers, messages that went out.

Nobody is named: a record is an institution with a number, and groups of fewer than five people do not count. Records
belong to no measure, topic or group of people, so a filter that asks for one finds none.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from balss.core.calendar import day_in_riga
from balss.notices.models import Dispatch, DispatchState, Gateway, Subscription
from balss.places.models import Institution
from balss.shared.evidence import EvidenceFilter, EvidenceRecord

SMALLEST = 5  # people in a group that is told
FOLLOWED = "places.institution"
SENT = Q(state__in=[DispatchState.HANDED_OVER, DispatchState.DELIVERED], consent__isnull=False)


def gateways(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution that sends to official e-addresses, since when it does."""
    on = {each.institution_id: each.changed_at for each in Gateway.objects.filter(is_on=True)}
    return _records(wanted, {pk: (day_in_riga(at), 1) for pk, at in on.items()})


def followers(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution with how many confirmed followers it has, at the day on which the last of them began."""
    rows = Subscription.objects.filter(kind=FOLLOWED).values("key").annotate(number=Count("pk"), at=Max("created_at"))
    by_slug: dict[str, tuple[int, datetime]] = {
        row["key"]: (row["number"], row["at"]) for row in rows.order_by("key") if row["number"] >= SMALLEST
    }
    ids = Institution.objects.filter(slug__in=by_slug).values_list("slug", "pk")
    return _records(wanted, {pk: (day_in_riga(by_slug[slug][1]), by_slug[slug][0]) for slug, pk in ids})


def deliveries(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution with how many messages its gateway took, tests left out, at the day of the last of them."""
    rows = Dispatch.objects.filter(SENT).values("institution").annotate(number=Count("pk"), at=Max("handed_at"))
    return _records(
        wanted, {row["institution"]: (day_in_riga(row["at"]), row["number"]) for row in rows.order_by("institution")}
    )


def states(keys: Collection[str]) -> dict[str, str]:
    """Of institutions that counted and do no more."""
    known = Institution.objects.filter(code__in=keys).values_list("code", flat=True)
    return dict.fromkeys(known, _("does not count any more: switched off, or fewer than five people"))


def _records(wanted: EvidenceFilter, found: dict[int, tuple[date, int]]) -> list[EvidenceRecord]:
    """Newest first, then by code; two queries more."""
    if wanted.measure or wanted.kinds or wanted.topics or wanted.audiences or wanted.regions:
        return []
    if wanted.having:
        raise KeyError(next(iter(wanted.having)))
    bodies = Institution.objects.filter(pk__in=found).prefetch_related("names").order_by("code")
    records = [
        EvidenceRecord(
            each.code, found[each.pk][0], str(each.name_on(found[each.pk][0]).lv), each.get_absolute_url(),
            institution=each.pk, amount=found[each.pk][1],
        )
        for each in bodies
        if not wanted.institutions or each.pk in wanted.institutions
    ]  # fmt: skip
    within = [
        each
        for each in records
        if (wanted.from_date is None or each.date >= wanted.from_date)
        and (wanted.until_date is None or each.date <= wanted.until_date)
    ]
    return sorted(within, key=lambda record: (-record.date.toordinal(), record.key))
