"""What a municipality writes of an idea: findings and estimate, changes it asks for, its decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.design.forms import sentence_labels
from balss.participatory_budget.forms.fields import EurosField
from balss.participatory_budget.models import Idea, Vetting
from balss.participatory_budget.services import Line

MOST_LETTERS = 10_000


class FindingsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Vetting
        fields = ("feasibility", "competence", "upkeep")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("feasibility", "competence", "upkeep")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class LineForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("What for"), max_length=200, required=False)
    cents = EurosField(label=gettext_lazy("Cost, euros"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("words") and not cleaned.get("cents") and "cents" not in self.errors:
            self.add_error("cents", _("How much does it cost?"))
        if cleaned.get("cents") and not cleaned.get("words"):
            self.add_error("words", _("What for?"))
        return cleaned


LineForms = forms.formset_factory(LineForm, extra=3, max_num=60, absolute_max=120)


def lines_of(filled: Any) -> list[Line]:
    return [Line(**form.cleaned_data) for form in filled if form.cleaned_data.get("words")]


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The idea as it would be; only what differs is proposed."""

    cost_cents = EurosField(label=gettext_lazy("Estimated cost, euros"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why, in words to the author"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Idea
        fields = ("title", "text", "place", "cost_cents", "keeper")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)

    def _post_clean(self) -> None:
        """The row stays as it is: the author has not agreed yet."""


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reasons"), required=False, max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("The author is sent them, and everybody can read them. Needed for a rejection."),
    )  # fmt: skip
