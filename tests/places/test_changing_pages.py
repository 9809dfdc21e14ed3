"""Renaming, merging and closing on pages: what passes on is seen before anything is written."""

import json
from datetime import date, timedelta

import pytest

from balss.ledger.models import Entry
from balss.people.models import Account, Person, RoleGrant
from balss.places.models import Institution, Succession
from balss.places.queries import institution_by_code
from balss.places.services import CannotClose, close, rename
from balss.places.views import changing
from balss.places.views.institutions import institution as page_of_institution
from balss.plan.models import BodyPart, Commitment, Measure, Plan
from balss.shared.handovers import handovers
from balss.shared.permissions import ANONYMOUS, NotAllowed, Role
from tests.places.conftest import acting

pytestmark = pytest.mark.usefixtures("reference_data")
DAY = "2027-07-01"
EVE = date(2027, 6, 30)
VIEWS = [changing.rename_institution, changing.merge_institution, changing.close_institution]


@pytest.fixture
def plan(reference_data):
    return Plan.objects.create(
        slug="lv-6", country="LV", number=6, title={"lv": "Plāns"}, start_date=date(2026, 1, 1), end_date=EVE
    )


@pytest.fixture
def give_part(plan):
    """A measure in which an institution, or a group, has a part."""

    def give(institution):
        commitment = Commitment.objects.create(plan=plan, number="1", place=1)
        measure = Measure.objects.create(
            plan=plan, commitment=commitment, key="1.2", number="1.2", place=1, title={"lv": "Semināri"}
        )
        BodyPart.objects.create(measure=measure, institution=institution, part="responsible", place=1, words="X")

    return give


@pytest.fixture
def lu():
    return institution_by_code("LU")


@pytest.fixture
def successor():
    return institution_by_code("VARAM")


@pytest.fixture
def merger(lu, successor):
    return {"successor": successor.pk, "effective_date": DAY, "basis": "MK noteikumi Nr. 1"}


@pytest.fixture
def said(ask, coordinator, lu):
    """The answer of a page to what was filled in, by the coordinator."""
    return lambda view, data, institution=None: view(ask(by=coordinator, data=data), (institution or lu).slug)


def shown_by(answer):
    """The word that the page gives with the button that decides; "" where it has no such button."""
    _, found, rest = answer.content.decode().partition('name="shown" value="')
    return rest.partition('"')[0] if found else ""


def as_shown(said, view, data):
    return said(view, {**data, "shown": shown_by(said(view, data))})


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", [Role.INSTITUTION_ADMIN, Role.OFFICIAL, Role.REVIEWER, Role.HELPER])
def test_pages_are_shut_to_other_roles_of_the_institution_too(ask, lu, view, role):
    with pytest.raises(NotAllowed):
        view(ask(by=acting(role, lu.pk)), lu.slug)


@pytest.mark.parametrize("view", VIEWS)
def test_pages_are_shut_to_visitors_who_post(ask, lu, merger, view):
    with pytest.raises(NotAllowed):
        view(ask(by=ANONYMOUS, data={**merger, "lv": "X", "last_day": DAY, "shown": "x"}), lu.slug)
    assert institution_by_code("LU").valid_to is None


def test_links_to_the_pages_are_seen_by_who_may_use_them(ask, lu, coordinator):
    seen = [page_of_institution(ask(by=who), lu.slug).content.decode() for who in (coordinator, ANONYMOUS)]
    assert [page.count("/pardevet/") for page in seen] == [1, 0]


def test_new_name_is_set_from_its_day_and_recorded(said, lu):
    answer = said(changing.rename_institution, {"lv": "Jaunā augstskola", "effective_date": DAY, "basis": "Likums"})
    assert answer.status_code == 302
    assert [(name.lv, name.valid_to) for name in lu.names.all()][-1] == ("Jaunā augstskola", None)
    assert json.loads(Entry.objects.get(action="places.institution_renamed").content.body)["basis"] == "Likums"


