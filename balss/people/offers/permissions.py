"""Who may give which role, and who may see and change an account."""

from datetime import datetime

from balss.people.models import Account, Invitation, Person, RoleGrant
from balss.people.models.role import AT_AN_INSTITUTION
from balss.places.models import Institution
from balss.shared.permissions import Action, Actor, Role, actions


def manages_staff(actor: Actor, institution: Institution | None, now: datetime) -> bool:
    """Of this institution, or, where none is named, of any."""
    own = institution.pk if institution else None
    return actor.holds(Role.ADMINISTRATOR) or actor.holds(Role.INSTITUTION_ADMIN, institution_id=own)


def gives_role(actor: Actor, offer: RoleGrant | Invitation, now: datetime) -> bool:
    """The administrator of Balss any role; an institution's own administrator the roles of its staff."""
    if actor.holds(Role.ADMINISTRATOR):
        return True
    own = offer.institution_id is not None and actor.holds(Role.INSTITUTION_ADMIN, institution_id=offer.institution_id)
    return own and offer.role in AT_AN_INSTITUTION


def ends_role(actor: Actor, grant: RoleGrant, now: datetime) -> bool:
    """Whoever could give it, and the holder, who may lay it down."""
    return grant.account_id == actor.account_id or gives_role(actor, grant, now)


def is_own_account(actor: Actor, account: Account, now: datetime) -> bool:
    return account.pk == actor.account_id


def is_oneself(actor: Actor, person: Person, now: datetime) -> bool:
    return person.pk == actor.person_id


actions.pin(
    Action("people.manage_staff", "see and manage the staff of an institution", manages_staff),
    Action("people.grant_role", "give an account a role", gives_role),
    Action("people.end_role", "end a role", ends_role),
    Action("people.appoint_deputy", "let another account act in a role for a period", gives_role),
    Action("people.invite", "offer a role by e-mail, and take the offer back", gives_role),
    Action("people.change_account", "change the name and the language of an account", is_own_account),
    Action("people.export_data", "have everything that is held about a person", is_oneself),
    Action("people.erase_person", "have what is held about a person erased", is_oneself),
)
