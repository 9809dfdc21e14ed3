"""What the public ledger calls the deeds of participatory budgets. Who proposes stands there without a name."""

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.models import Call, Idea, Project
from balss.shared.deeds import Deed, deeds, page_of

_call = page_of(Call, Call.get_absolute_url)
_idea = page_of(Idea, Idea.get_absolute_url)
_project = page_of(Project, Project.get_absolute_url)

deeds.pin(
    Deed("participatory_budget.call_published", _("Participatory budget announced"), _call),
    Deed("participatory_budget.call_changed", _("Announcement of a participatory budget changed"), _call),
    Deed("participatory_budget.call_prolonged", _("Times of a participatory budget moved"), _call),
    Deed("participatory_budget.call_cancelled", _("Participatory budget called off"), _call),
    Deed("participatory_budget.ballot_published", _("Way of voting and counting published"), _call),
    Deed("participatory_budget.ballot_changed", _("Way of voting and counting changed"), _call),
    Deed("participatory_budget.projects_published", _("Projects to vote on published"), _call),
    Deed("participatory_budget.project_withdrawn", _("Project taken off the list before the vote"), _call),
    Deed("participatory_budget.ideas_imported", _("Ideas from elsewhere taken in"), _call),
    Deed("participatory_budget.projects_imported", _("Projects vetted elsewhere taken in"), _call),
    Deed("participatory_budget.results_announced", _("Results of a participatory budget announced"), _call),
    Deed("participatory_budget.results_corrected", _("Results of a participatory budget corrected"), _call),
    Deed("participatory_budget.idea_submitted", _("Idea for a participatory budget handed in"), _idea),
    Deed("participatory_budget.idea_changed", _("Idea changed by its author"), _idea),
    Deed("participatory_budget.idea_withdrawn", _("Idea taken back by its author"), _idea),
    Deed("participatory_budget.ideas_merged", _("Ideas merged by consent of their authors"), _idea),
    Deed("participatory_budget.change_agreed", _("Change of an idea agreed with its author"), _idea),
    Deed("participatory_budget.idea_accepted", _("Idea admitted to the vote"), _idea),
    Deed("participatory_budget.idea_rejected", _("Idea not admitted to the vote, with reasons"), _idea),
    Deed("participatory_budget.decision_contested", _("Decision on an idea contested"), _idea),
    Deed("participatory_budget.project_started", _("Project of a participatory budget started"), _project),
    Deed("participatory_budget.project_changed", _("Plan of a project changed"), _project),
    Deed("participatory_budget.project_contract", _("Contract of a project added"), _project),
    Deed("participatory_budget.project_expense", _("Expense of a project added"), _project),
    Deed("participatory_budget.project_expense_removed", _("Expense of a project taken back"), _project),
    Deed("participatory_budget.project_contract_removed", _("Contract of a project taken back"), _project),
    Deed("participatory_budget.project_update_removed", _("News of a project taken back"), _project),
    Deed("participatory_budget.project_updated", _("News of a project told"), _project),
    Deed("participatory_budget.project_done", _("Project of a participatory budget done"), _project),
    Deed("participatory_budget.project_stopped", _("Project of a participatory budget stopped"), _project),
)
