"""Inviting staff by e-mail, and accepting the invitation."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from balss.people.models import Account, Invitation, RoleGrant
from balss.people.queries import actor_who_can
from balss.people.services.letters import send_invitation_letter
from balss.people.services.roles import check_scope, grant_role
from balss.places.models import Institution
from balss.shared.permissions import Actor, Role, require

LASTS = timedelta(days=14)


class InvitationClosed(Exception):
    """It was accepted or withdrawn, or it expired."""


class InvitedAnother(Exception):
    """The account has not verified the address that was invited."""


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    institution: Institution,
    by: Actor,
    now: datetime,
    ends_at: datetime | None = None,
    scope: str = "",
) -> Invitation:
    """Offer a role to whoever reads mail at an address, and send the letter once this is committed.

    An earlier invitation to the same role is replaced. Whether an account exists is not looked at, so nobody learns it.
    Raises CannotBeLimited, NotAllowed; OSError after the commit when the letter could not be sent.
    """
    check_scope(role, scope)
    invitation = Invitation(
        email=email.lower(), role=role.value, institution=institution, scope=scope, ends_at=ends_at,
        created_at=now, expires_at=now + LASTS,
    )  # fmt: skip
    require(by, "people.invite", invitation, now)
    invitation.invited_by = Account.objects.get(public_id=by.public_id)
    earlier = Invitation.objects.filter(email=invitation.email, role=role.value, institution=institution)
    earlier.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    invitation.save()
    transaction.on_commit(lambda: send_invitation_letter(invitation=invitation, now=now))
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, now: datetime) -> None:
    """Take an invitation back. Raises InvitationClosed when there is nothing to take back."""
    require(by, "people.invite", invitation, now)
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(withdrawn_at=now):
        raise InvitationClosed


@transaction.atomic
def accept_invitation(*, invitation: Invitation, account: Account, now: datetime) -> RoleGrant:
    """Take the role that was offered; it begins now. Raises InvitationClosed, InvitedAnother, roles.RoleAlreadyHeld.

    The grant is the inviter's deed: it stands in the ledger under their name, and is refused when they may no longer
    give it.
    """
    if not EmailAddress.objects.filter(user=account, email=invitation.email, verified=True).exists():
        raise InvitedAnother
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now):
        raise InvitationClosed
    inviter = actor_who_can(invitation.invited_by, "people.invite", invitation, now)
    if inviter is None:
        raise InvitationClosed
    return grant_role(
        account=account, role=Role(invitation.role), institution=invitation.institution, scope=invitation.scope,
        ends_at=invitation.ends_at, by=inviter, now=now,
    )  # fmt: skip
