"""Who may do what: one question, `can(actor, action, obj, now)`, asked by pages, API, feeds, exports and jobs.

An *actor* is somebody acting in one role at a time (or nobody, or the system itself). An *action* is a named
thing that a room lets some actors do; each room pins its actions, each with the rule that decides. What no room
has pinned, nobody may do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from balss.shared.boards import Board


class Role(StrEnum):
    """What a person may be entrusted with. Who holds a role, where and until when is kept in `people`."""

    ADMINISTRATOR = "administrator"  # runs this installation
    COORDINATOR = "coordinator"  # coordinates the plan (State Chancellery)
    INSTITUTION_ADMIN = "institution_admin"  # manages the staff and settings of an own institution
    OFFICIAL = "official"  # does the work of an own institution
    HELPER = "helper"  # helps people take part: at a library, a service centre, a reception
    REVIEWER = "reviewer"  # assesses the plan independently


@dataclass(frozen=True)
class Grant:
    """One role in force now, at one institution (None: everywhere), within one scope of the board ("": all of it)."""

    role: Role
    institution_id: int | None = None
    scope: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts. `public_id` is the opaque name that the ledger shows; it says nothing about the person."""

    public_id: str
    account_id: int | None = None
    person_id: int | None = None
    grant: Grant | None = None  # the one role chosen to act in

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    def holds(self, role: Role, *, institution_id: int | None = None) -> bool:
        """Whether the role acted in is this one and covers the institution (None: any)."""
        if self.grant is None or self.grant.role != role:
            return False
        return institution_id is None or self.grant.institution_id in (None, institution_id)


ANONYMOUS = Actor(public_id="")
SYSTEM = Actor(public_id="system")

Rule = Callable[[Actor, Any, datetime], bool]


def holders_of(*roles: Role) -> Rule:
    """The rule that lets those who act in one of the roles, at whatever institution."""

    def rule(actor: Actor, obj: object, now: datetime) -> bool:
        return any(actor.holds(role) for role in roles)

    return rule


@dataclass(frozen=True)
class Action:
    """A thing some may do: `room.verb_noun`, what it means in words, and the rule that decides."""

    name: str
    meaning: str
    rule: Rule


actions: Board[Action] = Board(
    "permissions",
    key=lambda action: action.name,
    purpose="what can be done, and the rule that decides who may",
)


@dataclass(frozen=True)
class Scope:
    """A part of an institution's work to which a role may be limited: the actions of one room, by the room's name."""

    room: str
    label: Promise


scopes: Board[Scope] = Board(
    "role scopes",
    key=lambda scope: scope.room,
    purpose="parts of an institution's work to which an official's role may be limited",
)


class NotAllowed(Exception):
    """The actor may not do this. Pages answer 403 (or the sign-in page), the API 403."""

    def __init__(self, actor: Actor, action: str, obj: object = None) -> None:
        self.actor, self.action, self.obj = actor, action, obj
        super().__init__(f"{action} is not allowed")


def can(actor: Actor, action: str, obj: object, now: datetime) -> bool:
    """Whether the actor may do the action to the object at this time. The system itself may do everything."""
    if actor is SYSTEM:
        return True
    return action in actions and actions[action].rule(_within_scope(actor, action), obj, now)


def _within_scope(actor: Actor, action: str) -> Actor:
    """The actor; without the role where that is limited to another room. What `shared` does, it does for every room."""
    scope, room = actor.grant.scope if actor.grant else "", action.partition(".")[0]
    return actor if scope in ("", room) or room == "shared" else replace(actor, grant=None)


def require(actor: Actor, action: str, obj: object, now: datetime) -> None:
    """Raise NotAllowed unless `can`."""
    if not can(actor, action, obj, now):
        raise NotAllowed(actor, action, obj)
