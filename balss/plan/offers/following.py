"""Measures are followed, and these are their news."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.plan.queries.followed import measures
from balss.plan.services.following import MEASURE
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(FollowKind(MEASURE, pgettext_lazy("things followed", "Measures of the plan"), measures, order=70))
happening_kinds.pin(
    HappeningKind("plan.report_submitted", _("Report on a measure of the plan")),
    HappeningKind("plan.measure_assessed", _("Independent assessment of a measure")),
)
