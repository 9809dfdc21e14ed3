"""Giving a role, ending it, and standing in for its holder; each is an entry in the ledger."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from balss.ledger.services import record
from balss.people.models import Account, Invitation, RoleGrant
from balss.places.models import Institution
from balss.shared.permissions import Actor, Role, require, scopes


class RoleAlreadyHeld(Exception):
    """The account holds this role for some of that time already."""


class DeputyOutsideTheRole(Exception):
    """A deputy's period must lie within the role's own, and nobody can stand in for themselves."""


class CannotBeLimited(Exception):
    """Only an official's role can be limited, and only to a scope that a room has pinned."""


@transaction.atomic
def grant_role(
    *,
    account: Account,
    role: Role,
    institution: Institution | None,
    by: Actor,
    now: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    scope: str = "",
) -> RoleGrant:
    """Give a role from `starts_at` (now, unless said) until `ends_at`, for all of an institution's work or one scope.

    Raises CannotBeLimited, RoleAlreadyHeld, NotAllowed.
    """
    check_scope(role, scope)
    grant = RoleGrant(
        account=account,
        role=role.value,
        institution=institution,
        scope=scope,
        starts_at=starts_at or now,
        ends_at=ends_at,
    )
    require(by, "people.grant_role", grant, now)
    return _keep(grant, "people.role_granted", by, now)


@transaction.atomic
def appoint_deputy(
    *, grant: RoleGrant, account: Account, starts_at: datetime, ends_at: datetime, by: Actor, now: datetime
) -> RoleGrant:
    """Let another account act in the role for a period. Raises DeputyOutsideTheRole, RoleAlreadyHeld, NotAllowed."""
    require(by, "people.appoint_deputy", grant, now)
    too_early = starts_at < max(grant.starts_at, now)
    too_late = grant.ends_at is not None and ends_at > grant.ends_at
    if too_early or too_late or ends_at <= starts_at or account == grant.account or grant.deputises_for_id:
        raise DeputyOutsideTheRole
    deputy = RoleGrant(
        account=account, role=grant.role, institution=grant.institution, scope=grant.scope,
        starts_at=starts_at, ends_at=ends_at, deputises_for=grant,
    )  # fmt: skip
    return _keep(deputy, "people.deputy_appointed", by, now)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Actor, now: datetime) -> RoleGrant:
    """End a role now, with its deputies; one that has not begun never will. Ending an ended role changes nothing.

    With the role of an institution's administrator go the invitations that they sent.
    """
    require(by, "people.end_role", grant, now)
    for each in RoleGrant.objects.not_over(now).filter(Q(pk=grant.pk) | Q(deputises_for=grant)):
        each.ends_at = max(now, each.starts_at)
        each.ended_by = by.public_id
        each.save(update_fields=["ends_at", "ended_by"])
        record(action="people.role_ended", subject=each, by=by, now=now, content=_content(each))
    if grant.role == Role.INSTITUTION_ADMIN:
        sent = Invitation.objects.open(now).filter(invited_by=grant.account, institution=grant.institution)
        sent.update(withdrawn_at=now)
    grant.refresh_from_db()
    return grant


def check_scope(role: Role, scope: str) -> None:
    """Raises CannotBeLimited where the role cannot have the scope."""
    if scope and (role != Role.OFFICIAL or scope not in scopes):
        raise CannotBeLimited(role, scope)


def _keep(grant: RoleGrant, deed: str, by: Actor, now: datetime) -> RoleGrant:
    Account.objects.select_for_update().get(pk=grant.account_id)  # two grants at once: the second sees the first
    overlapping = RoleGrant.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=grant.starts_at),
        account=grant.account, role=grant.role, institution=grant.institution, scope=grant.scope,
    )  # fmt: skip
    if grant.ends_at:
        overlapping = overlapping.filter(starts_at__lt=grant.ends_at)
    if overlapping.exists():
        raise RoleAlreadyHeld
    name = grant.account.person.name
    grant.holder = f"{name} <{grant.account.email}>" if name else grant.account.email
    grant.granted_by, grant.granted_at = by.public_id, now
    grant.save()
    record(action=deed, subject=grant, by=by, now=now, content=_content(grant))
    return grant


def _content(grant: RoleGrant) -> dict[str, Any]:
    """What the ledger says of a grant: public facts, and the opaque name of the account."""
    return {
        "account": grant.account.public_id,
        "role": grant.role,
        "institution": grant.institution.code if grant.institution else None,
        "scope": grant.scope,
        "starts_at": grant.starts_at.isoformat(),
        "ends_at": grant.ends_at.isoformat() if grant.ends_at else None,
        "deputises_for": grant.deputises_for_id,
    }
