"""What the public ledger calls the deeds of events. Who registers is no public matter and not recorded."""

from django.utils.translation import gettext_lazy as _

from balss.events.models import Event, Material
from balss.shared.deeds import Deed, deeds, page_of

ADDRESS = page_of(Event, lambda event: event.get_absolute_url())
OF_MATERIAL = page_of(Material, lambda material: material.event.get_absolute_url())

deeds.pin(
    Deed("events.event_published", _("Event announced"), ADDRESS),
    Deed("events.event_changed", _("Announced event changed"), ADDRESS),
    Deed("events.event_moved", _("Event moved"), ADDRESS),
    Deed("events.event_cancelled", _("Event cancelled"), ADDRESS),
    Deed("events.event_held", _("Event held and closed"), ADDRESS),
    Deed("events.closing_corrected", _("What was said of a held event corrected"), ADDRESS),
    Deed("events.event_reopened", _("Closing of an event taken back"), ADDRESS),
    Deed("events.material_added", _("Material of an event added"), OF_MATERIAL),
    Deed("events.material_removed", _("Material of an event removed"), OF_MATERIAL),
)
