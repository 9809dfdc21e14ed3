"""Carrying out: started, paid for, told of, done; authors hear of it, and nobody else but the municipality writes."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from balss.core.calendar import day_in_riga, start_of_day
from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participatory_budget import services
from balss.participatory_budget.queries.found import found_projects
from balss.participatory_budget.queries.legal import clocks_of
from balss.participatory_budget.queries.showing import spent_on
from balss.participatory_budget.services import Line, Results, StepContent
from balss.participatory_budget.services.refusals import DayOutOfOrder, Missing, NotInThatState
from balss.participatory_budget.services.reminders import send_reminders
from balss.shared.permissions import ANONYMOUS, SYSTEM, NotAllowed, can
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING, make_project

TOLD = day_in_riga(AFTER_VOTING)
LATER = AFTER_VOTING + timedelta(days=40)


@pytest.fixture
def project(idea, call, official):
    """Chosen by vote."""
    services.save_findings(idea=idea, content={}, lines=[Line("Viss", 300_000)], by=official, now=IN_VETTING)
    services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    results = Results(voters=10, votes={"1": 7}, chosen=["1"])
    services.announce_results(call=call, results=results, by=official, now=AFTER_VOTING)
    return call.projects.get()


def expense(project, by, cents=120_000):
    content = {"paid_date": TOLD, "words": "Šūpoles", "cents": cents, "document": "Rēķins 7"}
    return services.add_expense(project=project, content=content, by=by, now=LATER)


def test_authors_are_told_the_result_and_each_step_once(project, official):
    (told,) = Notice.objects.filter(kind="participatory_budget.results")
    assert told.to == "anna@example.lv"
    services.start_project(project=project, on=TOLD, by=official, now=LATER)
    services.add_update(project=project, text="Pamati ielieti.", by=official, now=LATER)
    services.finish_project(project=project, on=TOLD + timedelta(days=30), by=official, now=LATER)
    told = Notice.objects.filter(kind="participatory_budget.project_news", to="anna@example.lv").order_by("pk")
    assert [each.subject for each in told] == [
        "Uzsākts: Šūpoles parkā", "Jaunumi: Šūpoles parkā", "Pabeigts: Šūpoles parkā",
    ]  # fmt: skip


def test_clocks_stand_still_once_it_was_done_in_time(project, official):
    services.start_project(project=project, on=TOLD, by=official, now=LATER)
    done = services.finish_project(project=project, on=TOLD + timedelta(days=30), by=official, now=LATER)
    clocks = clocks_of(done, today=date(2030, 1, 1))
    assert (clocks.start.is_late, clocks.finish.is_late) == (False, False)


def test_what_begins_late_is_told_as_late(project, official):
    late = services.start_project(
        project=project, on=date(2026, 8, 21), by=official, now=AFTER_VOTING + timedelta(days=120)
    )
    assert clocks_of(late, today=date(2026, 9, 1)).start.is_late


@pytest.mark.parametrize("day", [TOLD - timedelta(days=1), day_in_riga(LATER) + timedelta(days=1)])
def test_it_begins_after_the_results_and_not_in_the_future(project, official, day):
    with pytest.raises(DayOutOfOrder):
        services.start_project(project=project, on=day, by=official, now=LATER)


def test_it_is_not_done_before_it_began(project, official):
    with pytest.raises(NotInThatState):
        services.finish_project(project=project, on=TOLD, by=official, now=LATER)
    begun = services.start_project(project=project, on=TOLD + timedelta(days=5), by=official, now=LATER)
    with pytest.raises(DayOutOfOrder):
        services.finish_project(project=begun, on=TOLD, by=official, now=LATER)


def contract(project, by):
    content = {"contractor": "SIA Zieds", "subject": "Šūpoļu uzstādīšana", "signed_date": TOLD, "cents": 300_000}
    return services.add_contract(project=project, content=content, by=by, now=LATER)


def test_money_spent_adds_up_without_what_was_taken_back(at, project, official, again):
    first, second = expense(project, official), expense(project, official, 80_000)
    assert spent_on(project) == 200_000
    with pytest.raises(Missing):
        services.take_back(entry=second, reason=" ", by=official, now=LATER)
    services.take_back(entry=second, reason="Ievadīts divreiz.", by=official, now=LATER)
    with pytest.raises(NotInThatState):
        services.take_back(entry=second, reason="Vēlreiz.", by=official, now=LATER)
    assert (spent_on(project), list(project.expenses.standing())) == (120_000, [first])
    data = b"".join(at(LATER).get(f"/lidzdalibas-budzets/{project.call.slug}/projekti.csv").streaming_content)
    assert [row["spent_cents"] for row in csv.DictReader(io.StringIO(data.decode()))] == ["120000"]


def test_an_official_takes_back_each_kind_on_the_page_and_everybody_reads_why(at, project, official, official_account):
    photos = [services.PhotoContent(ContentFile(b"x", name="x.txt"), "X")]
    update = services.add_update(project=project, text="Pabeigts pavisam.", photos=photos, by=official, now=LATER)
    entries = {"contract": contract(project, official), "expense": expense(project, official), "update": update}
    page = f"/lidzdalibas-budzets/darbs/{project.call.slug}/projekti/{project.number}/"
    desk = at(LATER, official_account)
    for kind, entry in entries.items():
        form = {"do": "take_back", "kind": kind, "entry": entry.pk}
        refused = desk.post(page, form | {"reason": ""})
        assert (refused.status_code, refused.content.decode().count('aria-invalid="true"')) == (422, 1)
        assert desk.post(page, form | {"reason": f"Kļūda: {kind}."}).status_code == 302
        assert Entry.objects.filter(action=f"participatory_budget.project_{kind}_removed").count() == 1
    public = at(LATER).get(project.get_absolute_url()).content.decode()
    assert [kind for kind in entries if f"Atsaukts (2026. gada 29. jūnijs): Kļūda: {kind}." in public] == list(entries)
    assert "<del>Šūpoļu uzstādīšana: SIA Zieds" in public
    assert "Pabeigts pavisam." not in public
    assert not can(ANONYMOUS, "shared.download_file", update.photos.get().file, LATER)
    (found,) = found_projects([f"{project.call.slug}/{project.number}"])
    assert "Pabeigts pavisam." not in str(found)


@pytest.mark.parametrize("kind", ["contract", "expense", "update"])
def test_nobody_but_the_municipality_takes_back(project, official, resident, outsiders, again, kind):
    make = {
        "contract": contract, "expense": expense,
        "update": lambda project, by: services.add_update(project=project, text="X", by=by, now=LATER),
    }  # fmt: skip
    entry = make[kind](project, official)
    for outsider in (resident.actor, *outsiders):
        with pytest.raises(NotAllowed):
            services.take_back(entry=entry, reason="X", by=outsider, now=LATER)
    assert again(entry).taken_back_at is None


def test_what_was_entered_for_another_project_is_not_taken_back_here(at, project, official, official_account, call):
    other = make_project(call, 9, state="chosen", is_chosen=True, votes=1, rank=2)
    entry = expense(project, official)
    page = f"/lidzdalibas-budzets/darbs/{call.slug}/projekti/{other.number}/"
    form = {"do": "take_back", "kind": "expense", "entry": entry.pk, "reason": "X"}
    assert at(LATER, official_account).post(page, form).status_code == 422
    assert spent_on(project) == 120_000


def test_what_is_stopped_says_why_and_goes_no_further(project, official):
    with pytest.raises(Missing):
        services.stop_project(project=project, reason=" ", by=official, now=LATER)
    stopped = services.stop_project(project=project, reason="Applūda.", by=official, now=LATER)
    assert clocks_of(stopped, today=TOLD) is None
    with pytest.raises(NotInThatState):
        services.start_project(project=stopped, on=TOLD, by=official, now=LATER)
    letter = Notice.objects.filter(kind="participatory_budget.project_news").first()
    assert "Applūda." in letter.text


def test_officials_are_reminded_once_before_each_day_that_the_law_gives(project, official, resident):
    def reminded(day):
        """Noon of the day in Riga: how many letters were new."""
        return send_reminders(by=SYSTEM, now=start_of_day(day) + timedelta(hours=12))

    due = date(2026, 8, 20)
    days = [due - timedelta(days=31), due - timedelta(days=30), due - timedelta(days=20), due - timedelta(days=7)]
    assert [reminded(day) for day in (*days, due, due + timedelta(days=1))] == [0, 1, 0, 1, 0, 0]
    letter = Notice.objects.filter(kind="participatory_budget.deadline_near").first()
    assert letter.to == "olga@example.lv"
    assert "2026. gada 20. augusts" in letter.text
    services.start_project(project=project, on=due, by=official, now=start_of_day(due) + timedelta(hours=12))
    assert [reminded(day) for day in (due, date(2028, 4, 22), date(2028, 4, 23))] == [0, 1, 0]


def test_nobody_sends_reminders_by_hand(official, outsiders):
    for actor in (official, *outsiders):
        with pytest.raises(NotAllowed):
            send_reminders(by=actor, now=LATER)


DEEDS = {
    "start": lambda project, by: services.start_project(project=project, on=TOLD, by=by, now=LATER),
    "finish": lambda project, by: services.finish_project(project=project, on=TOLD, by=by, now=LATER),
    "stop": lambda project, by: services.stop_project(project=project, reason="X", by=by, now=LATER),
    "steps": lambda project, by: services.set_steps(project=project, steps=[StepContent("X")], by=by, now=LATER),
    "contract": lambda project, by: services.add_contract(
        project=project, content={"contractor": "X", "subject": "X", "signed_date": TOLD, "cents": 1}, by=by, now=LATER
    ),
    "expense": lambda project, by: expense(project, by),
    "update": lambda project, by: services.add_update(
        project=project, text="X", photos=[services.PhotoContent(ContentFile(b"x", name="x.txt"), "X")], by=by,
        now=LATER,
    ),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_the_municipality_reports(project, resident, outsiders, again, deed):
    for outsider in (resident.actor, *outsiders):
        with pytest.raises(NotAllowed):
            DEEDS[deed](project, outsider)
    now = again(project)
    assert (now.state, now.steps.count(), now.contracts.count(), now.updates.count()) == ("chosen", 0, 0, 0)


def test_what_was_not_chosen_is_not_carried_out(project, official):
    type(project).objects.update(state="not_chosen", is_chosen=False, rank=None)
    for name in ("start", "steps", "contract", "expense", "update"):
        with pytest.raises(NotInThatState):
            DEEDS[name](project, official)
