"""The ballot paper of a call (`core.vote.paper`), as its published settings and list of projects give it; and what each
form of ballot is called by the count."""

from balss.core.count.election import BallotType
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.participatory_budget.models import BallotForm
from balss.participatory_budget.queries.elections import Election

WAYS = {
    BallotForm.CHOOSE_ONE: Way.ONE,
    BallotForm.APPROVAL: Way.SEVERAL,
    BallotForm.KNAPSACK: Way.MONEY,
    BallotForm.POINTS: Way.POINTS,
    BallotForm.RANKING: Way.RANKING,
}

TYPES = {
    BallotForm.CHOOSE_ONE: BallotType.CHOOSE_ONE,
    BallotForm.APPROVAL: BallotType.APPROVAL,
    BallotForm.KNAPSACK: BallotType.APPROVAL,
    BallotForm.POINTS: BallotType.CUMULATIVE,
    BallotForm.RANKING: BallotType.ORDINAL,
}


def paper_of(election: Election) -> Paper:
    """Areas by their numbers. Raises core.vote.paper.NotAPaper for more projects than a paper holds."""
    way = WAYS[BallotForm(election.form)]
    most = election.points if way is Way.POINTS else election.most_choices
    return Paper(
        election=str(election.id),
        title=election.title,
        way=way,
        areas=tuple(PaperArea(str(each.number), each.name, each.money_cents) for each in election.areas),
        projects=tuple(
            PaperProject(each.id, each.title, each.cost_cents, str(each.area)) for each in election.projects
        ),
        most=0 if way in (Way.ONE, Way.MONEY) else most or 0,
    )
