"""A round of a participatory budget with 150 projects, each with 600 letters about it, and its election."""

import random
from datetime import date, datetime, timedelta

from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.participatory_budget.models import Call, PlanningArea, Project
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM
from balss.voting.models import Election
from balss.voting.services import arrange

PROJECTS = 150
MONEY = 25_000_000  # cents
TEXT = (
    "Parkā pie estrādes ir tikai divas mazas šūpoles, un pie tām vienmēr ir rinda. Vajag vienu lielo ligzdas tipa "
    "šūpoli, divas parastās un vienu, kurā var šūpoties arī bērns ratiņkrēslā. Blakus divi soli vecākiem.\n\n"
)
LIMITS = {Way.SEVERAL: (5, 0), Way.POINTS: (10, 4), Way.RANKING: (5, 0)}


def _text(number: int) -> str:
    """600 letters, in other words for each project."""
    words = (TEXT * 3).split()
    random.Random(number).shuffle(words)
    return " ".join(words)[:600]


def make_round(institution: Institution, *, now: datetime, slug: str) -> Call:
    call = Call.objects.create(
        slug=slug, institution=institution, year=now.year, title="Novada līdzdalības budžets", money_cents=MONEY,
        ideas_open_at=now - timedelta(days=90), ideas_close_at=now - timedelta(days=50),
        voting_opens_at=now - timedelta(days=1), voting_closes_at=now + timedelta(days=20),
        results_by_date=date(now.year + 1, 6, 1), state="published", published_at=now - timedelta(days=91),
        projects_published_at=now - timedelta(days=3), created_at=now, updated_at=now,
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


def arrange_round(call: Call, *, way: Way, places: list[str], now: datetime) -> Election:
    """Open since yesterday, for who is vouched for as living in one of the places."""
    most, most_for_one = LIMITS.get(way, (0, 0))
    projects = tuple(
        PaperProject(each.ballot_id, each.title, each.cost_cents, "1") for each in call.projects.order_by("number")
    )
    areas = (PaperArea("1", "Viss novads", MONEY),)
    paper = Paper(str(call.election_id), call.title, way, areas, projects, most, most_for_one)
    return arrange(
        paper=paper, institution=call.institution, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=20),
        places=places, page=call.get_absolute_url(), by=SYSTEM, now=now - timedelta(days=2),
    )  # fmt: skip
