"""Who may ask for what below /lidzdalibas-budzets/: what is announced everybody, drafts who writes them."""

from datetime import timedelta

from balss.participatory_budget.models import (
    AreaCount,
    Ballot,
    BallotFile,
    Call,
    Category,
    Contract,
    Correction,
    Count,
    Expense,
    Idea,
    PlanningArea,
    Project,
    Step,
    Update,
)
from tests.safety.addresses import EVERYBODY, NOBODY, SIGNED_IN, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

OWN, OTHER, RESIDENT = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL, Visitor.RESIDENT
ROOM, WORK = "/lidzdalibas-budzets/", "/lidzdalibas-budzets/darbs/"

ADDRESSES = [
    *reads(
        EVERYBODY,
        ROOM,
        f"{ROOM}{{call}}/",
        f"{ROOM}{{call_off}}/",
        f"{ROOM}{{call}}/idejas/",
        f"{ROOM}{{call}}/idejas/?q=a&teritorija=1&stavoklis=accepted",
        f"{ROOM}dati/",
        *(f"{ROOM}{{call}}/{name}.{form}" for name in ("idejas", "projekti") for form in ("csv", "geojson")),
        f"{ROOM}{{call}}/idejas/1/",
        f"{ROOM}{{call}}/projekti/1/",
        *(f"{ROOM}{{call}}/{path}" for path in ("rezultati/", "rezultati.json", "rezultati.csv", "rezultati/1.pb")),
    ),
    *reads(NOBODY, f"{ROOM}{{call_vetting}}/rezultati/", f"{ROOM}{{call_vetting}}/rezultati.json"),
    *forms(EVERYBODY, f"{ROOM}{{call}}/rezultati/mana-dala/", post=422),
    *reads(only(OWN), f"{ROOM}{{call_draft}}/"),
    # proposing: whoever is signed in; the own idea nobody else
    *reads(SIGNED_IN, f"{ROOM}mani/"),
    *forms(all_get(200), f"{ROOM}{{call}}/iesniegt/"),  # ideas are no longer taken there
    *forms(SIGNED_IN, f"{ROOM}{{call_open}}/iesniegt/", post=422),
    *reads(only(RESIDENT), f"{ROOM}mani/{{own_idea}}/"),
    *forms(only(RESIDENT), f"{ROOM}mani/{{own_idea}}/labot/", post=422),
    *acts(only(RESIDENT, get=302), f"{ROOM}mani/{{own_idea}}/darit/", do="withdraw"),
    *acts(only(), f"{ROOM}mani/{{own_idea}}/lidzautors/"),
    # the workplace: each official the own calls
    *reads(only(OWN, OTHER), WORK),
    *forms(only(OWN, OTHER), f"{WORK}jauns/", post=422),
    *reads(only(OWN), f"{WORK}{{call_vetting}}/idejas/"),
    *forms(
        only(OWN),
        *(f"{WORK}{{call_draft}}/{name}" for name in ("", "labot/", "nauda/", "balsojums/")),
        f"{WORK}{{call}}/rezultati/",
        f"{WORK}{{call}}/rezultati/labot/",
        f"{WORK}{{call}}/ievest/",
        f"{WORK}{{call_vetting}}/idejas/1/",
        f"{WORK}{{call}}/projekti/1/",
        post=422,
    ),
    *reads(only(OWN), f"{ROOM}{{call_vetting}}/projekti/1/"),
]


def furnish(world: World) -> None:
    for name, days in (("call", 100), ("call_vetting", 60), ("call_off", 60), ("call_draft", 0), ("call_open", 1)):
        call = _call(world, name, days)
        world.names[name] = call.slug
        idea = _idea(world, call)
        _project(world, call, idea)
        if call.results_announced_at is not None:
            _count(world, call)
            Correction.objects.create(
                call=call, reason=world.hostile("correction.reason", lines=True), removed=["1"], voters_before=100,
                decision=world.hostile("correction.decision", most=300), author="system", created_at=world.now,
                updated_at=world.now,
            )  # fmt: skip


