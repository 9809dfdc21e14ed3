"""Fields that the forms of the room share."""

import json
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.participatory_budget.queries.geometry import UnreadableGeometry, middle_of, point, read_geometry
from balss.shared.files import FileRefused
from balss.shared.files.services import check

LEAST_EUROS, MOST_EUROS = Decimal("0.01"), Decimal(1_000_000_000)
PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


class EurosField(forms.DecimalField):
    """Euros as people write them, “1 250,50” and “1250.50” alike; cleaned and given as whole cents."""

    def __init__(self, **options: Any) -> None:
        text = forms.TextInput(attrs={"inputmode": "decimal", "class": "euros"})
        usual: dict[str, Any] = {"min_value": LEAST_EUROS, "max_value": MOST_EUROS, "decimal_places": 2, "widget": text}
        super().__init__(**usual | options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s€]", "", value).replace(",", ".")
        return super().to_python(value)

    def clean(self, value: Any) -> Any:
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)

    def prepare_value(self, value: Any) -> Any:
        """Cents of a row as euros; what somebody typed stays as it is."""
        if isinstance(value, int):
            return f"{value // 100}" if value % 100 == 0 else f"{value // 100},{value % 100:02}"
        return value


class PlaceField(forms.CharField):
    """A geometry: a latitude and a longitude, as map pages give them, or GeoJSON for a line or an area."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            if pair := PAIR.fullmatch(text):
                return point(latitude=float(pair[1]), longitude=float(pair[2]))
            return read_geometry(json.loads(text))
        except (UnreadableGeometry, ValueError, RecursionError) as error:
            raise forms.ValidationError(
                _("This is no place in Latvia. Write a latitude and a longitude, for example “56.8164, 24.6049”.")
            ) from error

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if value["type"] != "Point":
            return json.dumps(value)
        longitude, latitude = middle_of(value)
        return f"{latitude}, {longitude}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CheckedFileField(forms.FileField):
    """A file that may be kept; else the reason in words."""

    def clean(self, data: Any, initial: Any = None) -> File[Any]:
        upload: File[Any] = super().clean(data, initial)
        if upload:
            try:
                check(upload, upload.name or "")
            except FileRefused as refused:
                raise forms.ValidationError(refused.message) from refused
        return upload


class NumberedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An area or category by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ReasonForm(forms.Form):
    """Why something is called off or stopped; people read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody will be able to read it."),
    )  # fmt: skip
