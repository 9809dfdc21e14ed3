"""In which role a signed-in account acts: chosen by it, kept in the session, checked on every request."""

from dataclasses import dataclass

from balss.people.models import Account, RoleGrant
from balss.people.queries import PRIVATELY, actor_of, chosen_role, roles_in_force
from balss.shared.http import Request
from balss.shared.permissions import ANONYMOUS, Actor

CHOICE = "acting_as"


@dataclass(frozen=True)
class Standing:
    """Who is signed in, the roles they could act in now, and the one they act in."""

    actor: Actor
    account: Account | None = None
    roles: tuple[RoleGrant, ...] = ()
    role: RoleGrant | None = None


NOBODY = Standing(ANONYMOUS)


def standing_of(request: Request) -> Standing:
    """Found once for each request, when first asked for."""
    if not hasattr(request, "_standing"):
        request._standing = _find(request)  # type: ignore[attr-defined]
    standing: Standing = request._standing  # type: ignore[attr-defined]
    return standing


def standing_after_sign_in(request: Request) -> Standing:
    """Of the account that this very request has signed in."""
    return _find(request)


def act_as(request: Request, role: RoleGrant | None) -> None:
    """Act in this role from the next request on, or privately. The session gets a new key, as with every change of
    what it may do."""
    request.session[CHOICE] = role.pk if role else PRIVATELY
    request.session.cycle_key()


def _find(request: Request) -> Standing:
    account = getattr(request, "user", None)  # None on a page drawn before the session was read
    if not isinstance(account, Account):
        return NOBODY
    roles = roles_in_force(account, request.now)
    role = chosen_role(roles, request.session.get(CHOICE))
    return Standing(actor_of(account, grant=role.as_grant if role else None), account, tuple(roles), role)
