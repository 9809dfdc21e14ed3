"""How forms look: `{{ form }}` gives each field a label, a hint and errors tied to it by aria-describedby, puts a
summary of errors with links on top, and groups radio buttons and check boxes in a fieldset.

Set as FORM_RENDERER, so that no form has to ask for it. Dates use `DateInput` and `DateTimeInput`, the browser's own
pickers; they speak ISO 8601 whatever the page's language.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

_CONTROLS = (forms.widgets.Input, forms.Textarea, forms.Select)
_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
FIRST_DAY, LAST_DAY = MinValueValidator(date(1800, 1, 1)), MaxValueValidator(date(2200, 12, 31))
LONGEST_KEY = 18  # digits: what both databases hold


class BoundField(forms.BoundField):
    """A field that wears the design system's class and knows where a link to it should lead."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if isinstance(widget, (*_CONTROLS, *_CHOICES)) and not widget.is_hidden:
            own = str(widget.attrs.get("class", ""))
            built["class"] = f"ds-input {own}".rstrip()
        return built

    @property
    def first_control_id(self) -> str:
        """The id of the control that takes the focus when the error summary links to this field."""
        if isinstance(self.field.widget, _CHOICES):
            return self.field.widget.id_for_label(self.auto_id, index="0")
        return self.id_for_label or self.auto_id

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)


class Renderer(TemplatesSetting):
    """Django's form rendering with our templates and bound fields."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = BoundField


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows to choose from. A key that no table could hold is an unknown choice."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, code="invalid_choice", params={"value": str(key)[:50]})
        return super().clean(value)


class DateInput(forms.DateInput):
    """One day, with the browser's date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A day and a time to the minute, with the browser's picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DayField(forms.DateField):
    """A day on which something happens or begins; days far from ours are slips of the finger, and no day can follow the
    last that a calendar has."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": DateInput, "validators": [FIRST_DAY, LAST_DAY], **options})


def sentence_labels(form: forms.BaseForm) -> None:
    """Models name their columns in lower case; a form begins with a capital letter."""
    for field in form.fields.values():
        label = str(field.label or "")
        field.label = label[:1].upper() + label[1:]


def show_both(form: forms.BaseForm, *, version: str = "version") -> None:
    """Below each field that differs from what is saved by now: what is saved. Sent again, the form replaces it.

    Of a bound form whose `initial` is what is saved, with the number of that version in the hidden field `version`.
    """
    for name in form.changed_data:
        if name != version and not form[name].is_hidden:
            form.add_error(name, _("Saved meanwhile: %(words)s") % {"words": _written(form[name]) or "—"})
    if version in form.fields:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data[form.add_prefix(version)] = str(form.get_initial_for_field(form.fields[version], version))  # type: ignore[index]


def _written(bound: forms.BoundField) -> str:
    """What stood in the field at first, as people read it."""
    if isinstance(bound.initial, bool):
        return _("yes") if bound.initial else _("no")
    values = bound.initial if isinstance(bound.initial, (list, tuple)) else [bound.initial]
    labels = {str(value): str(label) for value, label in getattr(bound.field, "choices", ())}
    return ", ".join(labels.get(str(value), str(value)) for value in values if value not in (None, ""))
