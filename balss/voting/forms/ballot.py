"""Reading what was ticked, and saying what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.core.vote.paper import Fault, NotABallot, Paper, Way
from balss.design.numbers import money_words
from balss.voting.services import Vote

LONGEST_NUMBER = 4


def read_vote(data: QueryDict, paper: Paper) -> Vote:
    """The choice as the paper wants it; checked. Raises NotABallot."""
    ids = [project.id for project in paper.projects]
    points: list[int] = []
    if paper.way is Way.POINTS:
        given = {id_: _number(data.get(f"points-{id_}", ""), id_) for id_ in ids}
        choices = [id_ for id_ in ids if given[id_]]
        points = [given[id_] for id_ in choices]
    elif paper.way is Way.RANKING:
        places = {id_: place for id_ in ids if (place := _number(data.get(f"rank-{id_}", ""), id_))}
        if len(set(places.values())) < len(places):
            raise NotABallot(Fault.TWICE)
        choices = sorted(places, key=lambda id_: places[id_])
    else:
        choices = list(paper.in_order(data.getlist("choice")))
    paper.check(choices, points)
    return Vote(choices, points)


def _number(text: str, project: str) -> int:
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise NotABallot(Fault.POINTS, project=project)
    return int(text)


def fault_words(error: NotABallot, paper: Paper) -> str:
    """What is wrong with a choice and what to do, in words for its voter."""
    titles = {project.id: project.title for project in paper.projects}
    words: Mapping[Fault, str] = {
        Fault.EMPTY: _("You have chosen nothing yet."),
        Fault.UNKNOWN: _("One of the projects is not on this ballot. Open the page anew."),
        Fault.ORDER: _("The ballot could not be read. Open the page anew."),
        Fault.SEVERAL_AREAS: _("Choose projects of one area only: each area has its own money."),
        Fault.TWICE: _("Two projects have the same place. Give each place once.")
        if paper.way is Way.RANKING
        else _("A project was chosen twice."),
        Fault.POINTS: _("Write whole numbers, without signs or letters."),
        Fault.TOO_MANY: ngettext(
            "That is %(count)d project too many.", "That is %(count)d projects too many.", error.excess
        ) % {"count": error.excess},
        Fault.TOO_EXPENSIVE: _("Your choice costs %(money)s more than there is.") % {
            "money": money_words(error.excess)},
        Fault.TOO_MANY_POINTS: ngettext(
            "That is %(count)d point too many.", "That is %(count)d points too many.", error.excess
        ) % {"count": error.excess},
        Fault.TOO_MANY_FOR_ONE: _("“%(project)s” may have at most %(most)d points.") % {
            "project": titles.get(error.project, error.project), "most": paper.most_for_one},
    }  # fmt: skip
    return words[error.fault]


def filled_in(data: Mapping[str, Any] | QueryDict, paper: Paper, id_: str) -> dict[str, Any]:
    """How a project's field stood when the form was sent."""
    chosen = data.getlist("choice") if isinstance(data, QueryDict) else []
    return {
        "chosen": id_ in chosen,
        "number": str(data.get(f"{'points' if paper.way is Way.POINTS else 'rank'}-{id_}", ""))[:LONGEST_NUMBER],
    }
