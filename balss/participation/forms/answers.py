"""What officials fill in of an answer, of the outcome report, and of a decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from balss.design.forms import DateInput, RowsField, sentence_labels
from balss.participation.forms.processes import MeasureField, PlacesField
from balss.participation.forms.sections import Section, section
from balss.participation.models import Decision, DecisionUpdate, OutcomeReport, Process, Response, Telling
from balss.participation.services.answers import Answer, Changed
from balss.places.models import Audience, Institution, Territory
from balss.plan.models import Measure
from balss.shared.change_targets import change_targets

NOTHING_CHANGED = ""


class ResponseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(
        label=gettext_lazy("What became of it"), choices=Response.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("In plain words, to the person who asked. It is public, and sent to each of them."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    theme = forms.CharField(
        label=gettext_lazy("Theme"),
        help_text=gettext_lazy("One or two words; the outcome report groups by them."),
        max_length=100,
        required=False,
    )
    change = forms.ChoiceField(
        label=gettext_lazy("What changed because of it"),
        help_text=gettext_lazy("The very version of the document, decision or event, where something did."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What exactly changed there"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, institution: Institution, **options: Any) -> None:
        super().__init__(*args, **options)
        offered: list[tuple[str, Any]] = [(NOTHING_CHANGED, gettext_lazy("nothing yet"))]
        for kind in change_targets:
            found = [(f"{kind.name}:{target.id}", target.label) for target in kind.offer(institution.pk)]
            if found:
                offered.append((str(kind.label).capitalize(), found))
        self.fields["change"].choices = offered  # type: ignore[attr-defined]

    @property
    def answer(self) -> Answer:
        cleaned = self.cleaned_data
        name, _colon, target_id = cleaned["change"].partition(":")
        changes = (Changed(name, target_id, cleaned["note"]),) if target_id else ()
        return Answer(cleaned["verdict"], cleaned["reason"], cleaned["theme"], changes)


def said_of(response: Response) -> dict[str, Any]:
    """What the form shows of an answer that is there; of the correction, where one waits."""
    if response.correction is not None:
        answer = Answer.read(response.correction)
        change = answer.changes[0] if answer.changes else None
        return {
            "version": response.version, "verdict": answer.verdict, "reason": answer.reason, "theme": answer.theme,
            "change": f"{change.target}:{change.target_id}" if change else NOTHING_CHANGED,
            "note": change.note if change else "",
        }  # fmt: skip
    link = response.changes.first()
    return {
        "version": response.version, "verdict": response.verdict, "reason": response.reason, "theme": response.theme,
        "change": f"{link.target}:{link.target_id}" if link else NOTHING_CHANGED, "note": link.note if link else "",
    }  # fmt: skip


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = OutcomeReport
        fields = ("introduction", "said", "changed", "unchanged", "next_steps", "approved_date")
        widgets = {"approved_date": DateInput}
        help_texts = {
            "introduction": gettext_lazy("The question, when and how people could answer it."),
            "said": gettext_lazy(
                "By theme, so that each finds the own view again. The figures are added by themselves."
            ),
            "changed": gettext_lazy("With a link to the words that changed."),
            "approved_date": gettext_lazy(
                "For a public discussion: when the council or its body approved the summary."
            ),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("introduction", "said", "changed", "unchanged", "next_steps"):
            self.fields[name].widget.attrs["rows"] = 5
        sentence_labels(self)

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    process = forms.ModelChoiceField(
        label=gettext_lazy("process that it ends"), queryset=Process.objects.none(), required=False
    )
    measure = MeasureField(
        label=gettext_lazy("measure of the plan"), queryset=Measure.objects.standing(), required=False
    )
    address = forms.URLField(
        label=gettext_lazy("address of the document"), required=False, max_length=1000, assume_scheme="https"
    )
    audiences = RowsField(
        label=gettext_lazy("groups of people"),
        queryset=Audience.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = PlacesField(label=gettext_lazy("places"), queryset=Territory.objects.none(), required=False)

    class Meta:
        model = Decision
        fields = (
            "title", "text", "affected", "decided_by", "decided_date", "in_force_date", "address", "how_to_contest",
            "process", "measure", "audiences", "territories",
        )  # fmt: skip
        widgets = {"decided_date": DateInput, "in_force_date": DateInput}
        help_texts = {
            "text": gettext_lazy("As you would tell a neighbour: what changes, for whom, from when."),
            "affected": gettext_lazy("Who has to do something differently, or gets something."),
            "how_to_contest": gettext_lazy("Where, by when, how; or that it cannot be contested, and why."),
        }

    def __init__(self, *args: Any, institution: Institution, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        places = self.fields["territories"]
        assert isinstance(places, PlacesField)  # noqa: S101  (declared above)
        places.offer(institution, on=on)
        own = Process.objects.public().filter(institution=institution)
        self.fields["process"].queryset = own  # type: ignore[attr-defined]
        sentence_labels(self)

    @property
    def alone(self) -> list[forms.BaseForm]:
        return [self]

    def sections(self) -> list[Section]:
        whom = gettext_lazy("Places and groups")
        return [
            section(self, gettext_lazy("What was decided"), "title", "text", "affected"),
            section(
                self, gettext_lazy("Who decided, and when"), "decided_by", "decided_date", "in_force_date", "address"
            ),
            section(self, gettext_lazy("If somebody does not agree"), "how_to_contest"),
            section(self, whom, "territories", "audiences", is_folded=True),
            section(self, gettext_lazy("What it belongs to"), "process", "measure"),
        ]

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class TellingForm(forms.ModelForm):  # type: ignore[type-arg]
    address = forms.URLField(label=gettext_lazy("address"), required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = Telling
        fields = ("channel", "told_date", "address", "note")
        widgets = {"told_date": DateInput}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class UpdateForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = DecisionUpdate
        fields = ("progress", "as_of_date", "text")
        widgets = {"as_of_date": DateInput, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)
