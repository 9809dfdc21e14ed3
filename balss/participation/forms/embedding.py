"""What an institution chooses for the list on its own site."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.participation.forms.feed import ANY
from balss.participation.models import OpportunityKind
from balss.places.models import Institution, Topic
from balss.places.queries import territories_for


class EmbedForm(forms.Form):
    """Its fields are the parameters of the embedded page, but for the language, which stands in the address."""

    valoda = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, choices=[("lv", "Latviešu"), ("en", "English")]
    )
    kad = forms.ChoiceField(
        label=pgettext_lazy("opportunities", "When"),
        required=False,
        choices=[
            ("", pgettext_lazy("opportunities", "open now")),
            ("coming", pgettext_lazy("opportunities", "coming")),
            ("all", pgettext_lazy("opportunities", "all")),
        ],
    )
    veids = forms.ChoiceField(label=pgettext_lazy("opportunities", "Kind"), required=False)
    joma = forms.ChoiceField(label=pgettext_lazy("opportunities", "Topic"), required=False)
    vieta = forms.ChoiceField(label=pgettext_lazy("opportunities", "Place"), required=False)
    skaits = forms.IntegerField(
        label=pgettext_lazy("opportunities", "How many at most"), required=False, min_value=1, max_value=20
    )
    izskats = forms.ChoiceField(
        label=gettext_lazy("Colours"),
        required=False,
        choices=[
            ("", gettext_lazy("as the reader's device is set")),
            ("gaiss", gettext_lazy("always light")),
            ("tumss", gettext_lazy("always dark")),
        ],
    )

    def __init__(self, *args: Any, institution: Institution, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, kind.label) for kind in OpportunityKind]
        topics = [(topic.code, str(topic)) for topic in Topic.objects.standing()]
        places = [(version.territory.slug, version.name) for version in territories_for(institution, on=on)]
        for name, choices in (("veids", kinds), ("joma", topics), ("vieta", places)):
            self.fields[name].choices = [("", ANY), *choices]  # type: ignore[attr-defined]

    @property
    def parameters(self) -> dict[str, str]:
        """Of the address: only what was chosen."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: str(value) for name, value in chosen.items() if value and name != "valoda"}

    @property
    def language(self) -> str:
        chosen = self.cleaned_data.get("valoda") if self.is_bound and self.is_valid() else ""
        return str(chosen or "lv")
