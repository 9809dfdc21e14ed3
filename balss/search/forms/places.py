"""A place in a form: its name in any form as people type it, or its public name as addresses have it.

Municipalities and regions are proposed while one types; there are over five hundred towns and parishes, which are found
by what is typed.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from balss.core.alphabet import latvian_order, without_marks
from balss.places.models import Territory, TerritoryKind
from balss.places.queries.places_called import NamedPlace, named_places, order, places_among
from balss.places.queries.territories import WIDE

MOST_NAMED = 8  # places, where a name is that of several


class PlaceInput(forms.TextInput):
    """A box that proposes the widest places."""

    template_name = "search/place.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.proposed: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        proposed = f"{context['widget']['attrs'].get('id', name)}_proposed"
        context["widget"]["attrs"]["list"] = proposed
        return context | {"proposed": self.proposed, "list": proposed}


class PlaceField(forms.CharField):
    """Cleaned to a Territory, or None where nothing is typed. `know` says of which day."""

    widget = PlaceInput
    on: dt.date

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, **options)

    def know(self, on: dt.date) -> None:
        self.on = on
        wide = [each for each in self.places if each.version.territory.kind in WIDE]
        self.widget.proposed = sorted((each.version.name for each in wide), key=latvian_order)

    @cached_property
    def places(self) -> list[NamedPlace]:
        """One query."""
        return named_places(self.on)

    def clean(self, value: Any) -> Territory | None:
        typed = super().clean(value)
        if not typed:
            return None
        if place := self._of_slug(typed):
            return place.version.territory
        found = sorted(places_among(self.places, typed), key=order)
        exact = [each for each in found if without_marks(typed) in map(without_marks, (each.version.name, _full(each)))]
        found = exact or found
        if not found:
            raise ValidationError(_("No place has that name. Type the name of a municipality, town or parish."))
        if len(found) > 1:
            names = "; ".join(_full(each) for each in found[:MOST_NAMED])
            raise ValidationError(_("Several places are called so. Type which: %(names)s") % {"names": names})
        return found[0].version.territory

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What addresses have is shown by its name."""
        place = self._of_slug(data) if data else None
        return _full(place) if place else data

    def _of_slug(self, slug: str) -> NamedPlace | None:
        return next((each for each in self.places if each.version.territory.slug == slug), None)


def _full(place: NamedPlace) -> str:
    """With what it belongs to, since parishes of several municipalities have one name; regions are told by nobody."""
    parent = place.parent
    if parent is None or parent.territory.kind == TerritoryKind.PLANNING_REGION:
        return place.version.name
    return f"{place.version.name}, {parent.name}"
