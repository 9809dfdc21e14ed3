"""What the room shows on the page of each municipality, and how one gets to it from every page."""

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import ShellLink, footer_links

footer_links.pin(ShellLink("participatory_budget", _("Participatory budget"), "lidzdalibas-budzets/", order=5))
institution_panels.pin(
    InstitutionPanel("participatory_budget", _("Participatory budget"), 10, glance.institution_panel)
)
