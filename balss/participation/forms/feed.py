"""Narrowing the feed of opportunities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.participation.queries.feed import WHEN, Sought

PARAMETERS = {  # of the address → what is sought
    "kad": "when", "veids": "kind", "vieta": "place", "joma": "topic", "iestade": "institution", "grupa": "audience",
    "q": "words", "kur": "where",
}  # fmt: skip
ANY = pgettext_lazy("opportunities", "any")

TIMES = [
    ("open", pgettext_lazy("opportunities", "open now")),
    ("coming", pgettext_lazy("opportunities", "coming")),
    ("closed", pgettext_lazy("opportunities", "closed")),
    ("all", pgettext_lazy("opportunities", "all")),
]


class FeedForm(forms.Form):
    kad = forms.ChoiceField(required=False, choices=TIMES, widget=forms.HiddenInput)
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    vieta = forms.ChoiceField(label=pgettext_lazy("opportunities", "Place"), required=False)
    joma = forms.ChoiceField(label=pgettext_lazy("opportunities", "Topic"), required=False)
    iestade = forms.ChoiceField(label=pgettext_lazy("opportunities", "Institution"), required=False)
    grupa = forms.ChoiceField(label=pgettext_lazy("opportunities", "Group of people"), required=False)
    veids = forms.ChoiceField(label=pgettext_lazy("opportunities", "Kind"), required=False)
    kur = forms.ChoiceField(
        label=pgettext_lazy("opportunities", "Published"),
        required=False,
        choices=[
            ("", pgettext_lazy("opportunities", "here and elsewhere")),
            ("here", pgettext_lazy("opportunities", "here")),
            ("elsewhere", pgettext_lazy("opportunities", "elsewhere")),
        ],
    )

    def __init__(self, *args: Any, offered: dict[str, list[tuple[str, str]]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind in PARAMETERS.items():
            if kind in offered:
                self.fields[name].choices = [("", ANY), *offered[kind]]  # type: ignore[attr-defined]


def sought_in(query: dict[str, str], *, when: str = "open") -> Sought:
    """What an address asks for; a time that we do not know is `when`."""
    asked = {kind: query.get(name, "").strip()[:200] for name, kind in PARAMETERS.items()}
    asked["where"] = asked["where"] if asked["where"] in ("here", "elsewhere") else ""
    asked["when"] = asked["when"] if asked["when"] in WHEN else when
    return Sought(**asked)


def count_in(query: dict[str, str], *, shown: int, most: int) -> int:
    """How many an address asks for in `skaits`: `shown` where it says nothing that we understand."""
    asked = query.get("skaits", "")
    return min(max(int(asked), 1), most) if asked.isdecimal() and len(asked) <= 6 else shown
