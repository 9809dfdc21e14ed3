"""What is refused: another institution, a wrong role, a role for another room, and nobody."""

import pytest

from balss.drafts import services
from balss.drafts.models import Draft, Version
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role, can
from tests.drafts.conftest import NOW, SECOND

DEEDS = {
    "change": lambda draft, content, who: services.change_draft(
        draft=draft, content=content(title="Cits"), revision=draft.revision, **who
    ),
    "text": lambda draft, content, who: services.set_text(draft=draft, text=SECOND, revision=draft.revision, **who),
    "turn": lambda draft, content, who: services.turn_lines(draft=draft, lines=[3], revision=draft.revision, **who),
    "pair": lambda draft, content, who: services.decide_provision(
        draft=draft, mark="1", serial=0, revision=draft.revision, **who
    ),
    "drop": lambda draft, content, who: services.drop_text(draft=draft, revision=draft.revision, **who),
    "discard": lambda draft, content, who: services.discard_draft(draft=draft, **who),
    "publish": lambda draft, content, who: services.publish_version(draft=draft, revision=draft.revision, **who),
    "withdraw": lambda draft, content, who: services.withdraw_draft(draft=draft, reason="Tā.", **who),
}


@pytest.fixture
def outsiders(council, other_official, resident):
    """Everybody who does not do the municipality's work here."""
    wrong_roles = [
        Actor("x", 9, 9, Grant(role, council.pk))
        for role in (Role.INSTITUTION_ADMIN, Role.COORDINATOR, Role.REVIEWER, Role.HELPER, Role.ADMINISTRATOR)
    ]
    for_events_alone = Actor("y", 9, 9, Grant(Role.OFFICIAL, council.pk, scope="events"))
    return [ANONYMOUS, resident.actor, other_official.actor, for_events_alone, *wrong_roles]


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_the_institution_does_it(draft, outsiders, content, again, deed):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            DEEDS[deed](draft, content, {"by": outsider, "now": NOW})
    assert (again(draft).revision, again(draft).title, Version.objects.count()) == (1, draft.title, 0)


def test_nobody_begins_a_draft_of_another_institution(council, outsiders, content):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.create_draft(institution=council, content=content(), by=outsider, now=NOW)
    assert not Draft.objects.exists()


def test_group_of_institutions_has_no_draft(make_institution, make_account, content):
    group = make_institution("VISI", kind="group")
    account = make_account("visi@example.lv", Role.OFFICIAL, group)
    with pytest.raises(NotAllowed):
        services.create_draft(institution=group, content=content(), by=account.actor, now=NOW)


def test_official_of_the_successor_keeps_the_draft(published, council, other_ministry, other_official):
    council.successions.create(successor=other_ministry, effective_date=NOW.date(), basis="Likums")
    assert can(other_official.actor, "drafts.publish_version", published, NOW)


def test_unpublished_draft_is_seen_by_its_institution_alone_and_a_withdrawn_one_by_everybody(
    draft, make_published, withdraw, zane, outsiders
):
    gone = withdraw(make_published())
    assert can(zane.actor, "drafts.view_draft", draft, NOW)
    assert [can(each, "drafts.view_draft", draft, NOW) for each in outsiders] == [False] * len(outsiders)
    assert [can(each, "drafts.view_draft", gone, NOW) for each in outsiders] == [True] * len(outsiders)
