"""Taking in what a municipality has elsewhere (geolatvija.lv, a spreadsheet): ideas, projects and results, from CSV or
GeoJSON. All rows of a file or none: what is wrong is told with its row.

A table has the columns of our own export, of which only those below are read; a comma or a semicolon between them,
UTF-8 with or without a mark at its beginning. Of GeoJSON the properties are read by the same names, and the whole
geometry. What is decided stays where it was decided: of ideas only those that wait for a decision come in, others are
left out and told of; whose property a private owner's land is, an export does not say.

    ideas     title, text, and if known benefit, area, category, place, latitude, longitude, land, owner, cost_cents,
              cost_basis, keeper, upkeep_cents, access, organisation, registration_number, state
    projects  number, title, text, area, cost_cents, and if known category, place, latitude, longitude
    results   number, votes, and rank for the chosen
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balss.design.numbers import money_words
from balss.ledger.services import record
from balss.participation.models import written_by
from balss.participatory_budget.models import OF_OTHERS, Call, Idea, Land, Phase, Project
from balss.participatory_budget.queries.geometry import UnreadableGeometry, point, read_geometry
from balss.participatory_budget.services.calls import locked
from balss.participatory_budget.services.entering import check_cost, enter
from balss.participatory_budget.services.refusals import CostOutOfBounds, NotInThatState
from balss.participatory_budget.services.results import Results, announce_results
from balss.shared.permissions import Actor
from balss.shared.refusals import Refused

MOST_ROWS = 5000
MOST_CENTS = 10**13
WAITING = ("", Idea.State.SUBMITTED)  # states of ideas that come in; what says nothing of it waits
ELSEWHERE = (Idea.State.ACCEPTED, Idea.State.REJECTED, Idea.State.MERGED, Idea.State.WITHDRAWN)
Row = dict[str, Any]


@dataclass(frozen=True)
class TakenIn:
    """How many rows came in, and which were left out because they were decided on elsewhere."""

    count: int
    left_out: tuple[int, ...] = ()


class Unreadable(Refused):
    """The file cannot be taken in: in which row, and why. Row 1 is the first below the head."""

    def __init__(self, why: str, row: int | None = None) -> None:
        self.why, self.row = why, row
        super().__init__(why, row)

    @property
    def message(self) -> str:
        if self.row is None:
            return _("The file cannot be read: %(why)s.") % {"why": self.why}
        return _("Row %(row)d: %(why)s. Nothing was taken in.") % {"row": self.row, "why": self.why}


@transaction.atomic
def import_ideas(*, call: Call, content: bytes, by: Actor, now: datetime) -> TakenIn:
    """Ideas that were handed in elsewhere, each with the next number, as public as those handed in here.

    Raises NotAllowed, NotInThatState, Unreadable.
    """
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.phase(now) not in (Phase.IDEAS, Phase.VETTING) or call.projects_published_at is not None:
        raise NotInThatState
    parts, ideas, left_out = _Parts(call), [], []
    for place, row in enumerate(read_rows(content), start=1):
        if _waits(row, place):
            ideas.append(_idea(call, parts, row, place, now))
        else:
            left_out.append(place)
    if not ideas:
        raise Unreadable(_("all of its ideas were decided on, merged or taken back already"))
    enter(ideas, call=call, by=by, now=now)
    _record("participatory_budget.ideas_imported", call, by, now, number=len(ideas))
    return TakenIn(len(ideas), tuple(left_out))


def _idea(call: Call, parts: "_Parts", row: Row, place: int, now: datetime) -> Idea:
    land = _land(row, place)
    idea = Idea(
        call=call, title=_words(row, "title", place, 150, True), text=_words(row, "text", place, 10_000, True),
        benefit=_words(row, "benefit", place, 10_000), area=parts.area(row, place, needed=False),
        category=parts.category(row, place), place=_words(row, "place", place, 300),
        geometry=_geometry(row, place), land=land, owner=_words(row, "owner", place, 300) if land in OF_OTHERS else "",
        cost_cents=_whole(row, "cost_cents", place), cost_basis=_words(row, "cost_basis", place, 10_000),
        keeper=_words(row, "keeper", place, 300), upkeep_cents=_whole(row, "upkeep_cents", place),
        access=_words(row, "access", place, 10_000), organisation=_organisation(row, place),
        registration_number=_words(row, "registration_number", place, 11), created_at=now,
    )  # fmt: skip
    if idea.cost_cents is not None:
        _check_cost(idea, idea.cost_cents, place)
    return idea


@transaction.atomic
def import_projects(*, call: Call, content: bytes, by: Actor, now: datetime) -> TakenIn:
    """Projects that were vetted elsewhere, onto the list before it is public; a number that is there is replaced unless
    it has an idea here. Raises NotAllowed, NotInThatState, Unreadable."""
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.phase(now) != Phase.VETTING or call.projects_published_at is not None:
        raise NotInThatState
    parts, of_ideas = _Parts(call), set(call.ideas.exclude(number=None).values_list("number", flat=True))
    taken: set[int] = set()
    for place, row in enumerate(read_rows(content), start=1):
        number, cost = _whole(row, "number", place, needed=True), _whole(row, "cost_cents", place, needed=True)
        if not number or number > 1_000_000 or number in taken:
            raise Unreadable(_("the number is missing or stands there twice"), place)
        if number in of_ideas:
            raise Unreadable(_("an idea here has this number: vet that one"), place)
        if not cost:
            raise Unreadable(_("a project costs something"), place)
        taken.add(number)
        columns = {
            "area": parts.area(row, place, needed=True), "category": parts.category(row, place),
            "title": _words(row, "title", place, 150, True), "text": _words(row, "text", place, 10_000, True),
            "place": _words(row, "place", place, 300), "geometry": _geometry(row, place), "cost_cents": cost,
            "updated_at": now, **written_by(by),
        }  # fmt: skip
        _check_cost(Project(call=call, area=columns["area"], category=columns["category"]), cost, place)
        Project.objects.update_or_create(
            call=call, number=number, defaults=columns, create_defaults=columns | {"created_at": now}
        )
    _record("participatory_budget.projects_imported", call, by, now, numbers=sorted(taken))
    return TakenIn(len(taken))


def import_results(*, call: Call, content: bytes, voters: int, by: Actor, now: datetime) -> Call:
    """Votes counted elsewhere, announced as `announce_results` does; raises as that, and Unreadable."""
    votes, ranks = {}, {}
    for place, row in enumerate(read_rows(content), start=1):
        number = str(_whole(row, "number", place, needed=True))
        if number in votes:
            raise Unreadable(_("the number is missing or stands there twice"), place)
        votes[number] = _whole(row, "votes", place, needed=True) or 0
        if rank := _whole(row, "rank", place):
            ranks[number] = rank
    chosen = sorted(ranks, key=lambda number: (ranks[number], int(number)))
    return announce_results(call=call, results=Results(voters, votes, chosen), by=by, now=now)


def read_rows(content: bytes) -> list[Row]:
    """The rows of CSV, or the features of GeoJSON with their geometry under “geometry”. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("it is not in UTF-8; save it so in the spreadsheet program")) from error
    rows = _features(text) if text.lstrip()[:1] == "{" else _table(text)
    if not rows:
        raise Unreadable(_("it has no rows"))
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("it has too many rows"))
    return rows


