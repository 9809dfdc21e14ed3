"""What officials fill in of an opportunity: the one question first, then when, how, and what becomes of the answers.

Days are asked for and not moments: an opportunity opens at the start of its first day and closes at the end of its
last one, in Riga.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from balss.core.calendar.riga import day_in_riga, start_of_day
from balss.design.forms import DateInput, RowsField
from balss.participation.forms.processes import PlacesField, sentence_labels
from balss.participation.models import Consultation, Opportunity, OpportunityKind, PublicDiscussion
from balss.places.models import Audience, Institution, Territory, Topic

OURS = (
    OpportunityKind.PUBLIC_DISCUSSION, OpportunityKind.OPINION, OpportunityKind.CONSULTATION,
    OpportunityKind.PUBLIC_MEETING, OpportunityKind.IDEAS, OpportunityKind.BURDEN, OpportunityKind.WORKING_GROUP,
    OpportunityKind.PROBLEM,
)  # fmt: skip


class OpportunityForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=[(kind.value, kind.label) for kind in OURS])
    first_date = forms.DateField(
        label=gettext_lazy("first day"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Leave empty to open at the moment of publishing."),
    )
    last_date = forms.DateField(label=gettext_lazy("last day, the whole of it"), required=False, widget=DateInput)
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
    field_order = (
        "kind", "question", "title", "summary", "first_date", "last_date", "what_happens", "answers_by_date", "contact",
        "offline", "topics", "territories", "audiences",
    )  # fmt: skip

    class Meta:
        model = Opportunity
        fields = ("question", "title", "summary", "what_happens", "answers_by_date", "contact", "offline")
        widgets = {"answers_by_date": DateInput}
        help_texts = {
            "question": gettext_lazy("One question that a person can answer without reading anything else first."),
            "what_happens": gettext_lazy("Who reads the answers, how they are used, where the outcome is published."),
            "contact": gettext_lazy("An office with telephone or e-mail, not a private person."),
            "offline": gettext_lazy(
                "Where to take a letter, where to say it aloud, who helps: libraries, service centres."
            ),
        }

    def __init__(self, *args: Any, institution: Institution, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        places = self.fields["territories"]
        assert isinstance(places, PlacesField)  # noqa: S101  (declared above)
        places.offer(institution, on=on)
        row = self.instance
        if row.pk:
            for name in ("topics", "territories", "audiences"):
                self.initial[name] = [each.pk for each in getattr(row, name).all()]
            self.initial.update(
                {
                    "kind": row.kind,
                    "version": row.version,
                    "first_date": day_in_riga(row.opens_at) if row.opens_at else None,
                    "last_date": row.last_date,
                }
            )
        sentence_labels(self)

    @property
    def content(self) -> dict[str, Any]:
        """What `services.opportunities` takes."""
        cleaned = dict(self.cleaned_data)
        first, last = cleaned.pop("first_date"), cleaned.pop("last_date")
        cleaned.pop("version")
        return cleaned | {"opens_at": start_of_day(first) if first else None, "closes_at": closing(last)}


def closing(last: date | None) -> datetime | None:
    """The moment after the last one of the day."""
    return start_of_day(date.fromordinal(last.toordinal() + 1)) if last else None


class IntakeForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Consultation
        fields = ("moderation", "takes_guests", "takes_replies", "needs_approval")
        widgets = {"moderation": forms.RadioSelect}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class DiscussionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What articles 54 and 55 ask of a public discussion before it begins."""

    class Meta:
        model = PublicDiscussion
        fields = ("subject", "initiator", "initiators", "council_decision", "notice_sent_date", "on_site")
        widgets = {"notice_sent_date": DateInput, "on_site": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)


class NoticeSentForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the notice of a public discussion went to the official gazette: article 55(1)."""

    class Meta:
        model = PublicDiscussion
        fields = ("notice_sent_date",)
        widgets = {"notice_sent_date": DateInput}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["notice_sent_date"].required = True
        sentence_labels(self)


class ExtensionForm(forms.Form):
    last_date = forms.DateField(label=gettext_lazy("New last day, the whole of it"), widget=DateInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody who took part is told of it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
