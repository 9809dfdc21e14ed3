"""Duties: what one institution has to do in a plan, and who has to do what in one measure.

A plan names bodies: an institution, a group of them ("visas ministrijas", "pašvaldības"), or one that has been taken
over since. Each of these names leads to the institutions that answer for it on a day, and each institution back to the
names under which the plan may mean it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from balss.places.models import Institution, Membership, Succession
from balss.places.models.institutions import GROUP_KINDS
from balss.places.queries import predecessors_on, successor_on
from balss.plan.models import BodyPart, Deadline, Indicator, Measure, Plan


@dataclass(frozen=True)
class Duty:
    """The parts of one institution in one measure; at least one, in the order of the document."""

    institution: Institution
    measure: Measure  # with plan, commitment, standing indicators and deadlines
    parts: tuple[BodyPart, ...]

    @property
    def is_responsible(self) -> bool:
        return any(part.part == BodyPart.Part.RESPONSIBLE for part in self.parts)

    @cached_property
    def through(self) -> list[Institution]:
        """The groups and predecessors that the plan names instead of the institution itself; empty: it is named."""
        named = {part.institution_id: part.institution for part in self.parts if part.institution is not None}
        return [] if self.institution.pk in named else list(named.values())

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What it reports on: all of the measure, unless each of its parts carries one indicator alone."""
        alone = {part.indicator_id for part in self.parts}
        return [each for each in self.measure.indicators.all() if None in alone or each.pk in alone]


def names_of(institution: Institution, *, on: date) -> set[int]:
    """Ids of the bodies by which a plan means the institution on the day: itself, those that it took over, and groups
    that one of them belongs to, also through other groups. None for an institution that another has taken over."""
    if successor_on(institution, on=on) != institution:
        return set()
    names = predecessors_on(institution, on=on)
    memberships = list(Membership.objects.on(on).values_list("group_id", "member_id", "member_kind"))
    while groups := {
        group for group, member, kind in memberships if member in names or kind == institution.kind
    } - names:  # fmt: skip
        names |= groups
    return names


def duties_of(institution: Institution, *, on: date, plan: Plan | None = None) -> list[Duty]:
    """Its duties in the editions in force, newest plan first, in the order of the document. Eight queries."""
    parts = BodyPart.objects.filter(institution__in=names_of(institution, on=on), measure__withdrawn_in=None)
    if plan is not None:
        parts = parts.filter(measure__plan=plan)
    return _duties(institution, parts)


def duty_in(measure: Measure, institution: Institution, *, on: date) -> Duty | None:
    """Its duty in one measure, withdrawn or not; None where it has none."""
    parts = BodyPart.objects.filter(institution__in=names_of(institution, on=on), measure=measure)
    return next(iter(_duties(institution, parts)), None)


def _duties(institution: Institution, parts: QuerySet[BodyPart]) -> list[Duty]:
    by_measure: dict[int, list[BodyPart]] = defaultdict(list)
    for part in parts.select_related("institution").prefetch_related("institution__names"):
        by_measure[part.measure_id].append(part)
    measures = Measure.objects.filter(pk__in=by_measure).select_related("plan", "commitment")
    measures = measures.prefetch_related(Prefetch("indicators", Indicator.objects.standing()))
    measures = measures.prefetch_related(Prefetch("deadlines", Deadline.objects.standing()))
    ordered = measures.order_by("-plan__start_date", "plan_id", "place", "id")
    return [Duty(institution, measure, tuple(by_measure[measure.pk])) for measure in ordered]


@dataclass(frozen=True)
class Carrier:
    """One institution that has a part in a measure: the whole of it, or the indicators named."""

    institution_id: int
    is_responsible: bool
    indicators: frozenset[int] | None  # None: the whole measure

    def carries(self, indicator: Indicator) -> bool:
        return self.indicators is None or indicator.pk in self.indicators


def carriers_of(measures: Iterable[Measure], *, on: date) -> dict[int, list[Carrier]]:
    """By measure, the institutions that answer for it on the day: groups expanded, takeovers followed, bodies without
    a known institution and open groups left out; responsible ones first. Four queries, however many measures."""
    expand = _Expansion(on)
    named: dict[tuple[int, int], list[BodyPart]] = defaultdict(list)
    for part in BodyPart.objects.filter(measure__in=measures, institution__isnull=False):
        for institution_id in expand.institutions(part.institution_id or 0):
            named[part.measure_id, institution_id].append(part)
    carriers: dict[int, list[Carrier]] = defaultdict(list)
    for (measure_id, institution_id), parts in named.items():
        alone = frozenset(part.indicator_id for part in parts if part.indicator_id is not None)
        whole = any(part.indicator_id is None for part in parts)
        responsible = any(part.part == BodyPart.Part.RESPONSIBLE for part in parts)
        carriers[measure_id].append(Carrier(institution_id, responsible, None if whole else alone))
    for each in carriers.values():
        each.sort(key=lambda carrier: (not carrier.is_responsible, carrier.institution_id))
    return carriers


class _Expansion:
    """Who stands behind a name on one day; three queries once."""

    def __init__(self, on: date) -> None:
        by_kind: dict[str, set[int]] = defaultdict(set)
        self.existing: set[int] = set()
        for pk, kind in Institution.objects.on(on).values_list("pk", "kind"):
            by_kind[kind].add(pk)
            if kind not in GROUP_KINDS:
                self.existing.add(pk)
        self.onward: dict[int, set[int]] = defaultdict(set)
        for group, member, kind in Membership.objects.on(on).values_list("group_id", "member_id", "member_kind"):
            self.onward[group] |= by_kind[kind] if member is None else {member}
        takeovers = Succession.objects.filter(scope="", effective_date__lte=on)
        for predecessor, successor in takeovers.values_list("predecessor_id", "successor_id"):
            self.onward[predecessor] = {successor}

    def institutions(self, named: int) -> set[int]:
        """The institutions at the end of the way from a group to its members and from the old to the new."""
        seen, waiting = {named}, {named}
        while waiting:
            waiting = {further for each in waiting for further in self.onward[each]} - seen
            seen |= waiting
        return {each for each in seen & self.existing if not self.onward[each]}


def obliged_institutions(plan: Plan, *, on: date) -> list[Institution]:
    """Every institution that has a part in the plan on the day, with its names, by code. Six queries."""
    measures = Measure.objects.standing().filter(plan=plan)
    ids = {carrier.institution_id for carriers in carriers_of(measures, on=on).values() for carrier in carriers}
    return list(Institution.objects.filter(pk__in=ids).prefetch_related("names").order_by("code"))
