"""Choosing what to follow, how often, and by which address."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.notices.models import Rhythm, Weekday
from balss.notices.services.following import Wishes

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


class StopForm(forms.Form):
    """Stopping all news."""

    reason = forms.CharField(
        label=_("Why all news is stopped"), help_text=_("Everybody can read it in the ledger."), max_length=300
    )
