"""Forms of the account and of the staff pages. Days are whole days in Riga; a last day is included."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.design.forms import DateInput
from balss.people.models import ROLE_NAMES, Account
from balss.shared.permissions import Role, scopes


class StaffField(forms.ModelChoiceField[Account]):
    """One of the accounts given, shown by name and address."""

    def label_from_instance(self, obj: Account) -> str:
        return f"{obj.person.name} ({obj.email})" if obj.person.name else obj.email


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("As others see it beside what you report or answer."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of letters to you"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    """A form that offers the roles that its user may give."""

    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ChoiceField(
        label=_("For what"),
        required=False,
        help_text=_("An official may be limited to one kind of work; other roles always have all of theirs."),
    )

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            ("", _("all work of the institution")),
            *((scope.room, scope.label) for scope in scopes),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("scope") and cleaned.get("role") != Role.OFFICIAL.value:
            self.add_error("scope", _("Only the role of an official can be limited. Choose all work."))
        return cleaned


class InvitationForm(RoleForm):
    field_order = ("email", "role", "scope", "last_day")
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput(), help_text=_("Empty: until you end the role.")
    )


class PeriodForm(forms.Form):
    """Somebody of the staff, for some days."""

    account = StaffField(label=pgettext_lazy("staff", "Who"), queryset=Account.objects.none(), empty_label=_("Choose"))
    first_day = forms.DateField(label=_("First day"), widget=DateInput())
    last_day = forms.DateField(label=_("Last day"), widget=DateInput())

    def __init__(self, *args: Any, staff: QuerySet[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["account"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day") or self.today, cleaned.get("last_day")
        if first < self.today:
            self.add_error("first_day", _("A role cannot begin in the past."))
        if last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned


class DeputyForm(PeriodForm):
    """Who stands in for the holder of a role, and when."""


class GrantForm(PeriodForm, RoleForm):
    """Another role for somebody who works at the institution already."""

    first_day = forms.DateField(
        label=_("First day"), required=False, widget=DateInput(), help_text=_("Empty: from now on.")
    )
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput(), help_text=_("Empty: until you end the role.")
    )
    field_order = ("account", "role", "scope", "first_day", "last_day")


class EraseForm(forms.Form):
    understood = forms.BooleanField(label=_("I understand that this cannot be undone"))


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment of the day after."""
    return start_of(day + timedelta(days=1))
