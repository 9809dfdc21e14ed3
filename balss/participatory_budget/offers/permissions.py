"""Who may do what with calls, ideas, vetting and projects."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.models import Call, Idea, Project
from balss.participatory_budget.queries.authors import is_author
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.permissions import Action, Actor, Scope, actions, scopes


def _starts(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


def _manages(actor: Actor, call: Call, now: datetime) -> bool:
    """An official of the municipality whose call it is."""
    return works_for(actor, call.institution, now)


def _views(actor: Actor, call: Call, now: datetime) -> bool:
    """Everybody what is published; a draft its own municipality alone."""
    return call.is_public or _manages(actor, call, now)


def _views_project(actor: Actor, project: Project, now: datetime) -> bool:
    """Everybody once its list is public."""
    return project.call.projects_published_at is not None or _manages(actor, project.call, now)


def _views_idea(actor: Actor, idea: Idea, now: datetime) -> bool:
    """Everybody what was handed in; a draft who writes it."""
    return idea.is_public or is_author(actor, idea)


scopes.pin(Scope("participatory_budget", _("participatory budget")))
actions.pin(
    Action("participatory_budget.start_call", "begin a call of the own municipality", _starts),
    Action("participatory_budget.manage_call", "change, publish, prolong or call off a call; its results", _manages),
    Action("participatory_budget.view_call", "read a call", _views),
    Action("participatory_budget.view_idea", "read an idea", _views_idea),
    Action("participatory_budget.view_project", "read a project", _views_project),
)
