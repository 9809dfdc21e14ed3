"""Rounds of a participatory budget in which one votes: of 150 projects with 600 letters about each, or of a few."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from balss.core.vote.paper import Way
from balss.participatory_budget.models import Ballot, BallotForm, Call, PlanningArea, Project
from balss.participatory_budget.services.elections import carry_election
from balss.places.models import Institution
from balss.voting.models import Election

PROJECTS = 150
MONEY = 25_000_000  # cents
TEXT = (
    "Parkā pie estrādes ir tikai divas mazas šūpoles, un pie tām vienmēr ir rinda. Vajag vienu lielo ligzdas tipa "
    "šūpoli, divas parastās un vienu, kurā var šūpoties arī bērns ratiņkrēslā. Blakus divi soli vecākiem.\n\n"
)
FORMS = {
    Way.ONE: BallotForm.CHOOSE_ONE, Way.SEVERAL: BallotForm.APPROVAL, Way.MONEY: BallotForm.KNAPSACK,
    Way.POINTS: BallotForm.POINTS, Way.RANKING: BallotForm.RANKING,
}  # fmt: skip


def _text(number: int) -> str:
    """600 letters, in other words for each project."""
    words = (TEXT * 3).split()
    random.Random(number).shuffle(words)
    return " ".join(words)[:600]


@dataclass(frozen=True)
class Offered:
    title: str
    cost_cents: int
    text: str = "Īss apraksts."


def long_list() -> list[Offered]:
    title = "Šūpoles un soliņi visām paaudzēm"
    return [Offered(f"{title}, {n}. vieta", 100_000 + 31_000 * n, _text(n)) for n in range(1, PROJECTS + 1)]


def make_round(
    institution: Institution, *, way: Way, now: datetime, slug: str, election: UUID | None = None,
    money_cents: int = MONEY, offered: Sequence[Offered] = (),
) -> Call:  # fmt: skip
    """Voting opened yesterday; what is not said is of 150 projects."""
    call = Call.objects.create(
        slug=slug, institution=institution, year=now.year, title="Novada līdzdalības budžets",
        money_cents=money_cents,
        ideas_open_at=now - timedelta(days=90), ideas_close_at=now - timedelta(days=50),
        voting_opens_at=now - timedelta(days=1), voting_closes_at=now + timedelta(days=20),
        results_by_date=date(now.year + 1, 6, 1), state="published", published_at=now - timedelta(days=91),
        projects_published_at=now - timedelta(days=3), created_at=now, updated_at=now, election_id=election or uuid4(),
    )  # fmt: skip
    Ballot.objects.create(
        call=call, form=FORMS[way], rule="greedy", tie_order="cost,id", points=10 if way is Way.POINTS else None,
        most_choices={Way.ONE: 1, Way.SEVERAL: 5, Way.RANKING: 5}.get(way), published_at=call.published_at,
    )  # fmt: skip
    area = PlanningArea.objects.create(call=call, number=1, name="Viss novads", money_cents=money_cents)
    Project.objects.bulk_create(
        Project(
            call=call, number=number, area=area, title=each.title, text=each.text, place=f"Parka iela {number}",
            cost_cents=each.cost_cents, created_at=now, updated_at=now,
        )
        for number, each in enumerate(offered or long_list(), start=1)
    )  # fmt: skip
    return call


def arrange_round(call: Call, *, now: datetime) -> Election:
    """Its election, as the job had made it before voting opened."""
    election = carry_election(call, now=now - timedelta(days=2))
    assert election is not None
    return election
