"""What the room shows on pages of other rooms, in the navigation, and where its officials begin to work."""

from django.utils.translation import gettext_lazy as _

from balss.participation.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.permissions import Role
from balss.shared.shell import HomePanel, Workplace, home_panels, workplaces

home_panels.pin(HomePanel("participation", glance.home_panel, order=5))
workplaces.pin(Workplace("participation_help", frozenset({Role.HELPER}), "participation:help_people"))
institution_panels.pin(
    InstitutionPanel("participation", _("Take part"), 5, glance.institution_panel, glance.institution_feed)
)
