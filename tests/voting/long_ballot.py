"""A round of a participatory budget with 150 projects, each with 600 letters about it, and its election."""

import random
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


def make_round(institution: Institution, *, way: Way, now: datetime, slug: str, election: UUID | None = None) -> Call:
    """Voting opened yesterday."""
    call = Call.objects.create(
        slug=slug, institution=institution, year=now.year, title="Novada līdzdalības budžets", money_cents=MONEY,
        ideas_open_at=now - timedelta(days=90), ideas_close_at=now - timedelta(days=50),
        voting_opens_at=now - timedelta(days=1), voting_closes_at=now + timedelta(days=20),
        results_by_date=date(now.year + 1, 6, 1), state="published", published_at=now - timedelta(days=91),
        projects_published_at=now - timedelta(days=3), created_at=now, updated_at=now, election_id=election or uuid4(),
    )  # fmt: skip
    Ballot.objects.create(
        call=call, form=FORMS[way], rule="greedy", tie_order="cost,id", points=10 if way is Way.POINTS else None,
        most_choices={Way.ONE: 1, Way.SEVERAL: 5, Way.RANKING: 5}.get(way), published_at=call.published_at,
    )  # fmt: skip
    area = PlanningArea.objects.create(call=call, number=1, name="Viss novads", money_cents=MONEY)
    Project.objects.bulk_create(
        Project(
            call=call, number=number, area=area, title=f"Šūpoles un soliņi visām paaudzēm, {number}. vieta",
            text=_text(number), place=f"Parka iela {number}", cost_cents=100_000 + 31_000 * number, created_at=now,
            updated_at=now,
        )
        for number in range(1, PROJECTS + 1)
    )  # fmt: skip
    return call


def arrange_round(call: Call, *, now: datetime) -> Election:
    """Its election, as the job had made it before voting opened."""
    election = carry_election(call, now=now - timedelta(days=2))
    assert election is not None
    return election
