"""The participatory budgets of the demonstration's story, at addresses that do not change with the year: one with
projects under way, one in which one votes, and one that takes ideas."""

from dataclasses import dataclass, field
from datetime import datetime

from balss.cli.demo import participatory_budget, voting
from balss.cli.demo.performing import perform
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed, read_story
from balss.participatory_budget.services import calls
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.people.services.demo import make_demo_neighbours
from balss.plan.models import Plan
from balss.shared.permissions import Actor

DONE, VOTING, OPEN = "budzets-noticis", "budzets-balso", "budzets-idejas"
VERBS = {**participatory_budget.VERBS, **voting.VERBS}


@dataclass
class Today(Stage):
    """People of the journeys have their roles from now on; their deeds lie before."""

    now: datetime = field(kw_only=True)

    def actor(self, deed: Deed, action: str, obj: object) -> Actor:
        found = actor_who_can(self.accounts[deed.by], action, obj, self.now)
        assert found is not None
        return found


def make_budgets(*, now: datetime) -> None:
    deeds = [each for each in read_story(told_at=now) if each.at <= now and each.verb in VERBS]
    accounts = {account.email.partition("@")[0]: account for account in Account.objects.filter(is_demo=True)}
    missing = {deed.by for deed in deeds} - set(accounts)
    accounts |= make_demo_neighbours({name: name.title() for name in sorted(missing)})
    stage, slugs = Today(Plan.objects.get(slug="lv-6"), accounts, now=now), iter((DONE, VOTING, OPEN))
    made, calls.free_slug = calls.free_slug, lambda *_asked: next(slugs)  # type: ignore[assignment]
    try:
        for deed in deeds:
            perform(deed, stage)
    finally:
        calls.free_slug = made
