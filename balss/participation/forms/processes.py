"""What officials fill in of a process: its words, timeline and documents. Empty fields are asked for at publishing."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.design.forms import DateInput, RowsField, sentence_labels
from balss.participation.forms.sections import Section, section
from balss.participation.models import Document, Process
from balss.participation.services import StageContent
from balss.places.models import Audience, Institution, Territory, Topic
from balss.places.queries import territories_for
from balss.plan.models import Measure
from balss.shared.files import FileRefused
from balss.shared.files.services import check

LISTS = ("topics", "territories", "audiences")
SPARE_STAGES = 3  # empty rows below those that are filled


class PlacesField(RowsField):
    """Places by the names of the day."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, institution: Institution, *, on: date) -> None:
        versions = territories_for(institution, on=on)
        self.queryset = Territory.objects.filter(pk__in=[version.territory_id for version in versions])
        self.widget.choices = [(version.territory_id, version.name) for version in versions]


class MeasureField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.key} {obj.name}"[:140]


class ProcessForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    measure = MeasureField(
        label=gettext_lazy("measure of the plan"),
        queryset=Measure.objects.standing(),
        required=False,
        help_text=gettext_lazy("Choose it where the process carries out a promise of the plan; then it counts for it."),
    )
    topics = RowsField(
        label=gettext_lazy("topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    territories = PlacesField(label=gettext_lazy("places"), queryset=Territory.objects.none(), required=False)
    audiences = RowsField(
        label=gettext_lazy("groups of people"),
        queryset=Audience.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Process
        fields = (
            "title", "summary", "decided_by", "legal_ground", "can_change", "cannot_change", "affected", "example",
            "method", "measure", "topics", "territories", "audiences",
        )  # fmt: skip
        help_texts = {
            "title": gettext_lazy("As people would say it: “Rebuilding of Skolas iela”."),
            "summary": gettext_lazy(
                "What is being decided and why, in a few short sentences without official language."
            ),
            "decided_by": gettext_lazy("For example: the council of the municipality, the Cabinet."),
            "can_change": gettext_lazy("Name what people's views can really change."),
            "cannot_change": gettext_lazy("And what is settled, so that nobody speaks in vain."),
        }

    def __init__(self, *args: Any, institution: Institution, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        places = self.fields["territories"]
        assert isinstance(places, PlacesField)  # noqa: S101  (declared above)
        places.offer(institution, on=on)
        sentence_labels(self)

    @property
    def alone(self) -> list[forms.BaseForm]:
        return [self]

    def sections(self) -> list[Section]:
        return [
            section(self, gettext_lazy("What is being decided"), "title", "summary", "decided_by", "legal_ground"),
            section(self, gettext_lazy("What people can influence"), "can_change", "cannot_change", "affected"),
            section(self, gettext_lazy("Topics, places and groups"), *LISTS, is_folded=True),
            section(self, gettext_lazy("What it counts for in the plan"), "measure", "example", "method"),
        ]

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StageForm(forms.Form):
    """One step; an empty title takes the step away."""

    title = forms.CharField(label=gettext_lazy("Step"), max_length=200, required=False)
    text = forms.CharField(
        label=gettext_lazy("What happens"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    start_date = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    end_date = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day comes before the first."))
        if not cleaned.get("title") and any(cleaned.values()):
            self.add_error("title", _("Give the step a name."))
        return cleaned


StageForms = forms.formset_factory(StageForm, extra=SPARE_STAGES, max_num=30, absolute_max=60)


def stage_contents(forms_: Any) -> list[StageContent]:
    """The filled steps of a valid set of forms, in their order."""
    return [StageContent(**form.cleaned_data) for form in forms_ if form.cleaned_data.get("title")]


class DocumentForm(forms.Form):
    """A document with a version: of a new one the title, of a known one which it is."""

    document = forms.ModelChoiceField(
        label=gettext_lazy("Document"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new document"),
        help_text=gettext_lazy("Choose a document to add its next version; earlier ones stay readable."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Document.Kind.choices)
    title = forms.CharField(label=gettext_lazy("Title of a new document"), max_length=200, required=False)
    upload = forms.FileField(label=gettext_lazy("File"), required=False)
    address = forms.URLField(
        label=gettext_lazy("or its address"), required=False, max_length=1000, assume_scheme="https"
    )
    changes = forms.CharField(
        label=gettext_lazy("What changed since the version before"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, process: Process, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["document"].queryset = process.documents.all()  # type: ignore[attr-defined]

    def clean_upload(self) -> File[Any] | None:
        upload: File[Any] | None = self.cleaned_data.get("upload")
        if upload is not None:
            try:
                check(upload, upload.name or "")
            except FileRefused as refused:
                raise forms.ValidationError(refused.message) from refused
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("document") and not cleaned.get("title"):
            self.add_error("title", _("Give the document a title."))
        if "upload" not in self.errors and not cleaned.get("upload") and not cleaned.get("address"):
            self.add_error("upload", _("Add a file, or give the address of the document."))
        return cleaned


class ReasonForm(forms.Form):
    """Why something is stopped or withdrawn; people read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody will be able to read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
