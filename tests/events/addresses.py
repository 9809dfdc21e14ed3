"""Who may ask for what below /notikumi/: all that is announced everybody, the workplace the organiser."""

from datetime import timedelta

from balss.events import services
from balss.events.models import (
    Attendance,
    Event,
    Material,
    MediaPresence,
    Move,
    ProgrammeItem,
    Registration,
    Speaker,
)
from balss.people.models import Account
from balss.places.models import Audience
from balss.shared.models import FileContent, StoredFile
from tests.safety.addresses import EVERYBODY, NOBODY, SIGN_IN, SIGNED_IN, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

OWN, OTHER, RESIDENT = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL, Visitor.RESIDENT
WORK = "/notikumi/darbs/"

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/notikumi/",
        "/notikumi/?kad=all&iestade={own}",
        "/notikumi/kalendars/",
        "/notikumi/kalendars/2026/5/",
        "/notikumi/dati/",
        "/notikumi/dati/notikumi.csv",
        "/notikumi/dati/notikumi.json",
        "/notikumi/dati/notikumi.ics?kad=all",
        "/notikumi/dati/notikumi.atom",
        *(f"/notikumi/{{{event}}}{end}" for event in ("open", "held", "off") for end in ("/", ".ics", ".json")),
        "/api/v1/events",
        "/api/v1/events/{held}",
        "/faili/{material}/",
    ),
    *reads(SIGNED_IN, "/notikumi/mani/", post=all_get(405, anonymous=SIGN_IN)),
    # a draft and its materials are the institution's own
    *reads(NOBODY | {OWN: 200}, "/notikumi/{event_draft}/"),
    *reads(NOBODY, "/notikumi/{event_draft}.ics", "/notikumi/{event_draft}.json", "/api/v1/events/{event_draft}"),
    *reads(only(OWN), "/faili/{material_of_draft}/"),
    # registering, and what one registered for: by the account, or by the link
    *forms(EVERYBODY | {RESIDENT: 302}, "/notikumi/{open}/pieteikties/", sent=all_get(422) | {RESIDENT: 302}),
    *acts(only(RESIDENT, OWN, get=302), "/notikumi/{open}/pieteikties/{of_resident}/atcelt/"),
    *reads(EVERYBODY, "/notikumi/pieteikums/{link}/", "/notikumi/pieteikums/{link}/notikums.ics"),
    *acts(all_get(302), "/notikumi/pieteikums/{link}/apstiprinat/", "/notikumi/pieteikums/{link}/atcelt/"),
    *reads(NOBODY, "/notikumi/pieteikums/{forged}/", "/notikumi/pieteikums/{forged}/notikums.ics"),
    *acts(NOBODY, "/notikumi/pieteikums/{forged}/atcelt/"),
    # the link of what an account registered for opens nothing to others
    *reads(only(RESIDENT, OWN), "/notikumi/pieteikums/{link_of_resident}/"),
    *acts(only(RESIDENT, OWN, get=302), "/notikumi/pieteikums/{link_of_resident}/atcelt/"),
    # the workplace: each official the own events
    *reads(only(OWN, OTHER), WORK),
    *forms(only(OWN, OTHER), f"{WORK}jauns/", post=422),
    *reads(
        only(OWN),
        *(f"{WORK}{{{event}}}/" for event in ("event_draft", "open", "held", "off")),
        f"{WORK}{{open}}/saraksts/",
        f"{WORK}{{open}}/saraksts.pdf",
    ),
    *forms(
        only(OWN),
        *(f"{WORK}{{open}}/{name}/" for name in ("labot", "programma", "programma/{item}", "parcelt", "atcelt")),
        *(f"{WORK}{{open}}/{name}/" for name in ("materiali", "pieteikumi", "slegt")),
        f"{WORK}{{held}}/atvert/",
        post=422,
    ),
    *acts(
        only(OWN, get=302),
        f"{WORK}{{event_draft}}/izmest/",
        f"{WORK}{{open}}/programma/{{item}}/nonemt/",
        f"{WORK}{{open}}/pieteikumi/{{of_resident}}/",
        f"{WORK}{{held}}/materiali/{{held_material}}/nonemt/",
    ),
    *acts(only(OWN, get=422), f"{WORK}{{event_draft}}/izsludinat/"),
]


