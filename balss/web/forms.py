"""Narrowing the list of one's own voices; asking who is competent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.places.models import Territory
from balss.places.queries import places_called
from balss.shared.voices import Standing, voices

STANDINGS = {
    Standing.DRAFT: pgettext_lazy("voices", "not sent yet"),
    Standing.HELD: pgettext_lazy("voices", "not public yet"),
    Standing.WAITING: pgettext_lazy("voices", "waiting for an answer"),
    Standing.ANSWERED: pgettext_lazy("voices", "answered"),
    Standing.STANDS: pgettext_lazy("voices", "no answer needed"),
    Standing.ENDED: pgettext_lazy("voices", "taken back, removed or cancelled"),
}


class VoicesForm(forms.Form):
    veids = forms.ChoiceField(label=pgettext_lazy("voices", "Kind"), required=False)
    stavoklis = forms.ChoiceField(
        label=pgettext_lazy("voices", "Where it stands"),
        required=False,
        choices=[("", pgettext_lazy("voices", "any")), *((each.value, label) for each, label in STANDINGS.items())],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.name, kind.label) for kind in voices]
        self.fields["veids"].choices = [("", pgettext_lazy("voices", "any")), *kinds]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str]:
        """Kind and standing; what is not among the choices is any."""
        self.is_valid()
        return self.cleaned_data.get("veids", ""), self.cleaned_data.get("stavoklis", "")


class QuestionForm(forms.Form):
    """A question in own words, and where it is."""

    q = forms.CharField(label=_("What is it about?"), max_length=300)
    kur = forms.CharField(
        label=_("Where? Municipality, town or parish"), required=False, max_length=200,
        help_text=_("Needed for what is the municipality's task: streets, nurseries, social help, building."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_kur(self) -> Territory | None:
        """The likeliest place that is called so; None where nothing was said."""
        typed = self.cleaned_data["kur"].strip()
        called = places_called(typed, on=self.on) if typed else []
        if typed and not called:
            raise forms.ValidationError(_("We know no place of this name. Write a municipality, town or parish."))
        return called[0].version.territory if called else None
