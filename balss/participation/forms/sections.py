"""Long forms in parts, each with a heading, in the order in which the work is thought of."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise

ROWS = 4  # of a field for more than a line; people make it larger where they need to


@dataclass(frozen=True)
class Section:
    """A part of a form; `is_folded`: what only some need, open by itself where something in it is wrong."""

    title: str | Promise
    fields: list[forms.BoundField]
    note: str | Promise = ""
    is_folded: bool = False

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.fields)


def section(
    form: forms.BaseForm, title: str | Promise, *names: str, note: str | Promise = "", is_folded: bool = False
) -> Section:
    fields = [form[name] for name in names]
    for field in fields:
        if isinstance(field.field.widget, forms.Textarea):
            field.field.widget.attrs["rows"] = ROWS
    return Section(title, fields, note, is_folded)