def furnish(world: World) -> None:
    audience = Audience.objects.create(
        code="grupa", position=99, name_lv=world.hostile("audience.name"), name_en=world.hostile("audience.name_en")
    )
    for name, state in (("event_draft", "draft"), ("open", "moved"), ("held", "held"), ("off", "cancelled")):
        event = _event(world, name, state)
        event.audiences.add(audience)
        _programme(world, event)
        material = _material(world, event)
        if state == "held":
            _attendance(world, event, audience)
            world.names |= {"material": material.file.public_id, "held_material": material.public_id}  # type: ignore[union-attr]
        if state == "draft":
            world.names["material_of_draft"] = material.file.public_id  # type: ignore[union-attr]
        world.names[name] = event.slug
    _registrations(world, Event.objects.get(state="moved"), audience)


def _event(world: World, name: str, state: str) -> Event:
    say, at = world.hostile, world.now + timedelta(days=-3 if state == "held" else 30)
    held, off = state == "held", state == "cancelled"
    event = Event.objects.create(
        slug=f"{name.replace('_', '-')}-0a1b2c", kind="seminar", state=state, institution=world.own, form="hybrid",
        title=say(f"{state}_event.title", most=200), summary=say(f"{state}_event.summary", lines=True),
        translations={"en": {"title": say("event.title_en"), "summary": say("event.summary_en", lines=True)}},
        starts_at=at, ends_at=at + timedelta(hours=2), place=say("event.place"), address=say("event.address"),
        accessibility=["lift"], accessibility_note=say("event.accessibility_note", lines=True), spoken=["lv"],
        online_link="https://video.example/?a='&b=\"", contact_phone="67000000",
        created_at=world.now, updated_at=world.now, published_at=None if state == "draft" else world.now,
        cancelled_at=world.now if off else None, cancel_reason=say("event.cancel_reason", lines=True) if off else "",
        closed_at=world.now if held else None, came_onsite=12 if held else None, came_online=0 if held else None,
        outcome=say("event.outcome", lines=True) if held else "", minutes=say("event.minutes", lines=True),
    )  # fmt: skip
    if state == "moved":
        Move.objects.create(
            event=event, moved_at=world.now, starts_at=at, ends_at=event.ends_at, place=say("move.place"),
            address=say("move.address"), reason=say("move.reason", lines=True),
        )  # fmt: skip
    return event


def _programme(world: World, event: Event) -> None:
    item = ProgrammeItem.objects.create(event=event, starts_at=event.starts_at, title=world.hostile("item.title"))
    Speaker.objects.create(
        item=item, place=1, name=world.hostile("speaker.name", most=150), office=world.hostile("speaker.office"),
        country="GB",
    )  # fmt: skip
    if event.state == "moved":
        world.names["item"] = item.pk


def _material(world: World, event: Event) -> Material:
    content = FileContent.objects.first()
    assert content is not None
    file = StoredFile.objects.create(
        content=content, name="slaidi.txt", media_type="text/plain", is_public=False, guard="events.material",
        uploaded_at=world.now, account_id=world.accounts[OWN].pk,
    )  # fmt: skip
    title = world.hostile("material.title")
    return Material.objects.create(event=event, kind="minutes", title=title, file=file, added_at=world.now)


def _attendance(world: World, event: Event, audience: Audience) -> None:
    Attendance.objects.create(event=event, audience=audience, count=6)
    Attendance.objects.create(event=event, words=world.hostile("attendance.words"), count=6)
    MediaPresence.objects.create(event=event, name=world.hostile("medium.name"), reach="public")


def _registrations(world: World, event: Event, audience: Audience) -> None:
    people = [(world.accounts[RESIDENT], "resident@example.lv"), (None, "viesis@example.lv")]
    resident, guest = [_registration(world, event, audience, account, email) for account, email in people]
    link = services.link_of(guest)
    world.names |= {
        "of_resident": resident.public_id,
        "link_of_resident": services.link_of(resident),
        "link": link,
        "forged": f"{resident.public_id.hex}:{link.partition(':')[2]}",
    }


def _registration(world: World, event: Event, audience: Audience, account: Account | None, email: str) -> Registration:
    say = world.hostile
    return Registration.objects.create(
        event=event, account=account, name=say("registration.name", most=150), email=email, phone="26000000",
        organisation=say("registration.organisation"), needs=say("registration.needs", lines=True), audience=audience,
        is_online=account is not None, channel="account" if account else "email", standing="going",
        created_at=world.now, queued_at=world.now,
    )  # fmt: skip
