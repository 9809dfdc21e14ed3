"""Who may ask for what below /tiesibu-aktu-projekti/: what is published or withdrawn everybody, the workplace the
institution."""

from balss.drafts.models import Draft, Provision, Version, Wording, WorkingText
from tests.safety.addresses import EVERYBODY, NOBODY, Visitor, acts, forms, only, reads
from tests.safety.world import World

OWN, OTHER = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL
ROOM = "/tiesibu-aktu-projekti/"
WORK = f"{ROOM}darbs/"
API = "/api/v1/drafts"
WITHDRAWN_TOO = ("draft_act", "draft_act_gone")

ADDRESSES = [
    *reads(
        EVERYBODY,
        ROOM,
        f"{ROOM}?q=vards&iestade={{own}}&veids=decision",
        f"{ROOM}dati/",
        f"{ROOM}dati/projekti.csv",
        f"{ROOM}dati/projekti.json",
        f"{ROOM}dati/projekti.atom",
        f"{ROOM}{{draft_act}}.json",
        f"{ROOM}{{draft_act}}.csv",
        *(f"{ROOM}{{{draft}}}/" for draft in WITHDRAWN_TOO),
        *(f"{ROOM}{{{draft}}}/redakcijas/1/" for draft in WITHDRAWN_TOO),
        *(f"{ROOM}{{{draft}}}/salidzinat/1/2/" for draft in WITHDRAWN_TOO),
        *(f"{ROOM}{{{draft}}}/punkti/1/" for draft in WITHDRAWN_TOO),
        f"{ROOM}{{draft_act}}/punkti/2/",
        API,
        f"{API}/{{draft_act}}",
        f"{API}/{{draft_act}}/versions",
        f"{API}/{{draft_act}}/provisions",
    ),
    *reads(dict.fromkeys(EVERYBODY, 302), f"{ROOM}{{draft_act}}/salidzinat/?no=1&lidz=2"),
    *reads(NOBODY | {OWN: 200}, f"{ROOM}{{draft_act_new}}/"),
    *reads(
        NOBODY,
        *(f"{ROOM}{{{draft}}}.{kind}" for draft in ("draft_act_new", "draft_act_gone") for kind in ("json", "csv")),
        *(f"{API}/{{{draft}}}" for draft in ("draft_act_new", "draft_act_gone")),
        *(f"{API}/{{draft_act_gone}}/{part}" for part in ("versions", "provisions")),
        f"{ROOM}{{draft_act_new}}/punkti/1/",
        f"{ROOM}{{draft_act_new}}/redakcijas/1/",
        f"{ROOM}{{draft_act}}/redakcijas/3/",
        f"{ROOM}{{draft_act}}/salidzinat/2/1/",
        f"{ROOM}{{draft_act}}/punkti/99999999999999999999/",
    ),
    *reads(only(OWN, OTHER), WORK),
    *forms(only(OWN, OTHER), f"{WORK}jauns/", post=422),
    *reads(
        only(OWN),
        *(f"{WORK}{{{draft}}}/" for draft in ("draft_act", "draft_act_new", "draft_act_gone")),
        *(f"{WORK}{{{draft}}}/parbaudit/" for draft in ("draft_act", "draft_act_new")),
    ),
    *forms(
        only(OWN),
        f"{WORK}{{draft_act}}/labot/",
        f"{WORK}{{draft_act}}/atsaukt/",
        f"{WORK}{{draft_act}}/teksts/",
        f"{WORK}{{draft_act_new}}/teksts/",
        post=422,
    ),
    *acts(
        only(OWN, get=302),
        *(f"{WORK}{{draft_act}}/{deed}/" for deed in ("izmest", "teksts/izmest", "dalijums", "sapari")),
    ),
    *acts(only(OWN, get=422), f"{WORK}{{draft_act}}/publicet/"),
]

STATES = {"draft_act": "published", "draft_act_new": "prepared", "draft_act_gone": "withdrawn"}


def furnish(world: World) -> None:
    for name, state in STATES.items():
        world.names[name] = _draft(world, name, state).slug


def _draft(world: World, name: str, state: str) -> Draft:
    """With two versions where it is public; its second provision went in the second."""
    say = world.hostile
    is_new, is_gone = state == "prepared", state == "withdrawn"
    draft = Draft.objects.create(
        slug=f"2026-{name.replace('_', '-')}", kind="decision", institution=world.own, state=state,
        title=say(f"{state}_draft_act.title", most=300), summary=say(f"{state}_draft_act.summary", lines=True),
        unit=say("draft_act.unit"), contact_email="birojs@example.lv", contact_phone="65700000",
        translations={"en": {each: say(f"draft_act.{each}_en") for each in ("title", "summary", "unit")}},
        created_at=world.now, updated_at=world.now, newest=0 if is_new else 2,
        published_at=None if is_new else world.now, version_at=None if is_new else world.now,
        withdrawn_at=world.now if is_gone else None,
        withdrawn_reason=say("draft_act.withdrawn_reason", lines=True) if is_gone else "",
    )  # fmt: skip
    if not is_gone:
        WorkingText.objects.create(draft=draft, text=f"1. {say(f'{state}_working.text')}\n2. Cits.")
    if is_new:
        return draft
    provisions = [Provision.objects.create(draft=draft, serial=serial) for serial in (1, 2)]
    for number in (1, 2):
        note = say(f"{state}_version.note", lines=True) if number > 1 else ""
        version = Version.objects.create(draft=draft, number=number, note=note, published_at=world.now)
        Wording.objects.create(
            version=version, provision=provisions[0], place=1, kind="article", number="1", mark="pants-1",
            heading=say(f"{state}_wording.heading_{number}"),
            text=say(f"{state}_wording.text_{number}", lines=True), change="words" if number > 1 else "new",
        )  # fmt: skip
        Wording.objects.create(
            version=version, provision=provisions[1], place=2 if number == 1 else None, kind="point", number="2",
            mark="2", text=say(f"{state}_wording.gone", lines=True) if number == 1 else "",
            change="new" if number == 1 else "gone",
        )  # fmt: skip
    return draft
