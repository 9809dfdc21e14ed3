"""What the library shows on the page of each institution, and how one gets to it from every page."""

from django.utils.translation import gettext_lazy as _

from balss.library.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import ShellLink, footer_links

footer_links.pin(ShellLink("library", _("Good practice"), "laba-prakse/", order=6))
institution_panels.pin(
    InstitutionPanel("library", _("Good practice"), 40, glance.institution_panel, glance.institution_feed)
)
