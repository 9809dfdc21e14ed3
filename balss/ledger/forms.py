"""Searching the ledger, and handing in a receipt to be checked."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.core.chain.receipt import MalformedReceipt, Part, Receipt, read_receipt
from balss.design.forms import DateInput
from balss.ledger.queries.entries import recorded_actions
from balss.shared.deeds import deeds

LARGEST_RECEIPT_BYTES = 500_000


WHAT_IS_WRONG = {
    Part.JSON: _("This is not a receipt of the ledger: it is not JSON. A part may have been lost in copying."),
    Part.FORMAT: _("This is not a receipt of the ledger: it is JSON of another kind."),
    Part.ENTRY: _("The receipt is damaged: its part “entry” is missing or not as it should be."),
    Part.CONTENT: _("The receipt is damaged: its part “content” is not as it should be."),
    Part.PROOF: _("The receipt is damaged: its part “proof” is not as it should be."),
}


class EntrySearch(forms.Form):
    """What narrows the list. `subject` is `kind:id` or a kind alone, as links to this page write it."""

    action = forms.ChoiceField(label=_("What was done"), required=False)
    subject = forms.CharField(
        label=_("About what"),
        help_text=_("Kind, or kind and number: plan.Measure:7"),
        required=False,
        max_length=201,
    )
    since = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=DateInput)
    until = forms.DateField(label=pgettext_lazy("day", "Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, deeds[name].label if name in deeds else name) for name in recorded_actions()]
        action = self.fields["action"]
        assert isinstance(action, forms.ChoiceField)  # noqa: S101  declared above
        action.choices = [("", _("Everything")), *choices]

    def conditions(self) -> dict[str, Any]:
        """For `queries.find_entries`; a field filled in wrongly does not narrow (the form says what is wrong)."""
        self.is_valid()
        filled = dict(self.cleaned_data)
        kind, _separator, subject_id = filled.pop("subject", "").partition(":")
        return {**filled, "kind": kind, "subject_id": subject_id}


class ReceiptForm(forms.Form):
    """A receipt, pasted or as a file."""

    text = forms.CharField(
        label=_("The receipt's text"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        max_length=LARGEST_RECEIPT_BYTES,
    )
    file = forms.FileField(label=_("Or the receipt as a file"), required=False)

    def clean_file(self) -> str:
        """The file's text."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size is None or file.size > LARGEST_RECEIPT_BYTES:
            raise forms.ValidationError(_("The file is larger than any receipt (500 KB)."))
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not text in UTF-8, so it is no receipt.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        text = cleaned["file"] or cleaned["text"]
        if not text.strip():
            raise forms.ValidationError(_("Paste a receipt or choose its file."))
        cleaned["receipt"] = _read(text)
        return cleaned


def _read(text: str) -> Receipt:
    try:
        return read_receipt(text)
    except MalformedReceipt as error:
        raise forms.ValidationError(WHAT_IS_WRONG[error.part]) from None
