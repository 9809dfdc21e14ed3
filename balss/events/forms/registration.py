"""Asking for a place: by oneself, and for somebody who called or wrote."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.events.models import Channel, Event, Form
from balss.events.services import Attendee
from balss.places.models import Audience


class RegistrationForm(forms.Form):
    """`email` is asked of guests alone: who is signed in registers with the address of the account."""

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You get a letter there and confirm that it is yours. News of the event comes there too."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    way = forms.ChoiceField(label=_("How you take part"), widget=forms.RadioSelect)
    organisation = forms.CharField(
        label=_("Organisation"),
        help_text=_("If you come for one."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    audience = forms.ModelChoiceField(
        label=_("The group you belong to, if you want to say"),
        help_text=_("Only counted: it helps to see whom we have not reached."),
        queryset=Audience.objects.all(),
        required=False,
        empty_label=_("not said"),
    )
    needs = forms.CharField(
        label=_("What you need to take part"),
        help_text=_("For example sign language or a place for a wheelchair. The organiser alone reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, event: Event, is_guest: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_guest:
            del self.fields["email"]
        if event.form != Form.HYBRID:
            del self.fields["way"]
        else:
            ways = [(each.value, each.label) for each in (Form.ONSITE, Form.ONLINE)]
            self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.kept_days = settings.EVENT_REGISTRATION_DAYS

    def attendee(self, *, language: str) -> Attendee:
        cleaned = self.cleaned_data
        return Attendee(
            name=cleaned["name"],
            email=cleaned.get("email", "").lower(),
            phone=cleaned.get("phone", ""),
            organisation=cleaned["organisation"],
            audience=cleaned["audience"],
            needs=cleaned["needs"],
            is_online=cleaned.get("way") == Form.ONLINE,
            language=language,
        )


class DeskForm(RegistrationForm):
    """What staff enter for somebody; an e-mail address is not needed."""

    channel = forms.ChoiceField(
        label=_("How they registered"),
        choices=[(each.value, each.label) for each in (Channel.PHONE, Channel.PAPER, Channel.DOOR)],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("If there is one, letters go there."), required=False
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)

    field_order = ("channel", "name", "phone", "email", "way", "organisation", "audience", "needs")

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, event=event, is_guest=True, **options)
        self.fields["audience"].label = _("Group, if they said it")
        self.fields["needs"].label = _("What they need to take part")
        self.fields["organisation"].help_text = ""
        for name in ("name", "organisation"):
            self.fields[name].widget.attrs.pop("autocomplete", None)
