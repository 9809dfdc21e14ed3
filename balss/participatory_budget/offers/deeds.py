"""What the public ledger calls the deeds of participatory budgets. Who proposes stands there without a name."""

from django.utils.translation import gettext_lazy as _

from balss.participatory_budget.models import Call
from balss.shared.deeds import Deed, deeds, page_of

_call = page_of(Call, Call.get_absolute_url)

deeds.pin(
    Deed("participatory_budget.call_published", _("Participatory budget announced"), _call),
    Deed("participatory_budget.call_changed", _("Announcement of a participatory budget changed"), _call),
    Deed("participatory_budget.call_prolonged", _("Times of a participatory budget moved"), _call),
    Deed("participatory_budget.call_cancelled", _("Participatory budget called off"), _call),
    Deed("participatory_budget.ballot_published", _("Way of voting and counting published"), _call),
    Deed("participatory_budget.ballot_changed", _("Way of voting and counting changed"), _call),
    Deed("participatory_budget.projects_published", _("Projects to vote on published"), _call),
    Deed("participatory_budget.results_announced", _("Results of a participatory budget announced"), _call),
)
