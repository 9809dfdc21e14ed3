"""How somebody narrows and orders what people said; what makes no sense is taken as not asked."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.participation.models import Contribution
from balss.participation.queries.threads import Wanted

ORDER = [
    ("newest", pgettext_lazy("order of contributions", "newest first")),
    ("oldest", pgettext_lazy("order of contributions", "oldest first")),
    ("supported", pgettext_lazy("order of contributions", "most supported first")),
]
ANSWERED = [
    ("", pgettext_lazy("answered or not", "all")),
    ("yes", pgettext_lazy("answered or not", "answered")),
    ("no", pgettext_lazy("answered or not", "without an answer yet")),
]


class ThreadsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("contribution", "Kind"),
        required=False,
        choices=[("", pgettext_lazy("kind of contribution", "all")), *Contribution.Kind.choices],
    )
    answered = forms.ChoiceField(label=gettext_lazy("Answer"), required=False, choices=ANSWERED)
    order = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=ORDER)

    def wanted(self) -> Wanted:
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
        answered = {"yes": True, "no": False}.get(asked.get("answered", ""))
        return Wanted(
            order=asked.get("order") or "newest",
            kind=asked.get("kind", ""),
            answered=answered,
            words=asked.get("words", ""),
        )
