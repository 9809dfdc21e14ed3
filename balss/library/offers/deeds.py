"""What the public ledger calls the deeds of the library."""

from django.utils.translation import gettext_lazy as _

from balss.library.models import PracticeCase
from balss.shared.deeds import Deed, deeds, page_of

ADDRESS = page_of(PracticeCase, lambda case: case.get_absolute_url())

deeds.pin(
    Deed("library.case_published", _("Case of good practice published"), ADDRESS),
    Deed("library.case_changed", _("Case of good practice changed"), ADDRESS),
    Deed("library.case_withdrawn", _("Case of good practice withdrawn"), ADDRESS),
    Deed("library.case_restored", _("Withdrawn case of good practice put back"), ADDRESS),
)
