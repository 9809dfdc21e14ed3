"""What a municipality reports of a chosen project."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.design.forms import DayField, sentence_labels
from balss.participatory_budget.forms.fields import CheckedFileField, EurosField
from balss.participatory_budget.models import Contract, Expense, Step
from balss.participatory_budget.services import PhotoContent, StepContent


class DayForm(forms.Form):
    on = DayField(label=gettext_lazy("On which day"))


class StepForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Step"), max_length=200, required=False)
    state = forms.ChoiceField(label=gettext_lazy("How it stands"), choices=Step.State.choices, required=False)
    until_date = DayField(label=gettext_lazy("Planned until"), required=False)


StepForms = forms.formset_factory(StepForm, extra=3, max_num=30, absolute_max=60)


def steps_of(filled: Any) -> list[StepContent]:
    return [
        StepContent(**form.cleaned_data | {"state": form.cleaned_data.get("state") or Step.State.PLANNED})
        for form in filled
        if form.cleaned_data.get("title")
    ]


class ContractForm(forms.ModelForm):  # type: ignore[type-arg]
    cents = EurosField(label=gettext_lazy("Amount, euros"))
    signed_date = DayField(label=gettext_lazy("signed on"))
    address = forms.URLField(
        label=gettext_lazy("address of the contract"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Contract
        fields = ("subject", "contractor", "signed_date", "number", "cents", "address")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class ExpenseForm(forms.ModelForm):  # type: ignore[type-arg]
    cents = EurosField(label=gettext_lazy("Amount, euros"))
    paid_date = DayField(label=gettext_lazy("paid on"))

    class Meta:
        model = Expense
        fields = ("paid_date", "words", "cents", "document")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class UpdateForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What happened"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    upload = CheckedFileField(label=gettext_lazy("Photo"), required=False)
    title = forms.CharField(label=gettext_lazy("What the photo shows"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("upload") and not cleaned.get("title"):
            self.add_error("title", _("Say in words what it shows, for those who do not see it."))
        return cleaned

    @property
    def photos(self) -> list[PhotoContent]:
        upload = self.cleaned_data.get("upload")
        return [PhotoContent(upload, self.cleaned_data["title"])] if upload else []
