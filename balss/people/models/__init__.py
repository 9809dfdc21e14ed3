"""Persons and what is verified about them; accounts and their sessions; roles and invitations to them."""

from balss.people.models.account import Account, Session, SignIn
from balss.people.models.person import Claim, CodeHash, Person

__all__ = ["Account", "Claim", "CodeHash", "Person", "Session", "SignIn"]
