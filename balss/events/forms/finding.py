"""Filters of the list of events; every value is in the address, so that a narrowed list can be linked and followed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.events.models import Kind
from balss.events.queries import Wanted, When, institutions_with_events, places_to_choose
from balss.places.models import Audience, Institution, Territory, Topic

WHEN = [
    ("coming", pgettext_lazy("events", "coming")),
    ("past", pgettext_lazy("events", "past")),
    ("all", pgettext_lazy("events", "all")),
]
ANY = pgettext_lazy("filter", "any")


class FilterForm(forms.Form):
    """A value that is not understood finds nothing, and is said so beside its field."""

    veids = forms.ChoiceField(label=_("Kind of event"), required=False)
    vieta = forms.ChoiceField(label=pgettext_lazy("filter", "Place"), required=False)
    iestade = forms.ChoiceField(label=_("Organiser"), required=False)
    tema = forms.ModelChoiceField(
        label=pgettext_lazy("filter", "Topic"),
        queryset=Topic.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=ANY,
    )
    grupa = forms.ModelChoiceField(
        label=_("For whom"),
        queryset=Audience.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=ANY,
    )
    kad = forms.ChoiceField(label=pgettext_lazy("filter", "When"), choices=WHEN, required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["veids"].choices = [("", ANY), *Kind.choices]  # type: ignore[attr-defined]
        slugs = dict(Territory.objects.values_list("pk", "slug"))
        places = [
            (group or _("Planning regions"), [(slugs[pk], name) for pk, name in choices])
            for group, choices in places_to_choose(on=today)
        ]
        self.fields["vieta"].choices = [("", ANY), *places]  # type: ignore[attr-defined]
        organisers = [(each.slug, str(each.name_on(today))) for each in institutions_with_events(on=today)]
        self.fields["iestade"].choices = [("", ANY), *organisers]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; call it on a form that is bound."""
        self.is_valid()
        cleaned = self.cleaned_data
        return Wanted(
            when=cleaned.get("kad") or "coming",
            kind=cleaned.get("veids") or "",
            territory=Territory.objects.filter(slug=cleaned["vieta"]).first() if cleaned.get("vieta") else None,
            institution=Institution.objects.filter(slug=cleaned["iestade"]).first() if cleaned.get("iestade") else None,
            topic=cleaned.get("tema"),
            audience=cleaned.get("grupa"),
            is_impossible=bool(self.errors),
        )


def asked_for(address: Mapping[str, Any], *, today: date, when: When) -> Wanted:
    """What the address of a list, a feed or a download asks for; `when` where it does not say."""
    wanted = FilterForm(address, today=today).wanted()
    return wanted if address.get("kad") else replace(wanted, when=when)
