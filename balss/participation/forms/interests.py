"""Declaring the places and topics that come first in the feed."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.core.alphabet import latvian_order
from balss.participation.queries.interests import Interests
from balss.places.models import Topic
from balss.places.queries import MunicipalArea, regions_on

PLACE, MORE, TOPIC = "mana_vieta", "vel_vieta", "mana_joma"
Choices = list[tuple[str, Any]]


def asked_in(query: QueryDict) -> tuple[list[str], list[str]]:
    """Slugs of places and codes of topics that an address asks to see first."""
    return [*query.getlist(PLACE), *query.getlist(MORE)], query.getlist(TOPIC)


class InterestsForm(forms.Form):
    """The places chosen already, to be taken away; one more place; topics."""

    mana_vieta = forms.MultipleChoiceField(
        label=_("My places"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick a place to take it away."),
    )  # fmt: skip
    vel_vieta = forms.ChoiceField(
        label=_("Add a place"), required=False, help_text=_("A region, a municipality, a town or a parish.")
    )
    mana_joma = forms.MultipleChoiceField(
        label=pgettext_lazy("interests", "Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None, *, chosen: Interests, on: dt.date) -> None:
        initial = {PLACE: [slug for slug, _name in chosen.places], TOPIC: [code for code, _name in chosen.topics]}
        super().__init__(data, initial=initial)
        self._offer(PLACE, list(chosen.places))
        self._offer(MORE, [("", pgettext_lazy("interests", "choose")), *_places(on)])
        self._offer(TOPIC, [(topic.code, str(topic)) for topic in Topic.objects.standing().filter(parent=None)])
        if not chosen.places:
            del self.fields[PLACE]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def places(self) -> list[str]:
        return [*self.cleaned_data.get(PLACE, []), *filter(None, [self.cleaned_data.get(MORE)])]

    @property
    def topics(self) -> list[str]:
        wanted: list[str] = self.cleaned_data[TOPIC]
        return wanted


def _places(on: dt.date) -> Choices:
    """The regions, then each municipality with its towns and parishes below it."""
    regions = regions_on(on)
    groups: Choices = [
        (gettext("Planning regions"), [(each.version.territory.slug, each.version.name) for each in regions])
    ]
    areas = [area for region in regions for area in region.areas]
    return groups + [_area(area) for area in sorted(areas, key=lambda area: latvian_order(area.version.name))]


def _area(area: MunicipalArea) -> tuple[str, Any]:
    own = (area.version.territory.slug, area.version.name)
    parts = [(part.territory.slug, part.name) for part in (*area.towns, *area.parishes)]
    return (area.version.name, [own, *parts]) if parts else own
