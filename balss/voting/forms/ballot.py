"""Reading what was ticked, and saying what is left and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from balss.core.vote.paper import Fault, NotABallot, Paper, Way
from balss.core.vote.tally import UNITS, Tally, Unit
from balss.design.numbers import decimal_words, money_words
from balss.voting.services import Vote

LONGEST_NUMBER = 4


def read_choice(data: QueryDict, paper: Paper) -> Vote:
    """The choice in the order of the paper, whether it fits or not. Raises NotABallot for what is no number, and for
    two projects in one place."""
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


def _labels(unit: Unit) -> tuple[str, str]:
    """What stands before how much is left, and before how much it is too much."""
    return {
        Unit.CENTS: (_("Left:"), _("Too much by:")),
        Unit.POINTS: (_("Points left:"), _("Points too many:")),
        Unit.PROJECTS: (_("You can still choose:"), _("Projects too many:")),
    }[unit]


def tally_words(tally: Tally) -> str:
    """“Chosen: 3 · Left: 12 000 €”; the browser's script writes the same."""
    chosen = _("Chosen:")
    said = [f"{chosen} {decimal_words(tally.chosen)}"]
    if tally.unit is not None:
        (left, over), show = _labels(tally.unit), money_words if tally.unit is Unit.CENTS else decimal_words
        said.append(f"{over} {show(tally.over)}" if tally.over else f"{left} {show(tally.left)}")
    return " · ".join(said)


def script_words(paper: Paper) -> dict[str, str]:
    """What the page's scripts say."""
    left, over = _labels(UNITS[paper.way])
    return {
        "chosen": _("Chosen:"),
        "left": left,
        "over": over,
        "shown": _("Projects shown:"),
        "points": pgettext("in a list of chosen projects", "points:"),
        "nothing": _("You have chosen nothing yet."),
        "areas": _("Choose projects of one area only: each area has its own money."),
        "twice": _("Two projects have the same place. Give each place once."),
        "number": _("Write whole numbers, without signs or letters."),
        "for_one": _("One project has more points than it may have."),
        "sending": _("Your vote is being cast…"),
        "lost": _("No connection. Nothing is lost: press the button again, your right to vote is kept on this device."),
        "code": _("No vote in this election has this change code. Check that it is written whole."),
    }


def filled_in(data: Mapping[str, Any] | QueryDict, paper: Paper, id_: str) -> dict[str, Any]:
    """How a project's field stood when the form was sent."""
    chosen = data.getlist("choice") if isinstance(data, QueryDict) else []
    return {
        "chosen": id_ in chosen,
        "number": str(data.get(f"{'points' if paper.way is Way.POINTS else 'rank'}-{id_}", ""))[:LONGEST_NUMBER],
    }
