"""Who sends to official e-addresses, who agreed, and what became of messages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from balss.notices.models import Consent, Dispatch, DispatchState, Gateway, Reason, Standing
from balss.people.models import Person
from balss.places.models import Institution

UNASKED = "notices.official_test"  # the kind of test messages


def standing_gateway(institution: Institution) -> Gateway | None:
    """The institution's gateway, if it is switched on."""
    return Gateway.objects.filter(institution=institution, is_on=True).first()


def senders(codes: Collection[str], day: date) -> list[Institution]:
    """Institutions with one of the codes whose gateway is on, that exist on the day, by code."""
    on = Institution.objects.on(day).filter(code__in=codes, gateway__is_on=True)
    return list(on.prefetch_related("names").order_by("code"))


def consents_of(person: Person) -> list[Consent]:
    """What the person agreed to and has not withdrawn, the newest first, with institutions and their names."""
    given = Consent.objects.filter(person__in=Person.objects.one_with(person), withdrawn_at=None)
    return list(given.select_related("institution", "person").prefetch_related("institution__names"))


def dispatches_to(person: Person) -> QuerySet[Dispatch]:
    """What was sent to the person, the newest first, with institutions and their names."""
    sent = Dispatch.objects.filter(consent__person__in=Person.objects.one_with(person))
    return sent.select_related("institution").prefetch_related("institution__names")


def taking(person_ids: Collection[int], *, institution: Institution | None) -> dict[int, Consent]:
    """By person: the consent through which a message goes now; persons without one are left out.

    From the institution, or, with None, what people follow, through the institution that they chose. An address that
    is not active is left out. The same number of queries for any number of persons.
    """
    remaining = {
        pk: merged or pk for pk, merged in Person.objects.filter(pk__in=person_ids).values_list("pk", "merged_into")
    }
    own = Q(person__in=remaining.values()) | Q(person__merged_into__in=remaining.values())
    given = Consent.objects.filter(own, withdrawn_at=None, institution__gateway__is_on=True)
    given = given.exclude(standing=Standing.INACTIVE).select_related("person", "institution").order_by("given_at", "pk")
    found = given.filter(institution=institution) if institution else given.filter(news=True)
    by_person = {consent.person.merged_into_id or consent.person_id: consent for consent in found}
    return {pk: by_person[kept] for pk, kept in remaining.items() if kept in by_person}


@dataclass(frozen=True)
class GatewayFigures:
    """Counts of one institution's messages, test messages included; `reasons` of those given up, in words."""

    waiting: int
    handed_over: int
    delivered: int
    failed: int
    consents: int
    reasons: list[tuple[str, int]]


def gateway_figures(institution: Institution) -> GatewayFigures:
    """Three queries."""
    rows = Dispatch.objects.filter(institution=institution)
    counts = rows.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in DispatchState},
    )
    failed = rows.filter(state=DispatchState.FAILED).order_by("reason").values_list("reason")
    reasons = [(str(Reason(reason).label), number) for reason, number in failed.annotate(Count("pk"))]
    consents = Consent.objects.filter(institution=institution, withdrawn_at=None).count()
    return GatewayFigures(**counts, consents=consents, reasons=reasons)


def latest_test(institution: Institution) -> Dispatch | None:
    """The last test message, whatever became of it."""
    return Dispatch.objects.filter(institution=institution, kind=UNASKED).first()
