"""What coordinators and institutions' administrators fill in."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from balss.core.alphabet import latvian_order
from balss.core.calendar import rule_book
from balss.core.calendar.periods import MANY, Unit
from balss.design.forms import DateInput, DayField
from balss.places.models import CalendarDayKind, Institution, InstitutionKind
from balss.places.models.institutions import InstitutionQuerySet
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


class InstitutionField(forms.ModelChoiceField[Institution]):
    """One of the institutions given, by its name on a day, in Latvian order; `choose(institutions, day)` fills it."""

    day: dt.date

    def choose(self, institutions: InstitutionQuerySet, day: dt.date) -> None:
        self.day = day
        self.queryset = institutions
        named = institutions.prefetch_related("names")
        ordered = sorted(named, key=lambda each: latvian_order(str(each.name_on(day))))
        self.choices = [("", _("Choose")), *((each.pk, str(each.name_on(day))) for each in ordered)]


class RenameForm(forms.Form):
    """A new official name from a day on."""

    lv = forms.CharField(label=gettext_lazy("New name in Latvian"), max_length=300)
    en = forms.CharField(label=gettext_lazy("New name in English"), max_length=300, required=False)
    effective_date = DayField(
        label=gettext_lazy("From which day"), help_text=gettext_lazy("The first day of the new name.")
    )
    basis = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)


class MergeForm(forms.Form):
    """Who takes over what, from a day on."""

    successor = InstitutionField(label=gettext_lazy("Who takes over"), queryset=Institution.objects.none())
    scope = forms.CharField(
        label=gettext_lazy("Which part"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Empty: everything, and this institution ends. Where several take over, give the parts to the others "
            "first, one after the other, and all the rest to the last."
        ),
    )
    effective_date = DayField(
        label=gettext_lazy("From which day"), help_text=gettext_lazy("The first day of the new order.")
    )
    basis = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)

    def __init__(self, *args: Any, institutions: InstitutionQuerySet, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        assert isinstance(successor, InstitutionField)  # noqa: S101  (declared above)
        successor.choose(institutions, day)


class CloseForm(forms.Form):
    """The last day of an institution that nobody takes over."""

    last_day = DayField(label=gettext_lazy("Last day"))
    basis = forms.CharField(label=gettext_lazy("Source"), help_text=SOURCE_HELP, max_length=1000)


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
    valid_from = DayField(label=gettext_lazy("In force from"))
    valid_to = forms.DateField(
        label=gettext_lazy("In force to"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("Leave empty while no end is known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "lv"
        rules = rule_book().open_rules()
        self.fields["rule_id"].choices = [  # type: ignore[attr-defined]
            (rule.id, f"{rule.words.in_language(language)} ({rule.article_name(language)})") for rule in rules
        ]
        units = dict.fromkeys(unit for rule in rules for unit in units_of(rule))
        self.fields["unit"].choices = [(unit, unit_name(unit, language)) for unit in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "rule_id" in cleaned and cleaned.get("unit") not in units_of(rule_book().rule(cleaned["rule_id"])):
            self.add_error("unit", _("This rule is not counted in this unit."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day comes before the first."))
        return cleaned


def unit_name(unit: str, language: str) -> str:
    """“days”, “darbdienas”, “signatures”."""
    return MANY[Unit(unit)].in_language(language) if unit in list(Unit) else _("signatures")
