"""The form of a draft: the fields of `services.progress.content`, each with the words it began from hidden beside it,
so that what two people changed can be told apart. Nothing has to be filled in to save."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from balss.design.forms import DateInput
from balss.plan.models import ProgressReport
from balss.plan.services.progress import Slot
from balss.shared.files import FileRefused
from balss.shared.files.services import check

LARGEST_NUMBER = Decimal(10) ** 14
SPACES = str.maketrans("", "", " \u00a0\u202f")  # plain, no-break and narrow no-break


class NumberField(forms.CharField):
    """A number of at least zero with up to four decimals, written as in Latvian or English: “1 250,5”, “1250.5”."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        written = str(value or "").translate(SPACES).replace(",", ".")
        if not written:
            return None
        try:
            number = Decimal(written)
        except InvalidOperation:
            raise forms.ValidationError(_("Write a number here, such as 12 or 12,5, and the rest in words.")) from None
        if not number.is_finite() or not 0 <= number < LARGEST_NUMBER or number != round(number, 4):
            raise forms.ValidationError(_("Write a number of at least 0 with at most four decimals."))
        return number

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return number_format(value.normalize() if value else Decimal(0), use_l10n=True, force_grouping=False)


class ReportForm(forms.Form):
    """`content` is what was typed, without the fields that cannot be understood; `base` what the typing began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.TypedChoiceField(
        label=_("Status"),
        help_text=_("How your institution itself sees its work on the measure."),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    as_of_date = forms.DateField(
        label=_("As of"),
        help_text=_("The day that the report describes."),
        required=False,
        widget=DateInput,
        show_hidden_initial=True,
    )
    text = forms.CharField(
        label=_("What has been done"),
        help_text=_(
            "Plainly, for a reader who does not know your institution: what, when, for whom, with what result."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        show_hidden_initial=True,
    )
    obstacles = forms.CharField(
        label=_("What stands in the way"),
        help_text=_("If something is late or will not be done: why, and what happens next."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        show_hidden_initial=True,
    )

    def __init__(self, *args: Any, report: ProgressReport, slots: Iterable[Slot], **options: Any) -> None:
        super().__init__(*args, **options)
        self.report, self.slots = report, list(slots)
        statuses = report.measure.plan.statuses.filter(is_offered=True)
        status = self.fields["status"]
        assert isinstance(status, forms.TypedChoiceField)  # noqa: S101  (declared above)
        status.choices = [(each.pk, str(each.name)) for each in statuses]
        for slot in self.slots:
            self._add(slot)

    def _add(self, slot: Slot) -> None:
        self.fields |= {
            slot.field("number"): NumberField(label=_("Number"), show_hidden_initial=True),
            slot.field("text"): forms.CharField(
                label=_("In words"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                show_hidden_initial=True,
            ),
            slot.field("address"): forms.URLField(
                label=_("Address that shows it"),
                required=False,
                max_length=1000,
                assume_scheme="https",
                show_hidden_initial=True,
            ),
            slot.field("upload"): forms.FileField(
                label=_("Document that shows it"),
                help_text=_("PDF, Word, Excel, OpenDocument, text or picture, at most 25 MB."),
                required=False,
            ),
            slot.field("remove"): forms.BooleanField(label=_("Take the document away"), required=False),
            slot.field("document"): forms.IntegerField(widget=forms.HiddenInput, required=False),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for slot in self.slots:
            upload = cleaned.get(slot.field("upload"))
            if isinstance(upload, UploadedFile):
                try:
                    check(upload, upload.name or "")
                except FileRefused as refused:
                    self.add_error(slot.field("upload"), refused.message)
        return cleaned

    @property
    def typed_fields(self) -> list[str]:
        """Names of the fields that carry their beginning beside them."""
        return [name for name, field in self.fields.items() if field.show_hidden_initial]

    @property
    def content(self) -> dict[str, Any]:
        """Without documents: see `uploads`. A day taken away stays as it was."""
        content = {name: self.cleaned_data[name] for name in self.typed_fields if name in self.cleaned_data}
        if content.get("as_of_date") is None:
            content.pop("as_of_date", None)
        return {name: _normal(value) for name, value in content.items()}

    @property
    def base(self) -> dict[str, Any]:
        base = {name: self._began_from(name) for name in self.typed_fields}
        base = {name: value for name, value in base.items() if not isinstance(value, forms.ValidationError)}
        return base | {slot.field("document"): self.cleaned_data.get(slot.field("document")) for slot in self.slots}

    def _began_from(self, name: str) -> Any:
        field = self.fields[name]
        raw = field.hidden_widget().value_from_datadict(self.data, MultiValueDict(), self.add_initial_prefix(name))
        try:
            return _normal(field.clean(raw))
        except forms.ValidationError as error:
            return error

    @property
    def uploads(self) -> dict[str, File[Any]]:
        """By field of the content, what was chosen to be attached."""
        chosen = {slot.field("document"): self.cleaned_data.get(slot.field("upload")) for slot in self.slots}
        return {name: upload for name, upload in chosen.items() if upload}

    @property
    def removed(self) -> dict[str, None]:
        return {slot.field("document"): None for slot in self.slots if self.cleaned_data.get(slot.field("remove"))}

    def typed_onto(self, saved: dict[str, Any], version: int, *, taken: Iterable[str] = ()) -> "ReportForm":
        """The same words, now begun from what is saved: for showing them again. `taken` fields show what is saved."""
        fresh = ReportForm(report=self.report, slots=self.slots, initial={**saved, "version": version})
        data = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        data["version"] = str(version)
        for name in [*self.typed_fields, *(slot.field("document") for slot in self.slots)]:
            began = fresh[name].value()
            began = "" if began is None else str(began)
            data[self.add_initial_prefix(name)] = began
            if name in taken or name not in self.typed_fields:
                data[name] = began
        return ReportForm(data=data, report=self.report, slots=self.slots, initial=fresh.initial)


def _normal(value: Any) -> Any:
    """Browsers send lines ending in CR LF whatever was there before."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
