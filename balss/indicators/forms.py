"""What the coordinator fills in: a value with its document, a correction, a coming wave."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files import File
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from balss.core.period import NotAPeriod, parse_period
from balss.indicators.models import Area, Confidence, Observation, Series, Wave
from balss.indicators.models.words import date_words
from balss.indicators.services import Figure
from balss.shared.files import FileRefused
from balss.shared.files.services import check


class FigureForm(forms.Form):
    """A value and where it was read. Numbers may be written with a comma or a point."""

    value = forms.DecimalField(
        label=_("Value, per cent"),
        help_text=_("As it stands in the document, for example 28,7."),
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=6,
        decimal_places=3,
        localize=True,
    )
    document_title = forms.CharField(
        label=_("Document"), help_text=_("Title of the publication in which you read the value."), max_length=300
    )
    document_url = forms.URLField(
        label=_("Address of the document"), required=False, max_length=500, assume_scheme="https"
    )
    document_file = forms.FileField(
        label=_("The document as a file"),
        help_text=_("When it has no address; the file will be public."),
        required=False,
    )
    base = forms.IntegerField(
        label=_("How many answered"), help_text=_("Only if the document says so."), required=False, min_value=1
    )
    margin = forms.DecimalField(
        label=_("Margin of error, percentage points"),
        help_text=_("Only if the document says so."),
        required=False,
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(Decimal("0.001"))],
        localize=True,
    )
    confidence = forms.ChoiceField(
        label=_("How sure is the reading?"), choices=Confidence.choices, widget=forms.RadioSelect
    )

    def clean_document_file(self) -> File[bytes] | None:
        upload: File[bytes] | None = self.cleaned_data["document_file"]
        if upload is not None:
            try:
                check(upload, upload.name or "")
            except FileRefused as error:
                raise forms.ValidationError(error.message) from error
        return upload

    def figure(self) -> Figure:
        data = self.cleaned_data
        return Figure(
            value=data["value"],
            document_title=data["document_title"],
            document_url=data["document_url"],
            document_file=data["document_file"],
            base=data["base"],
            margin=data["margin"],
            confidence=Confidence(data["confidence"]),
        )


class RecordForm(FigureForm):
    """The first value of a series in a wave, for Latvia or an average."""

    area = forms.ChoiceField(label=_("Whose value"), choices=Area.choices, initial=Area.LATVIA)

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waves = Wave.objects.filter(source=series.question.source).order_by("-period", "id")
        self.fields["wave"] = forms.ModelChoiceField(label=_("Wave"), queryset=waves)
        self.order_fields(["wave", "area"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["document_url"] and not cleaned["document_file"]:
            self.add_error("document_url", _("Give the address of the document or attach it as a file."))
        return cleaned


class CorrectForm(FigureForm):
    """A new value in place of one in force, or none: then the value is withdrawn."""

    is_withdrawn = forms.BooleanField(
        label=_("Withdraw the value"),
        help_text=_("The document has no such value; nothing takes its place."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Published beside the old value, which stays readable."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any) -> None:
        document = observation.document
        kwargs["initial"] = {
            "value": observation.value,
            "document_title": document.title,
            "document_url": document.url,
            "base": observation.base,
            "margin": observation.margin,
            "confidence": observation.confidence,
        }
        super().__init__(*args, **kwargs)
        self.fields["value"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_withdrawn"):
            cleaned["value"] = None
        elif cleaned.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Write the right value, or mark that the value is withdrawn."))
        return cleaned


class WaveForm(forms.Form):
    """A wave that a source will publish or has published."""

    period = forms.CharField(
        label=_("What time it speaks of"),
        help_text=_("A year, half, season or month: 2027, 2027-H1, 2027-spring or 2027-10."),
        max_length=12,
    )
    name_lv = forms.CharField(label=_("Name in Latvian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    fieldwork_lv = forms.CharField(label=_("When people are asked, in Latvian"), required=False, max_length=100)
    fieldwork_en = forms.CharField(label=_("When people are asked, in English"), required=False, max_length=100)
    published = forms.CharField(
        label=_("Published"),
        help_text=_("As exactly as it is known: 2028, 2028-03 or 2028-03-14."),
        required=False,
        max_length=10,
    )

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"]
        try:
            parse_period(period)
        except NotAPeriod as error:
            raise forms.ValidationError(
                _("Write a year, half, season or month: 2027, 2027-H1, 2027-spring or 2027-10.")
            ) from error
        return period

    def clean_published(self) -> str:
        published: str = self.cleaned_data["published"]
        try:
            date_words(published)
        except NotAPeriod as error:
            raise forms.ValidationError(_("Write a year, a month or a day: 2028, 2028-03 or 2028-03-14.")) from error
        return published
