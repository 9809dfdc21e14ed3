"""What the ballot box asks of a call: who may choose what, when, and how it is counted. It knows the call by its
`election_id` and projects by their `id`, and nothing of ideas and people."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from balss.participatory_budget.models import Call, Project
from balss.shared.ballot_texts import ProjectText
from balss.voting.models import Election as VotingElection


@dataclass(frozen=True)
class BallotArea:
    number: int
    name: str
    money_cents: int
    territories: tuple[int, ...]  # primary keys of places.Territory; none: the whole municipality


@dataclass(frozen=True)
class BallotCategory:
    """`most_cents`: the most that all of its chosen projects may cost together; None: no cap."""

    number: int
    name: str
    most_cents: int | None


@dataclass(frozen=True)
class BallotProject:
    """`id` is its name in ballots, files and results; `area` and `category` are numbers."""

    id: str
    title: str
    cost_cents: int
    area: int
    category: int | None
    url: str


@dataclass(frozen=True)
class Election:
    """A vote, as it was published. `form`, `rule`, `utility`, `completion` and `tie_order` by the names of
    `models.BallotForm` and `core.count`; `most_choices`, and `most_winners` of each area: None for no limit;
    `points`: how many a voter gives away."""

    id: UUID
    call: str
    year: int
    title: str
    language: str
    institution: int
    opens_at: datetime
    closes_at: datetime
    form: str
    most_choices: int | None
    points: int | None
    rule: str
    utility: str
    completion: str
    comparison: bool
    threshold: int | None
    most_winners: int | None
    tie_order: str
    most_unique_percent: int
    areas: tuple[BallotArea, ...]
    categories: tuple[BallotCategory, ...]
    projects: tuple[BallotProject, ...]
    is_called_off: bool
    has_results: bool

    def is_open(self, now: datetime) -> bool:
        """Whether one may vote: from the moment it opens until just before it closes."""
        return not self.is_called_off and self.opens_at <= now < self.closes_at


def election_of(election_id: UUID) -> Election | None:
    """The vote of a call, once its list of projects is public; None before, where one votes elsewhere, and for what is
    no election.

    Eight queries at most, whatever the number of projects.
    """
    call = (
        Call.objects.public()
        .filter(election_id=election_id, ballot__elsewhere="")
        .exclude(projects_published_at=None)
        .first()
    )
    return _election(call) if call else None


def election_here(call: Call) -> VotingElection | None:
    """The ballot of a call as it stands in the room of voting; None where it is not made, or was called off."""
    return VotingElection.objects.filter(pk=call.election_id, called_off_date=None).first()


def elections_open(now: datetime) -> list[UUID]:
    """In which one may vote now, those that close first before others."""
    listed = Call.objects.filter(
        state=Call.State.PUBLISHED,
        projects_published_at__isnull=False,
        voting_opens_at__lte=now,
        voting_closes_at__gt=now,
        ballot__elsewhere="",
    )
    return list(listed.order_by("voting_closes_at", "pk").values_list("election_id", flat=True))


def texts_of(election_id: UUID) -> dict[str, ProjectText]:
    """What voters read of each project, by its id on the paper; in one query."""
    listed = Project.objects.on_ballot().filter(call__election_id=election_id).select_related("call")
    return {
        each.ballot_id: ProjectText(each.text, each.language, each.place, each.get_absolute_url()) for each in listed
    }


def result_of(election_id: UUID) -> str:
    """The address of the published result of votes that were counted here; "" while there is none."""
    counted = Call.objects.public().filter(election_id=election_id, results_announced_at__isnull=False)
    slug = counted.exclude(count=None).values_list("slug", flat=True).first()
    return reverse("participatory_budget:vote_results", args=[slug]) if slug else ""


def _election(call: Call) -> Election:
    ballot, opens_at, closes_at = call.ballot, call.voting_opens_at, call.voting_closes_at
    assert opens_at is not None  # noqa: S101  (a constraint)
    assert closes_at is not None  # noqa: S101  (a constraint)
    projects = call.projects.standing().select_related("area", "category", "call")
    return Election(
        id=call.election_id,
        call=call.slug,
        year=call.year,
        title=call.title,
        language=call.language,
        institution=call.institution_id,
        opens_at=opens_at,
        closes_at=closes_at,
        form=ballot.form,
        most_choices=ballot.most_choices,
        points=ballot.points,
        rule=ballot.rule,
        utility=ballot.utility,
        completion=ballot.completion,
        comparison=ballot.comparison,
        threshold=ballot.threshold,
        most_winners=ballot.most_winners,
        tie_order=ballot.tie_order,
        most_unique_percent=ballot.most_unique_percent,
        areas=tuple(
            BallotArea(area.number, area.name, area.money_cents, tuple(each.pk for each in area.territories.all()))
            for area in call.areas.prefetch_related("territories")
        ),
        categories=tuple(BallotCategory(each.number, each.name, each.most_cents) for each in call.categories.all()),
        projects=tuple(
            BallotProject(
                id=each.ballot_id,
                title=each.title,
                cost_cents=each.cost_cents,
                area=each.area.number,
                category=each.category.number if each.category else None,
                url=each.get_absolute_url(),
            )
            for each in projects
        ),
        is_called_off=call.state == Call.State.CANCELLED,
        has_results=call.results_announced_at is not None,
    )
