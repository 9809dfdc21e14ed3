"""What events show on pages of other rooms: on the home page, on the page of each institution, in the header."""

from django.utils.translation import gettext_lazy as _

from balss.events.views import glance
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.shell import HeaderSlot, HomePanel, header_slots, home_panels

home_panels.pin(HomePanel("events", glance.home_panel, order=30))
institution_panels.pin(InstitutionPanel("events", _("Events"), 30, glance.institution_panel))
header_slots.pin(HeaderSlot("events.workplace", "events/workplace/workplace_link.html", order=41))
