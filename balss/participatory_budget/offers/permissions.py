"""Who may do what with calls, ideas, vetting and projects."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.models import Call, CoAuthor, Idea, Merger, Phase, Project, Vetting
from balss.participatory_budget.queries.authors import is_author
from balss.people.models import Account
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


def _proposes(actor: Actor, call: Call, now: datetime) -> bool:
    """Everybody signed in, from when a call is announced until ideas are no longer taken."""
    return actor.person_id is not None and call.phase(now) in (Phase.COMING, Phase.IDEAS)


def _edits(actor: Actor, idea: Idea, now: datetime) -> bool:
    return is_author(actor, idea)


def _views_idea(actor: Actor, idea: Idea, now: datetime) -> bool:
    """Everybody what was handed in; a draft who writes it."""
    return idea.is_public or is_author(actor, idea)


def _opens_consent(actor: Actor, idea: Idea, now: datetime) -> bool:
    """It names people: the authors, and the municipality once the idea was handed in."""
    return is_author(actor, idea) or (idea.is_public and _manages(actor, idea.call, now))


def _becomes_co_author(actor: Actor, idea: Idea, now: datetime) -> bool:
    """Whose address was asked."""
    if actor.account_id is None:
        return False
    email = Account.objects.filter(pk=actor.account_id).values("email")
    return CoAuthor.objects.filter(idea=idea, email__in=email, agreed_at=None).exists()


def _vets(actor: Actor, idea: Idea, now: datetime) -> bool:
    """The municipality, but nobody their own idea."""
    return idea.is_public and _manages(actor, idea.call, now) and not is_author(actor, idea)


def _adds_consent(actor: Actor, idea: Idea, now: datetime) -> bool:
    """The authors, and the municipality, which gets it on paper."""
    return is_author(actor, idea) or _vets(actor, idea, now)


def _decides(actor: Actor, idea: Idea, now: datetime) -> bool:
    """Who vets; what was contested somebody who did not decide before."""
    if not _vets(actor, idea, now):
        return False
    contested = Vetting.objects.filter(idea=idea, contested_at__isnull=False)
    return not contested.filter(decided_by=actor.public_id).exists()


def _proposes_merger(actor: Actor, merger: Merger, now: datetime) -> bool:
    """An author of either, or the municipality."""
    return _answers_merger(actor, merger, now) or _manages(actor, merger.idea.call, now)


def _answers_merger(actor: Actor, merger: Merger, now: datetime) -> bool:
    return is_author(actor, merger.idea) or is_author(actor, merger.into)


def _views_project(actor: Actor, project: Project, now: datetime) -> bool:
    """Everybody once its list is public."""
    return project.call.projects_published_at is not None or _manages(actor, project.call, now)


def _carries_out(actor: Actor, project: Project, now: datetime) -> bool:
    return _manages(actor, project.call, now)


def _nobody(actor: Actor, obj: None, now: datetime) -> bool:
    """The system alone."""
    return False


scopes.pin(Scope("participatory_budget", _("participatory budget")))
actions.pin(
    Action("participatory_budget.start_call", "begin a call of the own municipality", _starts),
    Action("participatory_budget.manage_call", "change, publish, prolong or call off a call; its results", _manages),
    Action("participatory_budget.view_call", "read a call", _views),
    Action("participatory_budget.propose", "begin an idea", _proposes),
    Action("participatory_budget.edit_idea", "change the own idea, hand it in, take it back, answer about it", _edits),
    Action("participatory_budget.add_consent", "add the consent of an owner", _adds_consent),
    Action("participatory_budget.contest", "contest the decision on the own idea", _edits),
    Action("participatory_budget.be_co_author", "agree to be a co-author", _becomes_co_author),
    Action("participatory_budget.view_idea", "read an idea", _views_idea),
    Action("participatory_budget.open_consent", "open the consent of an owner", _opens_consent),
    Action("participatory_budget.propose_merger", "propose to merge two ideas", _proposes_merger),
    Action("participatory_budget.answer_merger", "agree to a merger of the own idea", _answers_merger),
    Action("participatory_budget.vet", "say what was found of an idea, and propose changes", _vets),
    Action("participatory_budget.decide_idea", "admit an idea to the vote or not", _decides),
    Action("participatory_budget.view_project", "read a project", _views_project),
    Action("participatory_budget.carry_out", "report how a chosen project is carried out", _carries_out),
    Action("participatory_budget.carry_elections", "have elections arranged as calls say", _nobody),
    Action("participatory_budget.count", "have the votes of sealed boxes counted", _nobody),
    Action("participatory_budget.send_reminders", "have the reminders of the day sent", _nobody),
)
