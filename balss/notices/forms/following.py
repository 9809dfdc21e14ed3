"""Choosing what to follow, how often, and by which address."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.core.personal_code import NotAPersonalCode, PersonalCode, read_personal_code
from balss.notices.models import Rhythm, Weekday
from balss.notices.services.following import Wishes
from balss.notices.services.return_path import is_sendable
from balss.places.models import Institution

LONGEST_SOUGHT = 100  # characters of a name that somebody looks for


class WishesForm(forms.Form):
    """How often and on which day; the day counts for weekly letters alone."""

    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Rhythm.choices, initial=Rhythm.WEEKLY, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of weekly letters"), choices=Weekday.choices, initial=Weekday.MONDAY, coerce=int
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)

    def wishes(self) -> Wishes:
        cleaned = self.cleaned_data
        return Wishes(Rhythm(cleaned["rhythm"]), Weekday(cleaned["weekday"]), cleaned["language"])


class FollowForm(WishesForm):
    """An address that wants to be told, for who is not signed in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You get a letter there and confirm that it is yours."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "rhythm", "weekday", "language")

    def __init__(self, data: Any = None, *, language: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"language": language} | (initial or {}))

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        if not is_sendable(address):
            raise forms.ValidationError(_("No mail server takes this address. Look whether it is written right."))
        return address


class StopForm(forms.Form):
    """Stopping all news."""

    reason = forms.CharField(
        label=_("Why all news is stopped"), help_text=_("Everybody can read it in the ledger."), max_length=300
    )


class InstitutionByName(forms.ModelChoiceField[Institution]):
    """Institutions by the name that they bear on a day."""

    day: date

    def label_from_instance(self, obj: Institution) -> str:
        return str(obj.name_on(self.day))


class OfficialForm(forms.Form):
    """Agreeing to get what one institution has for oneself at the official e-address."""

    institution = InstitutionByName(label=_("From which institution"), queryset=Institution.objects.none())
    code = forms.CharField(
        label=_("Your personal code"),
        help_text=_(
            "It is your official e-address. We compare it with your sign-in, seal it for the institution and do not "
            "keep it readable."
        ),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    news = forms.BooleanField(label=_("Also news of what I follow, instead of e-mail"), required=False)
    agree = forms.BooleanField(
        label=_("I agree that the institution sends answers and decisions on my own matters to my official e-address"),
    )

    def __init__(self, data: Any, *, institutions: list[Institution], day: date) -> None:
        super().__init__(data)
        choice: Any = self.fields["institution"]
        choice.day = day
        choice.queryset = Institution.objects.filter(pk__in=[each.pk for each in institutions]).prefetch_related(
            "names"
        )
        if len(institutions) == 1:
            choice.initial = institutions[0].pk

    def clean_code(self) -> PersonalCode:
        try:
            return read_personal_code(self.cleaned_data["code"])
        except NotAPersonalCode:
            raise forms.ValidationError(
                _("A personal code has eleven digits, for example 010190-12345. Look whether one is missing or wrong.")
            ) from None
