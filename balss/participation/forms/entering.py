"""What staff fill in for somebody who spoke otherwise than online."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy

from balss.design.forms import DateInput
from balss.participation.forms.saying import WordsForm
from balss.participation.models import Channel
from balss.shared.files import FileRefused
from balss.shared.files.services import check

ENTERED = [(channel.value, channel.label) for channel in Channel if channel != Channel.ONLINE]


class EnterForm(WordsForm):
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("How did it come?"), choices=ENTERED, widget=forms.RadioSelect)
    received_date = forms.DateField(label=gettext_lazy("When did it come?"), widget=DateInput)
    original = forms.FileField(
        label=gettext_lazy("The original"),
        required=False,
        help_text=gettext_lazy(
            "The letter scanned or photographed, or the message as it came. Only the institution opens it."
        ),
    )
    read_back = forms.BooleanField(
        label=gettext_lazy("I read what I wrote down back to the person, and they agreed"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, is_reply=False, **options)
        self.fields["text"].label = gettext_lazy("What was said, word for word")
        self.fields["text"].help_text = ""
        self.fields["name"].label = gettext_lazy("Name of the person")
        self.fields["shown"].help_text = gettext_lazy("Ask the person; without an answer, initials.")
        self.fields["email"].help_text = gettext_lazy("If given: the answer is sent there.")

    def clean_original(self) -> File[Any] | None:
        upload: File[Any] | None = self.cleaned_data.get("original")
        if upload is not None:
            try:
                check(upload, upload.name or "")
            except FileRefused as refused:
                raise forms.ValidationError(refused.message) from refused
        return upload

    @property
    def how_it_came(self) -> list[forms.BoundField]:
        return self._bound("channel", "received_date", "original", "read_back")
