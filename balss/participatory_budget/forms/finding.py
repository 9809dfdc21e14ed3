"""Narrowing the ideas of a call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.participatory_budget.models import Call, Idea

ANY = pgettext_lazy("ideas", "any")
SHOWN_STATES = (Idea.State.SUBMITTED, Idea.State.ACCEPTED, Idea.State.REJECTED, Idea.State.MERGED)


class IdeasForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    teritorija = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    kategorija = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    stavoklis = forms.ChoiceField(
        label=gettext_lazy("State"), required=False,
        choices=[("", ANY), *((state.value, state.label.capitalize()) for state in SHOWN_STATES)],
    )  # fmt: skip

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, parts in (("teritorija", call.areas.all()), ("kategorija", call.categories.all())):
            choices = [(str(part.number), part.name) for part in parts]
            if len(choices) < 2:
                del self.fields[name]
            else:
                self.fields[name].choices = [("", ANY), *choices]  # type: ignore[attr-defined]
