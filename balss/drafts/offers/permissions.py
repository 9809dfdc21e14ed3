"""Who may do what with a draft."""

from datetime import datetime

from django.utils.translation import pgettext_lazy

from balss.drafts.models import Draft, State
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.permissions import Action, Actor, Role, Scope, actions, holders_of, scopes


def _creates(actor: Actor, institution: Institution, now: datetime) -> bool:
    return not institution.is_group and works_for(actor, institution, now)


def _keeps(actor: Actor, draft: Draft, now: datetime) -> bool:
    """An official of the institution whose draft it is, or of the one that has taken it over."""
    return works_for(actor, draft.institution, now)


def _views(actor: Actor, draft: Draft, now: datetime) -> bool:
    return draft.state != State.PREPARED or _keeps(actor, draft, now)


scopes.pin(Scope("drafts", pgettext_lazy("scope of a role", "drafts of legal acts")))
actions.pin(
    Action("drafts.open_workplace", "open the workplace of drafts", holders_of(Role.OFFICIAL)),
    Action("drafts.create_draft", "begin a draft of an own institution", _creates),
    Action("drafts.view_draft", "read a draft", _views),
    Action("drafts.edit_draft", "change a draft of an own institution and prepare its next version", _keeps),
    Action("drafts.publish_version", "publish a version of a draft", _keeps),
    Action("drafts.withdraw_draft", "withdraw a published draft", _keeps),
)
