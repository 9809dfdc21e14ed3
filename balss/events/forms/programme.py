"""One part of the programme, with up to three more speakers than it has."""

from datetime import datetime, time
from typing import Any

from babel import Locale
from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balss.core.alphabet import latvian_order
from balss.design.forms import DateInput
from balss.events.models import Event, ProgrammeItem
from balss.events.services import Speaks

MORE = 3
OWN = "LV"


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def countries() -> list[tuple[str, str]]:
    """Latvia first, then every other country in the language being read, in its alphabet."""
    names = Locale.parse(get_language() or "lv", sep="-").territories
    others = [
        (code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    return [(OWN, str(names[OWN])), *sorted(others, key=lambda pair: latvian_order(str(pair[1])))]


NOT_COUNTRIES = {OWN, "EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}


class ItemForm(forms.Form):
    """Times are of the event's day; an event of several days asks for the day too."""

    day = forms.DateField(label=_("Day"), widget=DateInput())
    starts = forms.TimeField(label=_("From"), widget=TimeInput())
    ends = forms.TimeField(label=_("Until"), widget=TimeInput(), required=False)
    title = forms.CharField(label=_("What happens"), max_length=300)

    def __init__(self, *args: Any, event: Event, item: ProgrammeItem | None = None, **options: Any) -> None:
        speakers = list(item.speakers.all()) if item else []
        options.setdefault("initial", _initial(event, item))
        super().__init__(*args, **options)
        self.places = range(1, len(speakers) + MORE + 1)
        choices = countries()
        for place in self.places:
            said = speakers[place - 1] if place <= len(speakers) else None
            self.fields[f"name-{place}"] = forms.CharField(
                label=_("Speaker %(number)d: name") % {"number": place},
                max_length=150, required=False, initial=said.name if said else "",
            )  # fmt: skip
            self.fields[f"office-{place}"] = forms.CharField(
                label=_("Position or organisation"), max_length=200, required=False,
                initial=said.office if said else "",
            )  # fmt: skip
            self.fields[f"country-{place}"] = forms.ChoiceField(
                label=_("Country"), choices=choices, required=False, initial=said.country if said else OWN
            )
        first, last = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
        self.only_day = first if first == last else None
        if self.only_day:
            del self.fields["day"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("It would end before it begins."))
        return cleaned

    def speaker_fields(self) -> list[list[Any]]:
        return [[self[f"{part}-{place}"] for part in ("name", "office", "country")] for place in self.places]

    def times(self) -> tuple[datetime, datetime | None]:
        ends: time | None = self.cleaned_data["ends"]
        return self._at(self.cleaned_data["starts"]), self._at(ends) if ends else None

    def speakers(self) -> list[Speaks]:
        cleaned = self.cleaned_data
        return [
            Speaks(cleaned[f"name-{place}"], cleaned[f"office-{place}"], cleaned[f"country-{place}"] or OWN)
            for place in self.places
            if cleaned[f"name-{place}"]
        ]

    def _at(self, moment: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.only_day or self.cleaned_data["day"], moment))


def _initial(event: Event, item: ProgrammeItem | None) -> dict[str, Any]:
    if item is None:
        return {"day": timezone.localdate(event.starts_at)}
    start = timezone.localtime(item.starts_at)
    ends = timezone.localtime(item.ends_at).time() if item.ends_at else None
    return {"day": start.date(), "starts": start.time(), "ends": ends, "title": item.title}