def test_name_without_source_or_before_the_present_one_is_refused(said, coordinator, now):
    varam = institution_by_code("VARAM")
    answers = [
        said(changing.rename_institution, {"lv": "Vides ministrija", **facts}, varam)
        for facts in ({"effective_date": DAY}, {"effective_date": "2024-07-01", "basis": "Likums"})
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Entry.objects.filter(action="places.institution_renamed").exists()


def test_merger_is_shown_first_and_done_when_confirmed(said, lu, successor, merger):
    assert shown_by(said(changing.merge_institution, merger)) != ""
    assert not Succession.objects.filter(predecessor=lu).exists()
    assert as_shown(said, changing.merge_institution, merger).status_code == 302
    assert (institution_by_code("LU").valid_to, lu.successions.get().successor) == (EVE, successor)
    assert Entry.objects.filter(action="places.institution_merged", subject_id=str(lu.pk)).count() == 1


def test_what_was_changed_after_it_was_shown_is_shown_again(said, lu, merger):
    shown = shown_by(said(changing.merge_institution, merger))
    other = institution_by_code("FM")
    answer = said(changing.merge_institution, {**merger, "successor": other.pk, "shown": shown})
    assert shown_by(answer) not in ("", shown)
    assert not Succession.objects.filter(predecessor=lu).exists()


def test_part_is_given_over_and_both_go_on(said, ask, lu, successor, merger):
    as_shown(said, changing.merge_institution, {**merger, "scope": "bibliotēka"})
    assert (institution_by_code("LU").valid_to, lu.successions.get().scope) == (None, "bibliotēka")
    assert Entry.objects.filter(action="places.part_handed_over").count() == 1
    assert "bibliotēka" in page_of_institution(ask(), successor.slug).content.decode()


def test_several_take_over_the_parts_one_and_the_rest_another(said, lu, merger):
    as_shown(said, changing.merge_institution, {**merger, "successor": institution_by_code("FM").pk, "scope": "arhīvs"})
    as_shown(said, changing.merge_institution, merger)
    taken = lu.successions.order_by("scope").values_list("scope", "successor__code")
    assert list(taken) == [("", "VARAM"), ("arhīvs", "FM")]


def test_same_part_twice_or_a_second_full_successor_is_refused(said, merger):
    part = {**merger, "scope": "bibliotēka"}
    as_shown(said, changing.merge_institution, part)
    assert as_shown(said, changing.merge_institution, part).status_code == 422
    as_shown(said, changing.merge_institution, merger)
    assert as_shown(said, changing.merge_institution, {**merger, "effective_date": "2027-06-01"}).status_code == 422
    assert Succession.objects.filter(predecessor__code="LU").count() == 2


def test_closing_keeps_its_source_and_is_seen_in_the_history(said, ask, lu):
    as_shown(said, changing.close_institution, {"last_day": "2026-06-30", "basis": "MK rīkojums Nr. 7"})
    closed = institution_by_code("LU")
    assert (closed.valid_to, closed.end_basis) == (date(2026, 6, 30), "MK rīkojums Nr. 7")
    page = page_of_institution(ask(), lu.slug).content.decode()
    assert [words in page for words in ("MK rīkojums Nr. 7", "Slēgta, pēdējā diena 30.06.2026.")] == [True, True]
    assert Entry.objects.filter(action="places.institution_closed").count() == 1


def test_municipality_is_not_closed_but_merged(said):
    madona = institution_by_code("MADONAS_NOVADS")
    data = {"last_day": "2027-06-30", "basis": "Likums"}
    shown = shown_by(said(changing.close_institution, data, madona))
    answer = said(changing.close_institution, {**data, "shown": shown}, madona)
    assert (answer.status_code, institution_by_code("MADONAS_NOVADS").valid_to) == (422, None)


def test_institution_does_not_end_before_a_name_that_is_to_come(said, lu, merger, coordinator, now):
    rename(
        institution=lu, lv="Jaunā augstskola", effective_date=date(2028, 1, 1), basis="Likums", by=coordinator, now=now
    )
    assert as_shown(said, changing.merge_institution, merger).status_code == 422
    with pytest.raises(CannotClose, match="renamed"):
        close(institution=lu, last_day=EVE, basis="Likums", by=coordinator, now=now)


def test_closed_institution_is_not_closed_again(lu, coordinator, now):
    close(institution=lu, last_day=EVE, basis="Likums", by=coordinator, now=now)
    with pytest.raises(CannotClose, match="absent"):
        close(institution=lu, last_day=EVE, basis="Cits", by=coordinator, now=now)


def test_duties_pass_on_and_roles_do_not(lu, successor, now, give_part):
    give_part(lu)
    account = Account.objects.create(email="a@lu.lv", person=Person.objects.create(name="Anna"))
    RoleGrant.objects.create(
        account=account, role="official", institution=lu, starts_at=now - timedelta(days=9), granted_at=now,
        granted_by="system",
    )  # fmt: skip
    told = {each.name: each.tell(lu, successor, EVE + timedelta(days=1)) for each in handovers}
    assert told["plan"].passes_on == ["1.2. Semināri (atbildīgā)"]
    assert (told["people"].passes_on, told["people"].stays_behind[0]) == ([], "amatpersona: 1")
    assert handovers["plan"].tell(lu, None, EVE).stays_behind == ["1.2. Semināri (atbildīgā)"]


def test_duty_through_a_group_passes_on_with_the_membership_alone(successor, give_part):
    give_part(institution_by_code("VISAS_MINISTRIJAS"))
    ministry = institution_by_code("FM")
    tell = handovers["plan"].tell
    assert tell(ministry, successor, EVE).passes_on == [
        "1.2. Semināri (kā grupas dalībniecei, ja grupā ir arī pārņēmēja)"
    ]
    assert tell(ministry, None, EVE).stays_behind == ["1.2. Semināri (kā grupas dalībniecei)"]


def test_groups_and_ended_ones_take_nothing_over(said, merger):
    refused = [Institution.objects.filter(kind="group").first(), institution_by_code("VARAKLANU_NOVADS")]
    answers = [said(changing.merge_institution, {**merger, "successor": each.pk}) for each in refused]
    assert [(answer.status_code, shown_by(answer)) for answer in answers] == [(422, ""), (422, "")]
