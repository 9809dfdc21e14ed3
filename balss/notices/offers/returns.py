"""What came back and the stop for everything: who may see and use them, what is kept, what the ledger calls it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from balss.notices.models import BulkStop, Pause, Return
from balss.notices.offers.outbox import ADMINISTRATORS
from balss.notices.views.paused import account_note
from balss.shared.deeds import Deed, deeds
from balss.shared.permissions import Action, actions
from balss.shared.personal_data import Holding, Retention, holdings
from balss.shared.shell import AccountNote, account_notes

actions.pin(
    Action("notices.stop_bulk", "stop all letters that nobody has to get, and let them go again", ADMINISTRATORS)
)
account_notes.pin(AccountNote("paused", account_note))
deeds.pin(
    Deed("notices.bulk_stopped", _("All letters with news stopped")),
    Deed("notices.bulk_resumed", _("Letters with news sent again")),
)
holdings.pin(
    Holding(
        Return,
        title=_("Letters that came back"),
        rows=lambda subject: Return.objects.filter(email__in=subject.emails),
        exported=("email", "received_at", "outcome", "status", "said"),
        deletes_rows=True,
        retention=Retention(
            "received_at",
            timedelta(days=180),
            _("That a letter came back is erased after %(days)d days."),
            deletes_rows=True,
        ),
    ),
    Holding(
        Pause,
        title=_("That we spare your address"),
        rows=lambda subject: Pause.objects.filter(email__in=subject.emails),
        exported=("email", "reason", "paused_at"),
        deletes_rows=True,
    ),
    Holding.none(BulkStop, reason="a public act of those who run the installation"),
)
