"""What a voter sees: the ballot, the review of what was chosen, the receipt."""

import hmac
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property

from balss.box.models import BallotBox, Channel
from balss.core.vote.paper import NotABallot, Paper, PaperProject, Way
from balss.core.vote.receipt import BallotReceipt
from balss.core.vote.tally import tally_of
from balss.shared.ballot_texts import ProjectText, address_of_result, ballot_texts
from balss.shared.http import Request
from balss.shared.permissions import can
from balss.voting.forms import filled_in, read_choice, script_words, tally_words
from balss.voting.models import Election
from balss.voting.queries import Standing, shown_order
from balss.voting.services import Vote
from balss.voting.services.rights import words_of
from balss.voting.views.handing_over import HANDED_OVER, end_if_lent

GROUP = 8  # letters of the change code that stand together
LONGEST_TEXT = 1_000  # letters of a project's text on the ballot; all of it stands on the project's own page


@dataclass
class Booth:
    """One voter before one ballot. `seed` is that of the vote or the change code as it was typed; `order` names the
    order in which the projects stand."""

    request: Request
    election: Election
    box: BallotBox
    standing: Standing | None
    seed: str
    order: str
    is_changing: bool = False
    word: str = ""  # the code from a desk

    @cached_property
    def paper(self) -> Paper:
        return self.box.read_paper

    @property
    def is_open(self) -> bool:
        return self.election.is_open(self.request.now)

    @property
    def hindrance(self) -> str:
        return words_of(self.standing.hindrance, self.election) if self.standing and self.standing.hindrance else ""

    @property
    def resumes(self) -> bool:
        """Whether the right went to a browser, which may still have to bring its vote to the box."""
        if self.standing is None or self.standing.used_date is None:
            return False
        return self.is_open and self.standing.channel == Channel.BROWSER

    @property
    def is_shared(self) -> bool:
        """Whether the device is not the voter's own: then no script keeps a key on it."""
        return bool(self.word) or HANDED_OVER in self.request.session

    @property
    def votes(self) -> bool:
        """Whether the projects are shown as fields."""
        if self.is_changing or self.word or not self.is_open:
            return self.is_open
        allowed = can(self.request.actor, "voting.vote", self.election, self.request.now)
        return allowed and self.standing is not None and not self.hindrance and not self.standing.used_date


def device_name(standing: Standing | None) -> str:
    """Under which a browser keeps what it has begun: another for each voter of a shared computer, and telling nobody
    who it is."""
    key = standing.key if standing else ""
    return hmac.new(settings.SECRET_KEY.encode(), f"device {key}".encode(), "sha256").hexdigest()[:16] if key else ""


def show_ballot(booth: Booth, *, error: str = "", told: bool = False, status: int = 200) -> HttpResponse:
    """The ballot with what was ticked; `told`: with what was chosen so far and what is left."""
    data = booth.request.POST if booth.request.method == "POST" else QueryDict()
    try:
        vote = read_choice(data, booth.paper)
    except NotABallot:
        vote = None
    tally = tally_of(booth.paper, vote.choices, vote.points) if vote else None
    context = {
        "election": booth.election, "paper": booth.paper, "issuer": booth.box.issuer, "standing": booth.standing,
        "hindrance": booth.hindrance, "resumes": booth.resumes, "is_open": booth.is_open,
        "is_over": booth.election.is_over(booth.request.now),
        # the answer to a refused form keeps what was ticked, whatever the roll says meanwhile
        "votes": booth.votes or (bool(error) and booth.is_open),
        "changing": booth.is_changing, "voter": device_name(booth.standing), "seed": booth.seed, "order": booth.order,
        "error": error, "areas": _areas(booth, data), "words": script_words(booth.paper),
        "tally": tally_words(tally) if tally else "", "tally_over": bool(tally and tally.over),
        "is_limited": bool(tally and tally.unit) and booth.paper.way is not Way.ONE,
        "picked": _picked(booth.paper, vote) if vote and (told or error) else [], "told": told,
        "shared": booth.is_shared, "word": booth.word,
        "result": address_of_result(booth.election.pk) if booth.election.sealed_date else "",
        "may_serve": can(booth.request.actor, "voting.serve_desk", booth.election, booth.request.now),
        "may_help": can(booth.request.actor, "voting.help_voters", None, booth.request.now),
    }  # fmt: skip
    return render(booth.request, "voting/ballot.html", context, status=status)


def show_review(booth: Booth, vote: Vote) -> HttpResponse:
    """What was chosen, once more, before it is cast; the choice travels in the page and is kept nowhere."""
    tally = tally_of(booth.paper, vote.choices, vote.points)
    fields = [
        (name, value)
        for name, values in booth.request.POST.lists()
        if name == "choice" or name.startswith(("points-", "rank-"))
        for value in values
        if value
    ]
    context = {
        "election": booth.election, "paper": booth.paper, "changing": booth.is_changing, "seed": booth.seed,
        "order": booth.order, "picked": _picked(booth.paper, vote), "tally": tally_words(tally),
        "cost_cents": tally.cost_cents, "fields": fields, "word": booth.word,
    }  # fmt: skip
    return render(booth.request, "voting/review.html", context)


def show_receipt(booth: Booth, receipt: BallotReceipt) -> HttpResponse:
    vote = Vote(receipt.ballot.choices, receipt.ballot.points)
    code = " ".join(wrap("".join(booth.seed.replace("-", " ").split()), GROUP))
    context = {
        "election": booth.election, "paper": booth.paper, "receipt": receipt, "code": code,
        "picked": _picked(booth.paper, vote), "lent": end_if_lent(booth.request) or bool(booth.word),
    }  # fmt: skip
    return render(booth.request, "voting/receipt.html", context)


def _picked(paper: Paper, vote: Vote) -> list[tuple[PaperProject, int | None]]:
    """The projects chosen, and the points of each where points are given."""
    known = {project.id: project for project in paper.projects}
    given = dict(zip(vote.choices, vote.points, strict=False))
    return [(known[id_], given.get(id_)) for id_ in vote.choices if id_ in known]


def _shortened(about: ProjectText) -> ProjectText:
    """Django's own filter looks at every letter: a fifth of the page's time."""
    if len(about.text) <= LONGEST_TEXT:
        return about
    return replace(about, text=f"{about.text[: LONGEST_TEXT - 1].rstrip()}…")


def _areas(booth: Booth, data: QueryDict) -> list[dict[str, Any]]:
    """By area, each project with its words and how its field stands, in the voter's own order."""
    paper = booth.paper
    texts: dict[str, ProjectText] = {}
    for kind in ballot_texts:
        texts |= {id_: _shortened(about) for id_, about in kind.of(booth.election.pk).items()}
    places = {project.id: place for place, project in enumerate(paper.projects)}
    order = shown_order(paper.projects, election=UUID(paper.election), voter=booth.order)
    return [
        {
            "area": area,
            "projects": [
                {"project": each, "place": places[each.id], "about": texts.get(each.id)}
                | filled_in(data, paper, each.id)
                for each in order
                if each.area == area.id
            ],
        }
        for area in paper.areas
    ]
