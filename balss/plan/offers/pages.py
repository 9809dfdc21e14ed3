"""What the plan shows on pages of other rooms: on the home page, and on the page of each institution."""

from django.utils.translation import gettext_lazy as _

from balss.plan.queries import handover
from balss.plan.views import glance, obligations
from balss.shared.handovers import Handover, handovers
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import HomePanel, home_panels

home_panels.pin(HomePanel("plan", glance.home_panel, order=10))
institution_panels.pin(
    InstitutionPanel("plan", _("Open government plan"), 10, obligations.panel, obligations.panel_feed)
)
handovers.pin(Handover("plan", _("Open government plan"), handover.told_of))
