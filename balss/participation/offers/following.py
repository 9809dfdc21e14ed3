"""What of the room people follow, and what they are told has happened."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.queries import followed
from balss.participation.services.news import CONTRIBUTION, DECISION, OPPORTUNITY, PROCESS
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(
    FollowKind(PROCESS, pgettext_lazy("things followed", "What is being decided"), followed.processes, order=50),
    FollowKind(OPPORTUNITY, pgettext_lazy("things followed", "Opportunities"), followed.opportunities, order=51),
    FollowKind(
        CONTRIBUTION,
        pgettext_lazy("things followed", "What people said"),
        followed.contributions,
        order=53,
        in_residents_words=True,
    ),
    FollowKind(DECISION, pgettext_lazy("things followed", "Decisions"), followed.decisions, order=52),
)
happening_kinds.pin(
    HappeningKind("participation.opportunity_published", _("New opportunity to take part")),
    HappeningKind("participation.opportunity_extended", _("More time to take part")),
    HappeningKind("participation.opportunity_withdrawn", _("Opportunity withdrawn")),
    HappeningKind("participation.outcome_published", _("What was answered, and what changed")),
    HappeningKind("participation.contribution_answered", _("The institution answered")),
    HappeningKind("participation.decision_published", _("New decision")),
    HappeningKind("participation.decision_updated", _("How a decision is being carried out")),
)
