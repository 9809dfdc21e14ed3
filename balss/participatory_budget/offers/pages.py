"""What the room shows on the page of each municipality."""

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels

institution_panels.pin(
    InstitutionPanel("participatory_budget", _("Participatory budget"), 10, glance.institution_panel)
)