def _call(world: World, name: str, days: int) -> Call:
    """Begun so many days ago: ideas for thirty days, voting from the seventieth on; the first has its results."""
    say, start = world.hostile, world.now - timedelta(days=days)
    is_draft, is_off, is_done = name == "call_draft", name == "call_off", name == "call"
    call = Call.objects.create(
        slug=f"2026-{name.replace('_', '-')}", institution=world.own, year=2026,
        state="draft" if is_draft else "cancelled" if is_off else "published",
        title=say(f"{name}.title", most=200), summary=say("call.summary", lines=True), organiser=say("call.organiser"),
        criteria=say("call.criteria", lines=True), offline=say("call.offline", lines=True), contact=say("call.contact"),
        contest_how=say("call.contest_how", lines=True), regulation=say("call.regulation"),
        regulation_address="https://likumi.example/?a='&b=\"", points={"money": say("call.point")},
        translations={"en": {"title": say("call.title_en"), "summary": say("call.summary_en", lines=True)}},
        money_cents=100_000_00, ideas_open_at=start, ideas_close_at=start + timedelta(days=30),
        voting_opens_at=start + timedelta(days=70), voting_closes_at=start + timedelta(days=90),
        results_by_date=(start + timedelta(days=95)).date(), published_at=None if is_draft else start,
        projects_published_at=start + timedelta(days=60) if is_done else None,
        results_announced_at=start + timedelta(days=95) if is_done else None, voters=100 if is_done else None,
        cancel_reason=say("call.cancel_reason", lines=True) if is_off else "", created_at=start, updated_at=start,
    )  # fmt: skip
    PlanningArea.objects.create(call=call, number=1, name=say("area.name", most=200), money_cents=60_000_00)
    PlanningArea.objects.create(call=call, number=2, name="Otra", money_cents=40_000_00)
    Category.objects.create(call=call, number=1, name=say("category.name", most=200))
    Ballot.objects.create(call=call, form="approval", rule="greedy", tie_order="cost,id", published_at=start)
    return call


def _count(world: World, call: Call) -> None:
    trace = {
        "rule": "greedy", "parameters": {"tie_order": "cost,id"}, "voters": 100, "projects": 1, "budget": "60000",
        "selected": ["1"], "total_cost": "1000", "share": None, "raises": None, "comparison": None, "remarks": [],
        "ties": [{"projects": ["1"], "first": "1", "decides": True, "times": 1}],
        "rounds": [{"stage": "greedy", "project": "1", "verdict": "selected", "measure": "60", "left": "60000",
                    "cost": "1000", "payment": None}],
        "votes": {"1": 60}, "chosen_by": {"1": 60}, "losers": [],
    }  # fmt: skip
    batch = {"number": 1, "place": world.hostile("batch.place"), "marked": 9, "votes": 8, "invalid": 1, "missing": 0}
    day = {"day": "2026-05-04", "channel": "paper", "given": 100, "cast": 100}
    count = Count.objects.create(
        call=call, counted_at=world.now, voters=100, may_vote=1000, days=[day], batches=[batch], head="—"
    )
    counted = AreaCount.objects.create(
        count=count, area=call.areas.get(number=1), number=1, voters=100, unique=9, shows_ballots=True, trace=trace
    )
    BallotFile.objects.create(counted=counted, text="META\n")


def _idea(world: World, call: Call) -> Idea:
    say = world.hostile
    idea = Idea.objects.create(
        call=call, number=1, state="accepted", area=call.areas.all()[0], title=say("idea.title", most=150),
        text=say("idea.text", lines=True), benefit=say("idea.benefit", lines=True), place=say("idea.place"),
        geometry={"type": "Point", "coordinates": [24.6, 56.8]}, land="private", owner=say("idea.owner"),
        cost_cents=100_000, cost_basis=say("idea.cost_basis", lines=True), keeper=say("idea.keeper"),
        access=say("idea.access", lines=True), person=world.accounts[RESIDENT].person, name=say("idea.name", most=150),
        shows_name=True, organisation=say("idea.organisation", most=200), registration_number="40000000000",
        created_at=world.now, updated_at=world.now, submitted_at=world.now,
    )  # fmt: skip
    world.names["own_idea"] = idea.key
    return idea


def _project(world: World, call: Call, idea: Idea) -> Project:
    say, is_done = world.hostile, call.results_announced_at is not None
    project = Project.objects.create(
        call=call, idea=idea, number=1, area=call.areas.all()[0], title=say("project.title", most=150),
        text=say("project.text", lines=True), place=say("project.place"), geometry=idea.geometry, cost_cents=100_000,
        state="stopped" if is_done else "listed", is_chosen=True if is_done else None, votes=60 if is_done else None,
        rank=1 if is_done else None, stop_reason=say("project.stop_reason", lines=True) if is_done else "",
        created_at=world.now, updated_at=world.now, author="system",
    )  # fmt: skip
    Contract.objects.create(
        project=project, contractor=say("contract.contractor"), subject=say("contract.subject"),
        number=say("contract.number", most=100), signed_date=world.today, cents=100,
        address="https://iub.example/?a='&b=\"",
    )  # fmt: skip
    Step.objects.create(project=project, place=1, title=say("step.title", most=200))
    for reason in ("", say("expense.taken_back_reason", lines=True)):
        Expense.objects.create(
            project=project, paid_date=world.today, words=say("expense.words"), cents=100,
            document=say("expense.document"), taken_back_at=world.now if reason else None, taken_back_reason=reason,
        )  # fmt: skip
    Update.objects.create(
        project=project, text=say("update.text", lines=True), author="system", created_at=world.now,
        updated_at=world.now,
    )  # fmt: skip
    return project
