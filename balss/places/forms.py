"""What coordinators and institutions' administrators fill in."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from balss.core.calendar import RuleBook
from balss.core.calendar.periods import MANY, Unit
from balss.design.forms import DateInput
from balss.places.models import CalendarDayKind, InstitutionKind
from balss.places.services import units_of

SOURCE_HELP = gettext_lazy("The act or decision that says so, with its number and date.")


class DirectoryForm(forms.Form):
    """Finding an institution."""

    q = forms.CharField(label=gettext_lazy("Name or abbreviation"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *InstitutionKind.choices],
    )


class PlaceForm(forms.Form):
    """Finding a municipality, also by one of its parts."""

    q = forms.CharField(label=gettext_lazy("Municipality, town or parish"), required=False, max_length=200)


class CalendarDayForm(forms.Form):
    """A day that differs from the ordinary week."""

    date = forms.DateField(label=gettext_lazy("Date"), widget=DateInput)
    kind = forms.ChoiceField(label=gettext_lazy("What it becomes"), choices=CalendarDayKind.choices)
    source = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )


class CalendarYearForm(forms.Form):
    """That a year's moved days are complete."""

    source = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )


class LegalParameterForm(forms.Form):
    """A number that the law leaves to the institution."""

    rule_id = forms.ChoiceField(label=gettext_lazy("Rule"))
    value = forms.IntegerField(label=gettext_lazy("Number"), min_value=1, max_value=100_000)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    source = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    valid_from = forms.DateField(label=gettext_lazy("In force from"), widget=DateInput)
    valid_to = forms.DateField(
        label=gettext_lazy("In force to"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("Leave empty while no end is known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "lv"
        rules = RuleBook.load().open_rules()
        self.fields["rule_id"].choices = [  # type: ignore[attr-defined]
            (rule.id, f"{rule.words.in_language(language)} ({rule.article_name(language)})") for rule in rules
        ]
        units = dict.fromkeys(unit for rule in rules for unit in units_of(rule))
        self.fields["unit"].choices = [(unit, unit_name(unit, language)) for unit in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "rule_id" in cleaned and cleaned.get("unit") not in units_of(RuleBook.load().rule(cleaned["rule_id"])):
            self.add_error("unit", _("This rule is not counted in this unit."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day comes before the first."))
        return cleaned


def unit_name(unit: str, language: str) -> str:
    """“days”, “darbdienas”, “signatures”."""
    return MANY[Unit(unit)].in_language(language) if unit in list(Unit) else _("signatures")
