"""Roles: who may give them, when they hold, and what is recorded."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from balss.ledger.models import Entry
from balss.people.models import RoleGrant
from balss.people.queries import actor_of, chosen_role, roles_in_force, staff_of
from balss.people.services.roles import (
    CannotBeLimited,
    DeputyOutsideTheRole,
    RoleAlreadyHeld,
    appoint_deputy,
    end_role,
    grant_role,
)
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Actor, Grant, NotAllowed, Role, actions, can, scopes
from tests.people.conftest import NOW, MakeAccount, acting

DAY = timedelta(days=1)


def test_role_holds_from_its_start_until_just_before_its_end(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    grant_role(
        account=account, role=Role.OFFICIAL, institution=ministry, starts_at=NOW + DAY, ends_at=NOW + 2 * DAY,
        by=SYSTEM, now=NOW,
    )  # fmt: skip
    moments = [NOW, NOW + DAY - timedelta(microseconds=1), NOW + DAY, NOW + 2 * DAY - timedelta(microseconds=1)]
    assert [len(roles_in_force(account, moment)) for moment in [*moments, NOW + 2 * DAY]] == [0, 0, 1, 1, 0]


def test_institution_administrator_gives_roles_at_the_own_institution(
    make_account: MakeAccount, ministry: Institution
) -> None:
    admin = acting(make_account(), Role.INSTITUTION_ADMIN, ministry)
    colleague = make_account("berta@example.lv", name="Berta Liepa")
    grant = grant_role(account=colleague, role=Role.OFFICIAL, institution=ministry, by=admin, now=NOW)
    assert grant.as_grant == Grant(Role.OFFICIAL, ministry.pk)
    assert (grant.holder, grant.granted_by) == ("Berta Liepa <berta@example.lv>", admin.public_id)


def test_institution_administrator_gives_none_elsewhere(
    make_account: MakeAccount, ministry: Institution, other_ministry: Institution
) -> None:
    admin = acting(make_account(), Role.INSTITUTION_ADMIN, ministry)
    colleague = make_account("berta@example.lv")
    with pytest.raises(NotAllowed):
        grant_role(account=colleague, role=Role.OFFICIAL, institution=other_ministry, by=admin, now=NOW)
    assert not colleague.role_grants.exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER])
def test_institution_administrator_gives_no_role_beyond_staff(
    make_account: MakeAccount, ministry: Institution, role: Role
) -> None:
    account = make_account()
    admin = acting(account, Role.INSTITUTION_ADMIN, ministry)
    with pytest.raises(NotAllowed):
        grant_role(account=account, role=role, institution=ministry, by=admin, now=NOW)


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.COORDINATOR, Role.REVIEWER])
def test_other_roles_give_none(make_account: MakeAccount, ministry: Institution, role: Role) -> None:
    account = make_account()
    actor = acting(account, role, ministry)
    with pytest.raises(NotAllowed):
        grant_role(account=account, role=Role.INSTITUTION_ADMIN, institution=ministry, by=actor, now=NOW)


def test_role_held_but_not_acted_in_allows_nothing(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    acting(account, Role.INSTITUTION_ADMIN, ministry)
    with pytest.raises(NotAllowed):
        grant_role(account=account, role=Role.OFFICIAL, institution=ministry, by=actor_of(account), now=NOW)


def test_same_role_twice_at_a_time_is_refused(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    with pytest.raises(RoleAlreadyHeld):
        grant_role(account=account, role=Role.OFFICIAL, institution=ministry, starts_at=NOW + DAY, by=SYSTEM, now=NOW)


def test_same_role_may_follow_itself(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    grant_role(account=account, role=Role.OFFICIAL, institution=ministry, ends_at=NOW + DAY, by=SYSTEM, now=NOW)
    grant_role(account=account, role=Role.OFFICIAL, institution=ministry, starts_at=NOW + DAY, by=SYSTEM, now=NOW)
    assert [len(roles_in_force(account, moment)) for moment in (NOW, NOW + DAY)] == [1, 1]


@pytest.mark.parametrize(("role", "everywhere"), [(Role.OFFICIAL, True), (Role.ADMINISTRATOR, False)])
def test_database_refuses_a_role_at_the_wrong_place(
    make_account: MakeAccount, ministry: Institution, role: Role, everywhere: bool
) -> None:
    account = make_account()
    with pytest.raises(IntegrityError):
        RoleGrant.objects.create(
            account=account,
            role=role.value,
            institution=None if everywhere else ministry,
            starts_at=NOW,
            granted_at=NOW,
        )


def test_ended_role_no_longer_holds(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    end_role(grant=account.role_grants.get(), by=SYSTEM, now=NOW + DAY)
    assert [len(roles_in_force(account, moment)) for moment in (NOW, NOW + DAY)] == [1, 0]


def test_role_ended_before_it_began_never_holds(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    grant = grant_role(
        account=account, role=Role.OFFICIAL, institution=ministry, starts_at=NOW + DAY, by=SYSTEM, now=NOW
    )
    end_role(grant=grant, by=SYSTEM, now=NOW)
    assert roles_in_force(account, NOW + DAY) == []


def test_holder_may_lay_a_role_down(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    actor = acting(account, Role.OFFICIAL, ministry)
    end_role(grant=account.role_grants.get(), by=actor, now=NOW)
    assert roles_in_force(account, NOW) == []


def test_colleague_may_not_end_it(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    colleague = acting(make_account("berta@example.lv"), Role.OFFICIAL, ministry)
    with pytest.raises(NotAllowed):
        end_role(grant=account.role_grants.get(), by=colleague, now=NOW)


def test_deputy_acts_in_the_period_and_not_after(make_account: MakeAccount, ministry: Institution) -> None:
    holder, deputy = make_account(), make_account("berta@example.lv")
    acting(holder, Role.OFFICIAL, ministry)
    appoint_deputy(
        grant=holder.role_grants.get(), account=deputy, starts_at=NOW + DAY, ends_at=NOW + 2 * DAY, by=SYSTEM, now=NOW
    )
    assert [len(roles_in_force(deputy, NOW + days * DAY)) for days in (0, 1, 2)] == [0, 1, 0]


def test_deputy_goes_with_the_role(make_account: MakeAccount, ministry: Institution) -> None:
    holder, deputy = make_account(), make_account("berta@example.lv")
    acting(holder, Role.OFFICIAL, ministry)
    held = holder.role_grants.get()
    appoint_deputy(grant=held, account=deputy, starts_at=NOW, ends_at=NOW + 9 * DAY, by=SYSTEM, now=NOW)
    end_role(grant=held, by=SYSTEM, now=NOW + DAY)
    assert roles_in_force(deputy, NOW + DAY) == []


@pytest.mark.parametrize(("first", "last"), [(-1, 1), (1, 6), (2, 2), (3, 2)])
def test_deputy_outside_the_role_is_refused(
    make_account: MakeAccount, ministry: Institution, first: int, last: int
) -> None:
    holder, deputy = make_account(), make_account("berta@example.lv")
    held = grant_role(
        account=holder, role=Role.OFFICIAL, institution=ministry, ends_at=NOW + 5 * DAY, by=SYSTEM, now=NOW
    )
    with pytest.raises(DeputyOutsideTheRole):
        appoint_deputy(
            grant=held, account=deputy, starts_at=NOW + first * DAY, ends_at=NOW + last * DAY, by=SYSTEM, now=NOW
        )


def test_deputy_appoints_no_deputy_of_their_own(make_account: MakeAccount, ministry: Institution) -> None:
    holder, deputy, third = make_account(), make_account("berta@example.lv"), make_account("carl@example.lv")
    acting(holder, Role.OFFICIAL, ministry)
    own = holder.role_grants.get()
    lent = appoint_deputy(grant=own, account=deputy, starts_at=NOW, ends_at=NOW + DAY, by=SYSTEM, now=NOW)
    with pytest.raises(DeputyOutsideTheRole):
        appoint_deputy(grant=lent, account=third, starts_at=NOW, ends_at=NOW + DAY, by=SYSTEM, now=NOW)


def test_every_grant_end_and_deputy_is_in_the_ledger(make_account: MakeAccount, ministry: Institution) -> None:
    holder, deputy = make_account(), make_account("berta@example.lv")
    acting(holder, Role.OFFICIAL, ministry)
    held = holder.role_grants.get()
    lent = appoint_deputy(grant=held, account=deputy, starts_at=NOW, ends_at=NOW + DAY, by=SYSTEM, now=NOW)
    end_role(grant=held, by=SYSTEM, now=NOW)
    assert sorted(Entry.objects.values_list("action", "subject_id", "actor")) == [
        ("people.deputy_appointed", str(lent.pk), "system"),
        ("people.role_ended", str(held.pk), "system"),
        ("people.role_ended", str(lent.pk), "system"),
        ("people.role_granted", str(held.pk), "system"),
    ]


def test_ledger_names_nobody(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account("anna@example.lv", name="Anna Ozola")
    acting(account, Role.OFFICIAL, ministry)
    body = Entry.objects.get().content.body
    assert account.public_id in body
    assert [word for word in ("anna", "Ozola") if word in body] == []


def test_one_role_is_acted_in_at_once_and_of_two_one_is_chosen(
    make_account: MakeAccount, ministry: Institution, other_ministry: Institution
) -> None:
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    first = roles_in_force(account, NOW)
    assert chosen_role(first, None) == first[0]
    acting(account, Role.OFFICIAL, other_ministry)
    both = roles_in_force(account, NOW)
    assert [chosen_role(both, None), chosen_role(both, both[1].pk), chosen_role(both, 0)] == [None, both[1], None]


def test_staff_list_makes_the_same_number_of_queries_for_one_and_for_three(
    make_account: MakeAccount, ministry: Institution, django_assert_num_queries: object
) -> None:
    for count in (1, 3):
        while ministry.role_grants.count() < count:
            acting(make_account(f"staff{ministry.role_grants.count()}@example.lv"), Role.OFFICIAL, ministry)
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert len([grant.account.person.name for grant in staff_of(ministry, NOW)]) == count


def official(ministry: Institution, scope: str = "") -> Actor:
    return Actor("abc", account_id=1, grant=Grant(Role.OFFICIAL, ministry.pk, scope))


def test_role_limited_to_one_kind_of_work_opens_no_other(ministry: Institution) -> None:
    workplaces = ("plan.open_workplace", "events.open_workplace")
    opened = {
        scope: [can(official(ministry, scope), action, None, NOW) for action in workplaces]
        for scope in ("", "plan", "events", "nothing")
    }
    assert opened == {"": [True, True], "plan": [True, False], "events": [False, True], "nothing": [False, False]}


def test_limited_role_does_what_anybody_signed_in_does(ministry: Institution) -> None:
    assert can(official(ministry, "plan"), "shared.store_file", None, NOW)


def test_every_scope_is_a_room_with_actions() -> None:
    assert set(scopes.keys()) <= {action.name.partition(".")[0] for action in actions}


def test_deputy_and_actor_have_the_limits_of_the_role(make_account: MakeAccount, ministry: Institution) -> None:
    held = grant_role(
        account=make_account(), role=Role.OFFICIAL, institution=ministry, scope="plan", by=SYSTEM, now=NOW
    )
    deputy = appoint_deputy(
        grant=held, account=make_account("b@example.lv"), starts_at=NOW, ends_at=NOW + DAY, by=SYSTEM, now=NOW
    )
    assert held.as_grant == deputy.as_grant == Grant(Role.OFFICIAL, ministry.pk, "plan")


@pytest.mark.parametrize(("role", "scope"), [(Role.INSTITUTION_ADMIN, "plan"), (Role.OFFICIAL, "ledger")])
def test_role_is_not_limited_to_what_it_cannot_be(
    make_account: MakeAccount, ministry: Institution, role: Role, scope: str
) -> None:
    with pytest.raises(CannotBeLimited):
        grant_role(account=make_account(), role=role, institution=ministry, scope=scope, by=SYSTEM, now=NOW)
    assert not RoleGrant.objects.exists()


def test_limit_of_another_role_is_no_row(make_account: MakeAccount, ministry: Institution) -> None:
    grant = grant_role(account=make_account(), role=Role.HELPER, institution=ministry, by=SYSTEM, now=NOW)
    with pytest.raises(IntegrityError):
        RoleGrant.objects.filter(pk=grant.pk).update(scope="plan")
