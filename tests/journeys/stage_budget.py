"""The participatory budgets of the demonstration's story, at addresses that do not change with the year: one with
projects under way, one in which one votes, and one that takes ideas."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from balss.cli.demo import participatory_budget, voting
from balss.cli.demo.performing import perform
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed, read_story
from balss.participatory_budget.models import Idea
from balss.participatory_budget.services import calls, invite_co_author
from balss.people.models import Account
from balss.people.queries import actor_of, actor_who_can
from balss.people.services.demo import PASSWORD, make_demo_neighbours
from balss.plan.models import Plan
from balss.shared.permissions import Actor

DONE, VOTING, OPEN = "budzets-noticis", "budzets-balso", "budzets-idejas"
CO_AUTHOR = "lidzautore@balss.example"  # is asked to be one
CO_AUTHORED = UUID("00000000-0000-4000-8000-00000000c0a0")
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
    _ask_a_co_author(now)


def _ask_a_co_author(now: datetime) -> None:
    """Whoever handed in an idea asks a neighbour to be an author too."""
    neighbour = make_demo_neighbours({CO_AUTHOR.partition("@")[0]: "Laura Liepa"})["lidzautore"]
    Account.objects.filter(pk=neighbour.pk).update(password=make_password(PASSWORD))
    idea = Idea.objects.filter(call__slug=OPEN, state=Idea.State.SUBMITTED).order_by("pk")[0]
    author = actor_of(Account.objects.get(person=idea.person_id))
    invite_co_author(idea=idea, email=CO_AUTHOR, by=author, now=now)
    Idea.objects.filter(pk=idea.pk).update(key=CO_AUTHORED)
