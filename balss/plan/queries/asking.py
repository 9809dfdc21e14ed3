"""Whom a request for information can go to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from balss.places.models import Institution, InstitutionKind
from balss.plan.models import Plan
from balss.plan.queries.contacts import Contact, contacts_of
from balss.plan.queries.duties import obliged_institutions


@dataclass(frozen=True)
class Candidate:
    institution: Institution
    contacts: list[Contact]

    @property
    def is_reached_at_the_office(self) -> bool:
        """Nobody works for it here: the letter goes to its public address."""
        return bool(self.contacts) and not self.contacts[0].public_id


@dataclass(frozen=True)
class Candidates:
    """All ministries, all municipalities, and others that have a part in the plan; each by code."""

    ministries: list[Candidate]
    municipalities: list[Candidate]
    others: list[Candidate]

    def groups(self) -> dict[str, list[Candidate]]:
        return {"ministries": self.ministries, "municipalities": self.municipalities, "others": self.others}


def candidates_for(plan: Plan, *, now: datetime) -> Candidates:
    """A fixed number of queries."""
    day = timezone.localdate(now)
    obliged = {institution.pk for institution in obliged_institutions(plan, on=day)}
    always = [InstitutionKind.MINISTRY.value, InstitutionKind.MUNICIPALITY.value]
    institutions = Institution.objects.on(day).filter(Q(kind__in=always) | Q(pk__in=obliged)).prefetch_related("names")
    every = list(institutions.order_by("code"))
    contacts = contacts_of(every, now=now)
    groups: dict[str, list[Candidate]] = {kind: [] for kind in [*always, ""]}
    for institution in every:
        group = institution.kind if institution.kind in always else ""
        groups[group].append(Candidate(institution, contacts[institution.pk]))
    return Candidates(*groups.values())
