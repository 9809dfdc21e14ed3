"""What the room shows on the page of each institution, and how one gets to it from every page."""

from django.utils.translation import gettext_lazy as _

from balss.drafts.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import ShellLink, footer_links

footer_links.pin(ShellLink("drafts", _("Drafts of legal acts"), "tiesibu-aktu-projekti/", order=5))
institution_panels.pin(
    InstitutionPanel("drafts", _("Drafts of legal acts"), 35, glance.institution_panel, glance.institution_feed)
)
