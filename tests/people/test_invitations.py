"""Inviting staff: only whoever verified the invited address can accept, and only while it is open."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from balss.people.models import Account, Invitation
from balss.people.queries import roles_in_force
from balss.people.services.invitations import (
    InvitationClosed,
    InvitedAnother,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from balss.people.services.roles import end_role
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Actor, NotAllowed, Role
from tests.people.conftest import NOW, MakeAccount, acting


@pytest.fixture
def admin(make_account: MakeAccount, ministry: Institution) -> Actor:
    return acting(make_account("admin@example.lv"), Role.INSTITUTION_ADMIN, ministry)


@pytest.fixture
def invitation(admin: Actor, ministry: Institution) -> Invitation:
    return invite(email="Berta@example.lv", role=Role.OFFICIAL, institution=ministry, by=admin, now=NOW)


def test_accepted_invitation_gives_the_role_in_the_inviters_name(
    invitation: Invitation, admin: Actor, make_account: MakeAccount
) -> None:
    berta = make_account("berta@example.lv")
    accept_invitation(invitation=invitation, account=berta, now=NOW)
    assert [(grant.role, grant.granted_by) for grant in roles_in_force(berta, NOW)] == [("official", admin.public_id)]


def test_letter_leads_to_the_invitation(
    admin: Actor, ministry: Institution, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        offered = invite(email="berta@example.lv", role=Role.OFFICIAL, institution=ministry, by=admin, now=NOW)
    assert [letter.to for letter in mail.outbox] == [["berta@example.lv"]]
    assert f"http://localhost:8000/konts/uzaicinajums/{offered.key}/" in str(mail.outbox[0].body)


def test_another_account_cannot_accept_it(invitation: Invitation, make_account: MakeAccount) -> None:
    thief = make_account("thief@example.lv")
    with pytest.raises(InvitedAnother):
        accept_invitation(invitation=invitation, account=thief, now=NOW)
    assert roles_in_force(thief, NOW) == []


def test_unverified_address_cannot_accept_it(invitation: Invitation, make_account: MakeAccount) -> None:
    thief = make_account("thief@example.lv")
    EmailAddress.objects.create(user=thief, email="berta@example.lv", verified=False)
    with pytest.raises(InvitedAnother):
        accept_invitation(invitation=invitation, account=thief, now=NOW)


def test_invitation_is_accepted_once(invitation: Invitation, make_account: MakeAccount) -> None:
    berta = make_account("berta@example.lv")
    grant = accept_invitation(invitation=invitation, account=berta, now=NOW)
    end_role(grant=grant, by=SYSTEM, now=NOW)
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, account=berta, now=NOW)


def test_expired_invitation_is_closed(invitation: Invitation, make_account: MakeAccount) -> None:
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, account=make_account("berta@example.lv"), now=NOW + timedelta(days=14))


def test_withdrawn_invitation_is_closed(invitation: Invitation, admin: Actor, make_account: MakeAccount) -> None:
    withdraw_invitation(invitation=invitation, by=admin, now=NOW)
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, account=make_account("berta@example.lv"), now=NOW)


def test_invitation_goes_with_the_role_of_the_inviter(
    invitation: Invitation, admin: Actor, make_account: MakeAccount
) -> None:
    role = Account.objects.get(public_id=admin.public_id).role_grants.get()
    end_role(grant=role, by=SYSTEM, now=NOW)
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, account=make_account("berta@example.lv"), now=NOW)


def test_invitation_of_an_inviter_who_was_locked_is_closed(
    invitation: Invitation, admin: Actor, make_account: MakeAccount
) -> None:
    Account.objects.filter(public_id=admin.public_id).update(is_active=False)
    invitation.refresh_from_db()
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, account=make_account("berta@example.lv"), now=NOW)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_inviting_again_replaces_the_earlier_invitation(
    invitation: Invitation, admin: Actor, ministry: Institution
) -> None:
    again = invite(email="berta@example.lv", role=Role.OFFICIAL, institution=ministry, by=admin, now=NOW)
    assert list(Invitation.objects.open(NOW)) == [again]


def test_administrator_of_another_institution_cannot_invite(admin: Actor, other_ministry: Institution) -> None:
    with pytest.raises(NotAllowed):
        invite(email="berta@example.lv", role=Role.OFFICIAL, institution=other_ministry, by=admin, now=NOW)
    assert not Invitation.objects.exists()


def test_administrator_of_another_institution_cannot_withdraw(
    invitation: Invitation, make_account: MakeAccount, other_ministry: Institution
) -> None:
    stranger = acting(make_account("fm@example.lv"), Role.INSTITUTION_ADMIN, other_ministry)
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation=invitation, by=stranger, now=NOW)
