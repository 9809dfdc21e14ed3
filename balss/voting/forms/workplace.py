"""What officials fill in: lists of voters, the code in a document, urns and their papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.core.personal_code import NotAPersonalCode, PersonalCode, read_personal_code
from balss.core.vote.paper import NotABallot, Paper, Way
from balss.core.vote.sheet import Kind, Sheet
from balss.design.forms import DateInput
from balss.voting.forms.ballot import fault_words
from balss.voting.models import LateAddition

LONGEST_READING = 4_000


class PersonalCodeField(forms.CharField):
    """Eleven digits, cleaned to a `PersonalCode`, which prints as stars."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "numeric"})
        usual: dict[str, Any] = {"label": gettext_lazy("Personal code"), "max_length": 20, "widget": widget}
        super().__init__(**usual | options)

    def clean(self, value: Any) -> PersonalCode:
        try:
            return read_personal_code(super().clean(value))
        except NotAPersonalCode:
            raise forms.ValidationError(
                _("This is no valid personal code. Read it from the document once more: eleven digits.")
            ) from None


class ListForm(forms.Form):
    snapshot_date = forms.DateField(
        label=gettext_lazy("The list is as of"), widget=DateInput(),
        help_text=gettext_lazy("The day on which these people were declared in the municipality."),
    )  # fmt: skip
    unstored_list = forms.FileField(  # `shared.files.uploads.UnstoredUpload`: no personal code goes to a disk
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy(
            "First line: personas_kods;dzimsanas_datums. The date is needed only where the code does not hold it."
        ),
    )

    def clean_unstored_list(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["unstored_list"]
        if (upload.size or 0) > settings.FILE_LARGEST_BYTES:
            raise forms.ValidationError(
                _("The file is too large: at most 25 MB. A CSV file is smaller than a workbook.")
            )
        return upload


class AdditionForm(forms.Form):
    code = PersonalCodeField()
    born = forms.DateField(
        label=gettext_lazy("Date of birth"), widget=DateInput(), required=False,
        help_text=gettext_lazy("Only for codes that begin with 32 to 39."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=LateAddition.Reason.choices, widget=forms.RadioSelect
    )  # fmt: skip


class FindForm(forms.Form):
    code = PersonalCodeField(help_text=gettext_lazy("From the document that the person shows. It is not kept."))


class UrnForm(forms.Form):
    place = forms.CharField(label=gettext_lazy("Where the urn stands"), max_length=200)


class SheetForm(forms.Form):
    """One paper as it is read. `paper` says what a choice may be."""

    kind = forms.ChoiceField(
        label=gettext_lazy("This paper"),
        choices=[
            (Kind.VOTE.value, gettext_lazy("is a vote for the projects below")),
            (Kind.INVALID.value, gettext_lazy("is blank, cannot be read, or chooses what one may not choose")),
            (Kind.MISSING.value, gettext_lazy("was given out and is not among the papers")),
        ],
        initial=Kind.VOTE.value,
        widget=forms.RadioSelect,
    )
    numbers = forms.CharField(
        label=gettext_lazy("Numbers of the projects"), required=False, max_length=LONGEST_READING,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, paper: Paper, read: Sheet | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if read:
            self.initial = {"kind": read.kind.value, "numbers": as_numbers(read)}
        self.paper = paper
        self.fields["numbers"].help_text = {
            Way.POINTS: _("With the points of each: 3:5, 7:2"),
            Way.RANKING: _("In the order of their places, the best first: 7, 3, 12"),
        }.get(paper.way, _("For example: 3, 7"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") != Kind.VOTE:
            if cleaned.get("kind") and cleaned.get("numbers", "").strip():
                self.add_error("numbers", _("Numbers belong to a vote: choose that it is one, or leave them empty."))
            cleaned["sheet"] = Sheet(Kind(cleaned["kind"])) if cleaned.get("kind") else None
            return cleaned
        try:
            cleaned["sheet"] = self._vote(cleaned.get("numbers", ""))
        except NotABallot as error:
            self.add_error("numbers", _as_read(error, self.paper))
        return cleaned

    def _vote(self, text: str) -> Sheet:
        pairs = [each.partition(":") for each in text.replace(";", ",").replace(",", " ").split()]
        given = {id_: int(points) if points.isascii() and points.isdigit() else 0 for id_, _colon, points in pairs}
        choices = tuple(id_ for id_, _colon, _points in pairs)
        if len(given) == len(choices):
            choices = self.paper.in_order(choices)
        points = tuple(given[id_] for id_ in choices) if self.paper.way is Way.POINTS else ()
        self.paper.check(choices, points)
        return Sheet(Kind.VOTE, choices, points)


def as_numbers(sheet: Sheet) -> str:
    """As it is typed: “3, 7”, or “3:5, 7:2”."""
    points = [f":{each}" for each in sheet.points] or [""] * len(sheet.choices)
    return ", ".join(f"{id_}{given}" for id_, given in zip(sheet.choices, points, strict=True))


def _as_read(error: NotABallot, paper: Paper) -> str:
    if error.project and error.fault.value == "unknown":
        return _("There is no project with the number %(number)s on the ballot.") % {"number": error.project}
    return " ".join([fault_words(error, paper), _("If it stands so on the paper, the paper is invalid.")])