def _features(text: str) -> list[Row]:
    try:
        content = json.loads(text)
        features = content["features"]
        return [{**(each.get("properties") or {}), "geometry": each.get("geometry")} for each in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(_("it is no GeoJSON with features")) from error


def _table(text: str) -> list[Row]:
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    for place, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise Unreadable(_("it has more or fewer cells than the head"), place)
    return [dict(row) for row in rows]


class _Parts:
    """Areas and categories of a call, by number or name."""

    def __init__(self, call: Call) -> None:
        self.areas, self.categories = list(call.areas.all()), list(call.categories.all())

    def area(self, row: Row, place: int, *, needed: bool) -> Any:
        if not str(row.get("area") or "").strip() and len(self.areas) == 1:
            return self.areas[0]
        found = _named(self.areas, row.get("area"))
        if found is None and (needed or str(row.get("area") or "").strip()):
            raise Unreadable(_("no such planning area"), place)
        return found

    def category(self, row: Row, place: int) -> Any:
        found = _named(self.categories, row.get("category"))
        if found is None and str(row.get("category") or "").strip():
            raise Unreadable(_("no such category"), place)
        return found


def _named(parts: list[Any], wanted: Any) -> Any:
    words = str(wanted or "").strip()
    return next((each for each in parts if words in (str(each.number), each.name)), None)


def _words(row: Row, name: str, place: int, most: int, needed: bool = False) -> str:
    """Without the sign that our exports put before what a spreadsheet would take for a formula."""
    words = str(row.get(name) or "").strip()
    if words[:1] == "'" and words[1:2] in "=+-@":
        words = words[1:]
    if needed and not words:
        raise Unreadable(_("%(column)s is empty") % {"column": name}, place)
    if len(words) > most:
        raise Unreadable(_("%(column)s is too long") % {"column": name}, place)
    return words


def _whole(row: Row, name: str, place: int, *, needed: bool = False) -> int | None:
    written = str("" if row.get(name) is None else row[name]).strip()
    if not written and not needed:
        return None
    if not written.isdecimal() or len(written) > 15 or int(written) > MOST_CENTS:
        raise Unreadable(_("%(column)s has to be a whole number") % {"column": name}, place)
    return int(written)


def _organisation(row: Row, place: int) -> str:
    words = _words(row, "organisation", place, 200)
    if words and not _words(row, "registration_number", place, 11):
        raise Unreadable(_("an organisation needs its registration number"), place)
    return words


def _land(row: Row, place: int) -> str:
    words = _words(row, "land", place, 20)
    if words and words not in Land.values:
        raise Unreadable(_("land has to be one of %(words)s") % {"words": ", ".join(Land.values)}, place)
    return words


def _waits(row: Row, place: int) -> bool:
    """Whether nothing was decided on the idea yet."""
    state = _words(row, "state", place, 20)
    if state not in WAITING and state not in ELSEWHERE:
        names = ", ".join(each.value for each in (Idea.State.SUBMITTED, *ELSEWHERE))
        raise Unreadable(_("state has to be one of %(words)s") % {"words": names}, place)
    return state in WAITING


def _check_cost(of: Idea | Project, cents: int, place: int) -> None:
    try:
        check_cost(of, cents)
    except CostOutOfBounds as refused:
        if refused.largest_cents is not None:
            why = _("here a project costs at most %(largest)s") % {"largest": money_words(refused.largest_cents)}
        else:
            why = _("here a project costs at least %(smallest)s") % {"smallest": money_words(refused.smallest_cents)}
        raise Unreadable(why, place) from refused


def _geometry(row: Row, place: int) -> Any:
    """The whole geometry, or the point of two columns."""
    try:
        if row.get("geometry"):
            return read_geometry(row["geometry"])
        latitude, longitude = (str(row.get(name) or "").strip() for name in ("latitude", "longitude"))
        return point(latitude=float(latitude), longitude=float(longitude)) if latitude or longitude else None
    except (UnreadableGeometry, ValueError, OverflowError) as error:
        raise Unreadable(_("this is no place in Latvia"), place) from error


def _record(action: str, call: Call, by: Actor, now: datetime, **more: Any) -> None:
    record(action=action, subject=call, by=by, now=now, content={"call": call.slug} | more)


IMPORTS: dict[str, Callable[..., TakenIn]] = {"ideas": import_ideas, "projects": import_projects}
