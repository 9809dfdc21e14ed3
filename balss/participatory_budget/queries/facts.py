"""What is public of ideas and projects, as data: the same for CSV and GeoJSON. Money is whole cents; days are ISO 8601.

Names of people are never among it; an organisation is, where it proposed.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balss.core.calendar import WorkingCalendar
from balss.participatory_budget.models import Idea, Project
from balss.participatory_budget.queries.geometry import middle_of
from balss.participatory_budget.queries.legal import clocks_of

OF_IDEAS = {
    "number": _("number in its round; never changes, and is that of its project"),
    "title": _("title"),
    "text": _("what is proposed"),
    "benefit": _("who gains from it"),
    "area": _("number of the planning area"),
    "area_name": _("planning area"),
    "category": _("category; empty where the round has none"),
    "place": _("where, in words"),
    "latitude": _("latitude (WGS 84) of the place, or of the middle of its area"),
    "longitude": _("longitude (WGS 84)"),
    "land": _("whose property: municipal, public, private or none"),
    "owner": _("which public body's property; a private owner is not named"),
    "cost_cents": _("cost as its author estimated it, in cents"),
    "cost_basis": _("how the author estimated it"),
    "keeper": _("who will maintain it"),
    "upkeep_cents": _("maintenance in a year, in cents"),
    "access": _("how everybody can use it"),
    "organisation": _("association or foundation that proposed it; empty for a person"),
    "registration_number": _("registration number of the association or foundation"),
    "state": _("submitted, accepted, rejected or merged"),
    "merged_into": _("number of the idea that it was merged into"),
    "reason": _("reasons of the municipality's decision"),
    "submitted": _("day on which it was handed in"),
    "url": _("its page"),
}
OF_PROJECTS = {
    "number": _("number on the ballot; never changes"),
    "title": _("title"),
    "text": _("what will be done"),
    "area": _("number of the planning area"),
    "area_name": _("planning area"),
    "category": _("category; empty where the round has none"),
    "place": _("where, in words"),
    "latitude": _("latitude (WGS 84) of the place, or of the middle of its area"),
    "longitude": _("longitude (WGS 84)"),
    "cost_cents": _("cost on the ballot, in cents"),
    "idea": _("number of the idea that it grew from"),
    "state": _("listed, withdrawn, not_chosen, chosen, under_way, done or stopped"),
    "votes": _("votes, or points where people gave points; empty before the results"),
    "rank": _("place in the order of selection; empty for what was not chosen"),
    "start_by": _("day by which it has to be started by law"),
    "started": _("day on which it was started"),
    "finish_by": _("day by which it has to be done by law"),
    "done": _("day on which it was done"),
    "spent_cents": _("money spent, in cents"),
    "stop_reason": _("why it was stopped or taken off the list"),
    "url": _("its page"),
}

OF_MAPS = ("number", "title", "url")


def idea_rows(ideas: Iterable[Idea]) -> Iterator[dict[str, Any]]:
    """Of ideas got with `finding.ideas_found`."""
    for idea in ideas:
        vetting = getattr(idea, "vetting", None)
        yield {
            "number": idea.number,
            "title": idea.title,
            "text": idea.text,
            "benefit": idea.benefit,
            "area": idea.area.number if idea.area else None,
            "area_name": idea.area.name if idea.area else "",
            "category": idea.category.name if idea.category else "",
            "place": idea.place,
            **_point(idea.geometry),
            "land": idea.land,
            "owner": idea.public_owner,
            "cost_cents": idea.cost_cents,
            "cost_basis": idea.cost_basis,
            "keeper": idea.keeper,
            "upkeep_cents": idea.upkeep_cents,
            "access": idea.access,
            "organisation": idea.organisation,
            "registration_number": idea.registration_number if idea.organisation else "",
            "state": idea.state,
            "merged_into": idea.merged_into.number if idea.merged_into else None,
            "reason": vetting.reason if vetting and vetting.decision else "",
            "submitted": _day(idea.submitted_at),
            "url": settings.ORIGIN + idea.get_absolute_url(),
        }


def project_rows(projects: Iterable[Project], *, today: date, calendar: WorkingCalendar) -> Iterator[dict[str, Any]]:
    """Of projects got with `showing.projects_for_data`."""
    for project in projects:
        clocks = clocks_of(project, today=today, calendar=calendar)
        yield {
            "number": project.number,
            "title": project.title,
            "text": project.text,
            "area": project.area.number,
            "area_name": project.area.name,
            "category": project.category.name if project.category else "",
            "place": project.place,
            **_point(project.geometry),
            "cost_cents": project.cost_cents,
            "idea": project.idea.number if project.idea else None,
            "state": project.state,
            "votes": project.votes,
            "rank": project.rank,
            "start_by": _iso(clocks.start.due.date) if clocks else None,
            "started": _iso(project.started_date),
            "finish_by": _iso(clocks.finish.due.date) if clocks else None,
            "done": _iso(project.done_date),
            "spent_cents": sum(each.cents for each in project.expenses.all()),
            "stop_reason": project.stop_reason,
            "url": settings.ORIGIN + project.get_absolute_url(),
        }


def collection(rows: Iterable[dict[str, Any]], geometries: dict[int, Any]) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946): each row with its whole geometry; `null` where it is known in words only."""
    features = [
        {"type": "Feature", "id": row["number"], "geometry": geometries.get(row["number"]), "properties": row}
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def on_the_map(content: dict[str, Any]) -> dict[str, Any]:
    """Of such a collection, what a map shows: the features that lie somewhere, with number, title and address."""
    features = [
        each | {"properties": {name: each["properties"][name] for name in OF_MAPS}}
        for each in content["features"]
        if each["geometry"]
    ]
    return content | {"features": features}


def _point(geometry: dict[str, Any] | None) -> dict[str, float | None]:
    if not geometry:
        return {"latitude": None, "longitude": None}
    longitude, latitude = middle_of(geometry)
    return {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(at: datetime | None) -> str | None:
    return _iso(timezone.localdate(at)) if at else None
