"""Who is meant by a name, on a day."""

from datetime import date

import pytest

from balss.places.models import Alias, Institution
from balss.places.queries import (
    AmbiguousBody,
    find_body,
    groups_of,
    institution_by_code,
    is_open,
    members_of,
    predecessors_on,
    successor_on,
)

pytestmark = pytest.mark.usefixtures("reference_data")
DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VK", "VK"),
        ("VK \n(Inovācijas laboratorija)", "VK"),
        ("Ministrijas", "VISAS_MINISTRIJAS"),
        ("Visas ministrijas un padotības iestādes", "VISAS_MINISTRIJAS"),
        ("pašvaldības", "PASVALDIBAS"),
        ("Biedrības, nodibinājumi", "NVO"),
        ("citas tiešās valsts pārvaldes iestādes", "TVP_IESTADES"),
        ("Nacionālais mākslīgā intelekta centrs", "NMIC"),
        ("Memoranda padomes Sabiedrības iesaistes un atvērtās pārvaldības darba grupa", "MP_SIAP_DG"),
        ("Vides aizsardzības un reģionālās attīstības ministrija", "VARAM"),
        ("ārlietu MINISTRIJA", "ĀM"),
    ],
)
def test_find_body_knows_the_words_of_the_plan(text, code):
    assert find_body(text, on=DAY).code == code


@pytest.mark.parametrize("text", ["", "AM", "Valsts kancelejā", "Maģijas ministrija"])
def test_find_body_finds_nobody_for_other_words(text):
    assert find_body(text, on=DAY) is None


def test_find_body_takes_the_one_that_existed_when_two_bore_the_name():
    old = Institution.objects.create(code="VECAIS_CSP", slug="vecais", kind="ministry", valid_to=date(2000, 1, 1))
    Alias.objects.create(institution=old, text="CSP")

    assert find_body("CSP", on=DAY).code == "CSP"


def test_find_body_refuses_to_guess_between_two_that_exist():
    Alias.objects.create(institution=institution_by_code("LU"), text="VAS")

    with pytest.raises(AmbiguousBody) as refusal:
        find_body("vas", on=DAY)

    assert refusal.value.codes == ["LU", "VAS"]


@pytest.mark.parametrize(
    ("day", "lv", "en"),
    [
        (
            date(2024, 6, 30),
            "Vides aizsardzības un reģionālās attīstības ministrija",
            "Ministry of Environmental Protection and Regional Development",
        ),
        (
            date(2024, 7, 1),
            "Viedās administrācijas un reģionālās attīstības ministrija",
            "Ministry of Smart Administration and Regional Development",
        ),
    ],
)
def test_varam_has_the_name_of_the_day(day, lv, en):
    name = institution_by_code("VARAM").name_on(day)

    assert (name.lv, name.en) == (lv, en)


def test_an_ended_institution_keeps_its_last_name():
    assert institution_by_code("VARAKLANU_NOVADS").name_on(DAY).lv == "Varakļānu novada pašvaldība"


def test_institution_by_code_asks_whether_it_existed():
    assert institution_by_code("KEM", on=date(2022, 12, 31)) is None
    assert institution_by_code("KEM", on=date(2023, 1, 1)).code == "KEM"
    assert institution_by_code("kem") is None


def test_members_of_a_kind_follow_who_exists():
    group = institution_by_code("PASVALDIBAS")

    assert members_of(group, on=date(2025, 6, 30)).count() == 43
    assert members_of(group, on=DAY).count() == 42


def test_an_open_group_has_no_list():
    group = institution_by_code("REGIONALIE_MEDIJI")

    assert is_open(group, on=DAY)
    assert list(members_of(group, on=DAY)) == []


def test_a_listed_member_leaves_on_its_day():
    network, library = institution_by_code("BIBLIOTEKU_TIKLS"), institution_by_code("LU")
    network.memberships.create(member=library, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))

    assert list(members_of(network, on=date(2025, 12, 31))) == [library]
    assert list(members_of(network, on=DAY)) == []
    assert list(groups_of(library, on=date(2025, 12, 31))) == [network]


def test_groups_of_a_ministry_are_those_of_its_kind():
    assert [group.code for group in groups_of(institution_by_code("FM"), on=DAY)] == ["VISAS_MINISTRIJAS"]


def test_madona_answers_for_varaklani_from_the_day_of_the_merger():
    varaklani, madona = institution_by_code("VARAKLANU_NOVADS"), institution_by_code("MADONAS_NOVADS")

    assert successor_on(varaklani, on=date(2025, 6, 30)) == varaklani
    assert successor_on(varaklani, on=date(2025, 7, 1)) == madona
    assert predecessors_on(madona, on=date(2025, 7, 1)) == {varaklani.pk, madona.pk}


def test_a_takeover_of_a_part_leaves_the_rest_where_it_was():
    varam = institution_by_code("VARAM")

    assert successor_on(varam, on=DAY) == varam
