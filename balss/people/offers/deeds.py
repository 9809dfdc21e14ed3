"""What the public ledger calls the deeds of people. They lead to no page: whom they concern is no public matter."""

from django.utils.translation import gettext_lazy as _

from balss.shared.deeds import Deed, deeds

deeds.pin(
    Deed("people.role_granted", _("Role given")),
    Deed("people.deputy_appointed", _("Deputy appointed")),
    Deed("people.role_ended", _("Role ended")),
    Deed("people.account_erased", _("Account erased")),
)
