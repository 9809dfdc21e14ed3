"""A form that a service refused: why stands on it, and where somebody else saved meanwhile, both texts."""

from django import forms

from balss.design.forms import show_both
from balss.participatory_budget.services.refusals import ChangedMeanwhile
from balss.shared.refusals import Refused


def tell(form: forms.BaseForm, refused: Refused) -> None:
    """The `initial` of the form is what is saved."""
    if isinstance(refused, ChangedMeanwhile):
        show_both(form)
    form.add_error(None, refused.message)
