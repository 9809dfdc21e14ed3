"""Persons and what is verified about them; accounts and their sessions; roles and invitations to them."""

from balss.people.models.account import Account, Session, SignIn
from balss.people.models.person import Claim, CodeHash, Person
from balss.people.models.role import ROLE_NAMES, Invitation, RoleGrant

__all__ = [
    "ROLE_NAMES", "Account", "Claim", "CodeHash", "Invitation", "Person", "RoleGrant", "Session", "SignIn",
]  # fmt: skip
