"""Narrowing the list of one's own voices."""

from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy

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
