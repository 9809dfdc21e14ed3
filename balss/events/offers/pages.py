"""What events show on pages of other rooms: on the home page, and on the page of each institution."""

from django.utils.translation import gettext_lazy as _

from balss.events.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import HomePanel, home_panels

home_panels.pin(HomePanel("events", glance.home_panel, order=30))
institution_panels.pin(InstitutionPanel("events", _("Events"), 30, glance.institution_panel, glance.institution_feed))
