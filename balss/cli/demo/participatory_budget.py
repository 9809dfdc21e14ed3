"""Participatory budgets of the story: each deed through the service that a page would call, at its own time."""

from datetime import date, timedelta
from typing import Any

from balss.cli.demo.documents import make_pdf
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.core.calendar.riga import start_of_day
from balss.notices.services.following import follow as follow_things
from balss.participatory_budget import services
from balss.participatory_budget.models import CITED, Call, Idea, Project
from balss.participatory_budget.queries.followed import IDEA, key_of
from balss.participatory_budget.queries.geometry import point, read_geometry
from balss.participatory_budget.services import AreaContent, CategoryContent, Line, Revenue, StepContent
from balss.participatory_budget.services.counting import count_call
from balss.participatory_budget.services.elections import carry_election
from balss.people.queries import actor_of
from balss.places.models import Institution, Territory
from balss.shared.permissions import Actor
from balss.voting.models import Election
from balss.voting.services import close_election

EUROS = ("money", "smallest", "largest")


def announce(stage: Stage, deed: Deed) -> None:
    """Begin a call, fill it in and publish it; sums are in euros, `year` counts from the year of the deed."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    by, year = stage.actor(deed, "participatory_budget.start_call", institution), deed.at.year + facts["year"]
    content = facts["words"] | {f"{name}_cents": facts[name] * 100 for name in EUROS if name in facts}
    days = {
        "ideas_open_at": max(start_of_day(facts["ideas_first"]), deed.at),
        "ideas_close_at": _after(facts["ideas_last"]),
        "voting_opens_at": start_of_day(facts["voting_first"]),
        "voting_closes_at": _after(facts["voting_last"]),
        "results_by_date": facts["results_by"],
    }
    title = f"{facts['words']['title']} {year}"
    content |= days | {"year": year, "title": title, "points": dict.fromkeys(CITED, facts["point"])}
    call = services.start_call(institution=institution, content=content, by=by, now=deed.at)
    who: dict[str, Any] = {"call": call, "by": by, "now": deed.at}
    services.set_areas(areas=[_area(name, of) for name, of in facts["areas"].items()], **who)
    services.set_categories(categories=[CategoryContent(name) for name in facts.get("categories", ())], **who)
    first = year - len(facts["revenues"]) - facts["year"]
    services.set_revenues(
        revenues=[
            Revenue(first + place, income * 100, land * 100) for place, (income, land) in enumerate(facts["revenues"])
        ],
        **who,
    )
    services.set_ballot(content=facts["ballot"], **who)
    services.publish_call(**who)
    stage.calls[facts["name"]] = call.pk


def propose(stage: Stage, deed: Deed) -> None:
    """Write an idea and hand it in, unless `hand_in` is false; `consent` makes the owner's letter. Its place on a map
    is a point (`at_map`) or an area (`outline`), latitude first."""
    facts, by = deed.facts, actor_of(stage.accounts[deed.by])
    call = _call(stage, facts["call"])
    category = call.categories.filter(name=facts["category"]).first() if "category" in facts else None
    content = facts["words"] | {
        "area": call.areas.get(name=facts["area"]), "category": category, "cost_cents": facts["cost"] * 100,
        "name": stage.accounts[deed.by].person.name, "is_of_age": True,
    }  # fmt: skip
    if "at_map" in facts:
        latitude, longitude = facts["at_map"]
        content["geometry"] = point(latitude=latitude, longitude=longitude)
    if "outline" in facts:
        ring = [[longitude, latitude] for latitude, longitude in facts["outline"]]
        content["geometry"] = read_geometry({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    idea = services.save_draft(call=call, content=content, by=by, now=deed.at)
    if "consent" in facts:
        letter = make_pdf("saskanojums.pdf", facts["consent"], deed.at.date(), [facts["words"]["title"]])
        services.add_consent(idea=idea, upload=letter, by=by, now=deed.at)
    if facts.get("hand_in", True):
        services.hand_in(idea=idea, by=by, now=deed.at)
    stage.ideas[facts["name"]] = idea.pk


def vet(stage: Stage, deed: Deed) -> None:
    """Write what was found, and decide it where `accepts` is said; `change` asks the author for another wording."""
    facts, idea = deed.facts, _idea(stage, deed.facts["idea"])
    by = stage.actor(deed, "participatory_budget.vet", idea)
    who: dict[str, Any] = {"idea": idea, "by": by, "now": deed.at}
    lines = [Line(words, euros * 100) for words, euros in facts.get("lines", {}).items()]
    services.save_findings(content=facts.get("found", {}), lines=lines, **who)
    if "change" in facts:
        asked = services.propose_change(content=facts["change"], reason=facts["why"], **who)
        if facts.get("agreed"):
            author = Actor("", person_id=idea.person_id)
            services.answer_change(change=asked, agrees=True, by=author, now=deed.at + timedelta(hours=5))
    if "accepts" in facts:
        services.decide(accepts=facts["accepts"], reason=facts.get("reason", ""), **who)


def list_projects(stage: Stage, deed: Deed) -> None:
    call = _call(stage, deed.facts["call"])
    by = stage.actor(deed, "participatory_budget.manage_call", call)
    carry_election(services.publish_projects(call=call, by=by, now=deed.at), now=deed.at)


def count_votes(stage: Stage, deed: Deed) -> None:
    """Seal the box, count what lies in it and publish the count."""
    call = _call(stage, deed.facts["call"])
    by = stage.actor(deed, "participatory_budget.manage_call", call)
    close_election(election=Election.objects.get(pk=call.election_id), now=deed.at)
    count_call(call, now=deed.at)
    services.publish_count(call=call, by=by, now=deed.at)


def carry_out(stage: Stage, deed: Deed) -> None:
    """What `facts` say of it: begun, its steps, contracts, expenses, news, done."""
    facts = deed.facts
    project = Project.objects.select_related("call__institution").get(idea=_idea(stage, facts["project"]))
    by, today = stage.actor(deed, "participatory_budget.carry_out", project), deed.at.date()
    who: dict[str, Any] = {"project": project, "by": by, "now": deed.at}
    if facts.get("starts"):
        services.start_project(on=today, **who)
    if "steps" in facts:
        services.set_steps(steps=[StepContent(**each) for each in facts["steps"]], **who)
    for contract in facts.get("contracts", ()):
        euros = contract.pop("euros")
        services.add_contract(content=contract | {"cents": euros * 100, "signed_date": today}, **who)
    for words, euros in facts.get("paid", {}).items():
        services.add_expense(content={"words": words, "cents": euros * 100, "paid_date": today}, **who)
    if "news" in facts:
        services.add_update(text=facts["news"], **who)
    if facts.get("done"):
        services.finish_project(on=today, **who)


def follow(stage: Stage, deed: Deed) -> None:
    idea = _idea(stage, deed.facts["idea"])
    account = stage.accounts[deed.by]
    follow_things(account=account, things=[(IDEA, key_of(idea))], by=actor_of(account), now=deed.at)


def _area(name: str, of: dict[str, Any]) -> AreaContent:
    return AreaContent(name, of["money"] * 100, list(Territory.objects.filter(slug__in=of["places"])))


def _after(day: date) -> Any:
    return start_of_day(day + timedelta(days=1))


def _call(stage: Stage, name: str) -> Call:
    return Call.objects.select_related("institution").get(pk=stage.calls[name])


def _idea(stage: Stage, name: str) -> Idea:
    return Idea.objects.select_related("call__institution").get(pk=stage.ideas[name])


VERBS = {
    "budget_call": announce,
    "budget_idea": propose,
    "vet_idea": vet,
    "list_projects": list_projects,
    "budget_count": count_votes,
    "carry_out_project": carry_out,
    "follow_idea": follow,
}
