"""Reporting content, and the statement of reasons with which it is removed (DSA Art. 16, 17, 20)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from balss.participation.models import Ground


class ReportForm(forms.Form):
    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=Ground.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Explain, if you like"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        help_text=gettext_lazy("Only if you want to be told what was decided."),
    )

    def __init__(self, *args: Any, is_signed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_signed_in:
            del self.fields["email"]


class ReasonsForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("Ground"), choices=Ground.choices, widget=forms.RadioSelect)
    facts = forms.CharField(
        label=gettext_lazy("Facts and circumstances"),
        help_text=gettext_lazy(
            "What exactly is against the law or the rules. The author and everybody else read it, so do not "
            "repeat what is removed."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    legal_ground = forms.CharField(
        label=gettext_lazy("Rule"),
        help_text=gettext_lazy("The article of the law, or the point of the rules of this place."),
        max_length=300,
    )


class ContestForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("Decision and its reasons"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
