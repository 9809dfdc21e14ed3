"""Who may do what with a case of good practice."""

from datetime import datetime

from django.utils.translation import pgettext_lazy

from balss.library.models import PracticeCase, State
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.permissions import Action, Actor, Role, Scope, actions, holders_of, scopes


def _creates(actor: Actor, institution: Institution, now: datetime) -> bool:
    return not institution.is_group and works_for(actor, institution, now)


def _keeps(actor: Actor, case: PracticeCase, now: datetime) -> bool:
    """An official of the institution whose case it is, or of the one that has taken it over."""
    return works_for(actor, case.institution, now)


def _views(actor: Actor, case: PracticeCase, now: datetime) -> bool:
    return case.state != State.DRAFT or _keeps(actor, case, now)


scopes.pin(Scope("library", pgettext_lazy("scope of a role", "good practice")))
actions.pin(
    Action("library.open_workplace", "open the workplace of good practice", holders_of(Role.OFFICIAL)),
    Action("library.create_case", "begin a case of good practice of an own institution", _creates),
    Action("library.view_case", "read a case of good practice", _views),
    Action("library.edit_case", "change a case of an own institution", _keeps),
    Action("library.publish_case", "publish a case", _keeps),
    Action("library.withdraw_case", "withdraw a published case, and put it back", _keeps),
)
