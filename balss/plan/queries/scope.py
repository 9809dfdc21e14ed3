"""Of what rows are asked for: a plan, one of its measures, or what concerns one institution."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from balss.places.models import Institution
from balss.places.queries import predecessors_on
from balss.plan.models import Assessment, Change, Measure, Plan, ProgressReport
from balss.plan.queries.latest import assessments_standing_on, reports_standing_on
from balss.plan.queries.obligations import obligations_of
from balss.plan.queries.status import MeasureStanding, standing_of, standings_of

Rows = TypeVar("Rows", bound=Model)


@dataclass(frozen=True)
class Scope:
    """A plan on a day; where `measure` or `institution` is given, only what is about it.

    An institution is concerned by the measures in which it has a part, by name or through a group, and by what it
    reported itself (or whom it took over from reported).
    """

    plan: Plan
    on: date
    measure: Measure | None = None
    institution: Institution | None = None

    def of_measures(self, rows: "QuerySet[Rows]", measure: str = "measure") -> "QuerySet[Rows]":
        """Rows about measures in scope; `measure` is the way from a row to its measure ("" for measures)."""
        way = f"{measure}__" if measure else ""
        limits: dict[str, Any] = {f"{way}plan": self.plan}
        if self.measure_ids is not None:
            limits[f"{way}pk__in"] = self.measure_ids
        return rows.filter(**limits)

    def of_reporters(self, rows: "QuerySet[Rows]") -> "QuerySet[Rows]":
        """Rows that were reported by who is in scope."""
        return rows if self.reporter_ids is None else rows.filter(institution__in=self.reporter_ids)

    def changes(self) -> "QuerySet[Change]":
        """What editions changed; of the plan itself and its commitments only where the whole plan is in scope."""
        changes = Change.objects.filter(edition__plan=self.plan)
        if self.measure_ids is None:
            return changes
        return changes.filter(measure_key__in=Measure.objects.filter(pk__in=self.measure_ids).values("key"))

    @cached_property
    def measure_ids(self) -> frozenset[int] | None:
        """None: all measures of the plan."""
        if self.measure is not None:
            return frozenset([self.measure.pk])
        if self.institution is None:
            return None
        parts = obligations_of(self.institution, plan=self.plan, on=self.on)
        return frozenset(parts.order_by().values_list("measure_id", flat=True))

    @cached_property
    def reporter_ids(self) -> frozenset[int] | None:
        """None: everybody."""
        return None if self.institution is None else frozenset(predecessors_on(self.institution, on=self.on))

    @cached_property
    def standings(self) -> dict[int, MeasureStanding]:
        """By measure: what deadlines and values tell on the day; measures that an edition withdrew have none."""
        if self.measure is not None:
            return {} if self.measure.withdrawn_in_id else {self.measure.pk: standing_of(self.measure, on=self.on)}
        return {standing.measure.pk: standing for standing in standings_of(self.plan, on=self.on)}

    @cached_property
    def reports(self) -> dict[int, list[ProgressReport]]:
        """By measure: the latest public report of each institution."""
        return reports_standing_on(self.plan, on=self.on)

    @cached_property
    def assessments(self) -> dict[int, Assessment]:
        """By measure: the latest assessment."""
        return assessments_standing_on(self.plan, on=self.on)

    @cached_property
    def institutions(self) -> dict[int, Institution]:
        """All institutions with their names: two queries, however many rows name one."""
        return {body.pk: body for body in Institution.objects.prefetch_related("names")}

    def code_of(self, institution_id: int | None) -> str | None:
        return None if institution_id is None else self.institutions[institution_id].code

    def name_of(self, institution_id: int | None) -> str | None:
        """Its name on the day, in the language being read."""
        return None if institution_id is None else str(self.institutions[institution_id].name_on(self.on))
