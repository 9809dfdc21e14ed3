"""Drafts and single provisions can be followed; who follows both is told once."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.drafts.queries import followed
from balss.drafts.services import DRAFT, PROVISION
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(
    FollowKind(DRAFT, pgettext_lazy("things followed", "Drafts of legal acts"), followed.drafts, order=54),
    FollowKind(PROVISION, pgettext_lazy("things followed", "Provisions of drafts"), followed.provisions, order=55),
)
happening_kinds.pin(
    HappeningKind("drafts.draft_published", _("New draft of a legal act")),
    HappeningKind("drafts.version_published", _("New version of a draft")),
    HappeningKind("drafts.draft_withdrawn", _("Draft withdrawn")),
)
