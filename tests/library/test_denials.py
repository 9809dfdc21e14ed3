"""What is refused: another institution, a wrong role, a role for another room, and nobody."""

import pytest

from balss.library import services
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role, can
from tests.library.conftest import NOW

DEEDS = {
    "change": lambda case, by, content: services.change_case(
        case=case, content=content(title="Cits"), revision=case.revision, by=by, now=NOW
    ),
    "discard": lambda case, by, content: services.discard_draft(case=case, by=by, now=NOW),
    "publish": lambda case, by, content: services.publish_case(case=case, by=by, now=NOW),
    "withdraw": lambda case, by, content: services.withdraw_case(case=case, reason="Tā.", by=by, now=NOW),
    "restore": lambda case, by, content: services.restore_case(case=case, reason="Tā.", by=by, now=NOW),
}


@pytest.fixture
def outsiders(ministry, other_official, resident):
    """Everybody who does not do the ministry's work here."""
    wrong_roles = [
        Actor("x", 9, 9, Grant(role, ministry.pk))
        for role in (Role.INSTITUTION_ADMIN, Role.COORDINATOR, Role.REVIEWER, Role.HELPER, Role.ADMINISTRATOR)
    ]
    for_events_alone = Actor("y", 9, 9, Grant(Role.OFFICIAL, ministry.pk, scope="events"))
    return [ANONYMOUS, resident.actor, other_official.actor, for_events_alone, *wrong_roles]


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_the_institution_does_it(draft, outsiders, content, again, deed):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            DEEDS[deed](draft, outsider, content)
    assert (again(draft).revision, again(draft).state) == (0, "draft")


def test_nobody_begins_a_case_of_another_institution(ministry, outsiders, content):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.create_case(institution=ministry, content=content(), by=outsider, now=NOW)


def test_group_of_institutions_has_no_case(make_institution, make_account, content):
    group = make_institution("VISI", kind="group")
    account = make_account("visi@example.lv", Role.OFFICIAL, group)
    with pytest.raises(NotAllowed):
        services.create_case(institution=group, content=content(), by=account.actor, now=NOW)


def test_official_of_the_successor_keeps_the_case(case, ministry, other_ministry, other_official):
    ministry.successions.create(successor=other_ministry, effective_date=NOW.date(), basis="Likums")
    assert can(other_official.actor, "library.edit_case", case, NOW)


def test_draft_is_seen_by_its_institution_alone_and_what_was_withdrawn_by_everybody(
    draft, make_case, withdraw, anna, outsiders
):
    gone = withdraw(make_case())
    assert can(anna.actor, "library.view_case", draft, NOW)
    assert [can(each, "library.view_case", draft, NOW) for each in outsiders] == [False] * len(outsiders)
    assert [can(each, "library.view_case", gone, NOW) for each in outsiders] == [True] * len(outsiders)
