"""Cases of good practice of the story, each through the service that a page would call, at its own time."""

from typing import Any

from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.events.models import Event
from balss.library import services
from balss.library.models import PracticeCase
from balss.library.services import Content
from balss.participatory_budget.models import Call
from balss.places.models import Institution, Topic

OWN_WORDS = (*PracticeCase.in_languages, "first_year", "last_year", "contact_email", "contact_phone")


def tell(stage: Stage, deed: Deed) -> None:
    """Write a case, and publish it unless `publish` is false."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    by = stage.actor(deed, "library.create_case", institution)
    case = services.create_case(institution=institution, content=_content(stage, facts), by=by, now=deed.at)
    if facts.get("publish", True):
        services.publish_case(case=case, by=by, now=deed.at)


def _content(stage: Stage, facts: dict[str, Any]) -> Content:
    return Content(
        **{name: facts[name] for name in OWN_WORDS if name in facts},
        topics=tuple(Topic.objects.filter(code__in=facts["topics"])),
        links=tuple((link["name"], _address(stage, link)) for link in facts.get("links", ())),
        english=facts.get("english", {}),
    )


def _address(stage: Stage, link: dict[str, str]) -> str:
    """What the story has introduced by that name, else the address as it stands."""
    if "event" in link:
        return Event.objects.get(pk=stage.events[link["event"]]).get_absolute_url()
    if "budget_call" in link:
        return Call.objects.get(pk=stage.calls[link["budget_call"]]).get_absolute_url()
    return link["address"]


VERBS = {"practice_case": tell}
