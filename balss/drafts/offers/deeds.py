"""What the public ledger calls the deeds of the room."""

from django.utils.translation import gettext_lazy as _

from balss.drafts.models import Draft
from balss.shared.deeds import Deed, deeds, page_of

ADDRESS = page_of(Draft, Draft.get_absolute_url)

deeds.pin(
    Deed("drafts.version_published", _("Version of a draft published"), ADDRESS),
    Deed("drafts.draft_changed", _("What is said of a draft changed"), ADDRESS),
    Deed("drafts.draft_withdrawn", _("Draft withdrawn"), ADDRESS),
)
