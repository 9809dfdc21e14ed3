"""Followers of topics, places and institutions are told of their cases of good practice."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.library.queries.followed import cases
from balss.library.services import CASE
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(FollowKind(CASE, pgettext_lazy("things followed", "Good practice"), cases, order=80))
happening_kinds.pin(
    HappeningKind("library.case_published", _("New case of good practice")),
    HappeningKind("library.case_withdrawn", _("Case of good practice withdrawn")),
    HappeningKind("library.case_restored", _("Withdrawn case of good practice put back")),
)
