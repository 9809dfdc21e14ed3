"""Who may ask for what below /laba-prakse/: what is published or withdrawn everybody, the workplace the institution."""

from balss.library.models import PracticeCase
from tests.safety.addresses import EVERYBODY, NOBODY, Visitor, acts, forms, only, reads
from tests.safety.world import World

OWN, OTHER = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL
WORK = "/laba-prakse/darbs/"

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/laba-prakse/",
        "/laba-prakse/?q=vards&iestade={own}&gads=2025",
        "/laba-prakse/dati/",
        "/laba-prakse/dati/piemeri.csv",
        "/laba-prakse/dati/piemeri.json",
        "/laba-prakse/dati/piemeri.atom",
        "/laba-prakse/{case}/",
        "/laba-prakse/{case}.json",
        "/laba-prakse/{case_gone}/",
        "/api/v1/library/cases",
        "/api/v1/library/cases/{case}",
    ),
    *reads(NOBODY | {OWN: 200}, "/laba-prakse/{case_draft}/"),
    *reads(
        NOBODY,
        *(f"/laba-prakse/{{{case}}}.json" for case in ("case_draft", "case_gone")),
        *(f"/api/v1/library/cases/{{{case}}}" for case in ("case_draft", "case_gone")),
    ),
    *reads(only(OWN, OTHER), WORK),
    *forms(only(OWN, OTHER), f"{WORK}jauns/", post=422),
    *reads(only(OWN), *(f"{WORK}{{{case}}}/" for case in ("case", "case_draft", "case_gone"))),
    *forms(only(OWN), f"{WORK}{{case}}/labot/", f"{WORK}{{case}}/atsaukt/", f"{WORK}{{case_gone}}/atjaunot/", post=422),
    *acts(only(OWN, get=302), f"{WORK}{{case_draft}}/izmest/"),
    *acts(only(OWN, get=422), f"{WORK}{{case_bare}}/publicet/"),
]


STATES = {"case": "published", "case_draft": "draft", "case_gone": "withdrawn", "case_bare": "draft"}


def furnish(world: World) -> None:
    for name, state in STATES.items():
        world.names[name] = _case(world, name, state).slug


def _case(world: World, name: str, state: str) -> PracticeCase:
    say = world.hostile
    texts = ("summary", "problem", "solution", "outcome", "advice")
    lines = {each: say(f"{state}_case.{each}", lines=True) for each in texts}
    return PracticeCase.objects.create(
        slug=f"2026-{name.replace('_', '-')}", institution=world.own, title=say(f"{state}_case.title", most=200),
        **lines, cost=say("case.cost"), duration=say("case.duration"), partners=say("case.partners"), first_year=2025,
        links=[[say("case.link"), "https://example.lv/?a='&b=\""]], contact_phone="65700000",
        contact_email="" if name == "case_bare" else "birojs@example.lv", state=state,
        translations={"en": {each: say(f"case.{each}_en") for each in ("title", *texts)}},
        created_at=world.now, updated_at=world.now, published_at=None if state == "draft" else world.now,
        withdrawn_reason=say("case.withdrawn_reason", lines=True) if state == "withdrawn" else "",
    )  # fmt: skip
