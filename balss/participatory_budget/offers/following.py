"""What of the room people follow, and what they are told has happened."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participatory_budget.queries import followed
from balss.participatory_budget.queries.followed import CALL, IDEA, PROJECT
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(
    FollowKind(CALL, pgettext_lazy("things followed", "Participatory budgets"), followed.calls, order=61),
    FollowKind(
        IDEA,
        pgettext_lazy("things followed", "Ideas of participatory budgets"),
        followed.ideas,
        order=62,
        in_residents_words=True,
    ),
    FollowKind(
        PROJECT, pgettext_lazy("things followed", "Projects of participatory budgets"), followed.projects, order=63
    ),
)
happening_kinds.pin(
    HappeningKind("participatory_budget.idea_published", _("New idea")),
    HappeningKind("participatory_budget.idea_admitted", _("Idea goes to the vote")),
    HappeningKind("participatory_budget.idea_refused", _("Idea does not go to the vote")),
    HappeningKind("participatory_budget.ideas_joined", _("Another idea became a part of it")),
    HappeningKind("participatory_budget.results_published", _("Results of the vote")),
    HappeningKind("participatory_budget.results_corrected", _("Results of the vote were corrected")),
    HappeningKind("participatory_budget.project_chosen", _("Project was chosen")),
    HappeningKind("participatory_budget.project_not_chosen", _("Project was not chosen")),
    HappeningKind("participatory_budget.project_off_list", _("Project was taken off the list")),
    HappeningKind("participatory_budget.project_begun", _("Project was begun")),
    HappeningKind("participatory_budget.project_told", _("News of a project")),
    HappeningKind("participatory_budget.project_finished", _("Project is done")),
    HappeningKind("participatory_budget.project_given_up", _("Project was stopped")),
)
