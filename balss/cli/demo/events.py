"""Events of the story: each deed through the service that a page would call, at its own time."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count
from typing import Any

from django.utils import timezone

from balss.cli.demo.documents import make, read_documents
from balss.cli.demo.stage import Stage, Verb
from balss.cli.demo.story import RIGA, Deed
from balss.events import services
from balss.events.models import Channel, Event, Registration
from balss.events.services import Account, Attendee, Content, NewMaterial, Schedule, Speaks, Ticket
from balss.people.queries import actor_of
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure
from balss.shared.permissions import ANONYMOUS

NAMES = (
    "Aija Liepa", "Pēteris Ozols", "Zane Kalēja", "Guntis Vilks", "Marta Saulīte", "Edgars Bite", "Inese Roze",
    "Raimonds Celmiņš", "Vita Purmale", "Normunds Strazds", "Lelde Krastiņa", "Oskars Zvirbulis", "Solvita Egle",
    "Kaspars Jansons", "Dzintra Paegle", "Toms Siliņš", "Ieva Grava", "Ainars Upītis", "Rasma Dūmiņa", "Uģis Lapiņš",
)  # fmt: skip
_numbers = count(1)


def announce(stage: Stage, deed: Deed) -> None:
    """Write an event with its programme, and announce it unless `announce` is false."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    by = stage.actor(deed, "events.create_event", institution)
    event = services.create_event(
        institution=institution, content=_content(stage, facts), schedule=_schedule(facts), by=by, now=deed.at
    )
    for item in facts.get("programme", ()):
        services.save_item(
            event=event,
            starts_at=_on(event.starts_at, item["from"]),
            ends_at=_on(event.starts_at, item["until"]) if "until" in item else None,
            title=item["title"],
            speakers=[Speaks(**speaker) for speaker in item.get("speakers", ())],
            by=by,
            now=deed.at,
        )
    if facts.get("announce", True):
        services.publish_event(event=event, by=by, now=deed.at)
    stage.events[facts["name"]] = event.pk


def register(stage: Stage, deed: Deed) -> None:
    """People register: `guests` with an e-mail address, `by_phone` at the organiser's desk, `accounts` signed in.

    Who does the deed is the organiser; `came` of those with a place are checked in when the event is on.
    """
    event, facts = _event(stage, deed), deed.facts
    for name in facts.get("accounts", ()):
        account = stage.accounts[name]
        attendee = Attendee(name=account.person.name)
        services.register(event=event, attendee=attendee, by=actor_of(account), now=deed.at)
    for attendee in _attendees(facts.get("guests", 0), facts):
        made = services.register(event=event, attendee=attendee, by=ANONYMOUS, now=deed.at)
        services.confirm_registration(ticket=Ticket(made, has_link=True), by=ANONYMOUS, now=deed.at)
    by = stage.actor(deed, "events.manage_registrations", event)
    for attendee in _attendees(facts.get("by_phone", 0), facts, with_address=False):
        services.enter_registration(event=event, attendee=attendee, channel=Channel.PHONE, by=by, now=deed.at)


def check_in(stage: Stage, deed: Deed) -> None:
    event = _event(stage, deed)
    by = stage.actor(deed, "events.manage_registrations", event)
    for registration in Registration.objects.filter(event=event).going().order_by("pk")[: deed.facts["came"]]:
        services.check_in(registration=registration, came=True, by=by, now=deed.at)


def move(stage: Stage, deed: Deed) -> None:
    event = _event(stage, deed)
    by = stage.actor(deed, "events.move_event", event)
    services.move_event(event=event, schedule=_schedule(deed.facts), reason=deed.facts["reason"], by=by, now=deed.at)


def cancel(stage: Stage, deed: Deed) -> None:
    event = _event(stage, deed)
    by = stage.actor(deed, "events.cancel_event", event)
    services.cancel_event(event=event, reason=deed.facts["reason"], by=by, now=deed.at)


def close(stage: Stage, deed: Deed) -> None:
    event, facts = _event(stage, deed), deed.facts
    audiences = {audience.code: audience for audience in Audience.objects.all()}
    account = Account(
        came_onsite=facts.get("came_onsite"),
        came_online=facts.get("came_online"),
        outcome=facts["outcome"],
        minutes=facts.get("minutes", ""),
        groups=tuple((audiences[code], number) for code, number in facts.get("groups", {}).items()),
        institutions=tuple(facts.get("institutions", {}).items()),
        media=tuple(facts.get("media", {}).items()),
        materials=tuple(_materials(facts)),
        without_materials="materials" not in facts,
    )
    services.close_event(event=event, account=account, by=stage.actor(deed, "events.close_event", event), now=deed.at)


def _content(stage: Stage, facts: dict[str, Any]) -> Content:
    names: tuple[str, ...] = (
        "kind",
        "title",
        "summary",
        "title_en",
        "summary_en",
        "online_link",
        "capacity",
        "contact_phone",
    )
    names += ("admission", "accessibility_note", "contact_email")
    given = {name: facts[name] for name in names if name in facts}
    return Content(
        **given,
        accessibility=tuple(facts.get("accessibility", ())),
        spoken=tuple(facts.get("spoken", ("lv",))),
        topics=tuple(Topic.objects.filter(code__in=facts.get("topics", ()))),
        audiences=tuple(Audience.objects.filter(code__in=facts.get("audiences", ()))),
        measures=tuple(Measure.objects.filter(plan=stage.plan, key__in=facts.get("measures", ()))),
    )


def _schedule(facts: dict[str, Any]) -> Schedule:
    territory = Territory.objects.get(slug=facts["territory"]) if "territory" in facts else None
    places = {name: facts[name] for name in ("form", "place", "address") if name in facts}
    return Schedule(starts_at=_moment(facts["starts"]), ends_at=_moment(facts["ends"]), territory=territory, **places)


def _materials(facts: dict[str, Any]) -> Iterator[NewMaterial]:
    says = read_documents()
    for material in facts.get("materials", ()):
        name = material.get("document")
        upload = make(name, says[name]) if name else None
        yield NewMaterial(material["title"], material["kind"], upload, material.get("address", ""))


def _attendees(number: int, facts: dict[str, Any], *, with_address: bool = True) -> Iterator[Attendee]:
    organisations = facts.get("organisations") or [""]
    for _place in range(number):
        place = next(_numbers)
        yield Attendee(
            name=NAMES[place % len(NAMES)],
            email=f"dalibnieks{place}@balss.example" if with_address else "",
            phone="" if with_address else f"2{6000000 + place}",
            organisation=organisations[place % len(organisations)],
            is_online=facts.get("online", False),
        )


def _event(stage: Stage, deed: Deed) -> Event:
    return Event.objects.select_related("institution").get(pk=stage.events[deed.facts["event"]])


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=RIGA)


def _on(day: datetime, words: str) -> datetime:
    local: date = timezone.localtime(day, RIGA).date()
    return datetime.combine(local, time.fromisoformat(words), tzinfo=RIGA)


VERBS: dict[str, Verb] = {
    "event": announce,
    "register": register,
    "check_in": check_in,
    "move_event": move,
    "cancel_event": cancel,
    "close_event": close,
}
