"""Where the deeds of the story are done: who acts, and what its names stand for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from balss.cli.demo.story import Deed
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.plan.models import Assessment, InformationRequest, Measure, Plan, ProgressReport, ReportingPeriod
from balss.shared.permissions import Actor, NotAllowed


@dataclass
class Stage:
    """The plan, those who act, and what the names in the story stand for."""

    plan: Plan
    accounts: dict[str, Account]
    reports: dict[str, int] = field(default_factory=dict)  # the keys of the rows
    requests: dict[str, InformationRequest] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)  # the keys of the rows, here and below
    processes: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    opportunities: dict[str, int] = field(default_factory=dict)
    voices: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)

    def actor(self, deed: Deed, action: str, obj: object) -> Actor:
        """Who does the deed, in the first of their roles that allows it. Raises NotAllowed."""
        account = self.accounts[deed.by]
        actor = actor_who_can(account, action, obj, deed.at)
        if actor is None:
            raise NotAllowed(Actor(account.public_id), action, obj)
        return actor

    def period(self, code: str | None) -> ReportingPeriod | None:
        return self.plan.periods.get(code=code) if code else None

    def report(self, name: str) -> ProgressReport:
        """As it is now, whoever has decided on it since."""
        reports = ProgressReport.objects.select_related("measure__plan", "institution", "period")
        return reports.get(pk=self.reports[name])

    def measure(self, key: str) -> Measure:
        return Measure.objects.select_related("plan").get(plan=self.plan, key=key)


Verb = Callable[[Stage, Deed], None]  # does a deed through the service that a page would call, at its own time
