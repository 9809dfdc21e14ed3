"""What officials fill in of an opportunity, in the order in which they think of it: of which kind it is, the one
question, when, what becomes of the answers, and who is reached how.

Days are asked for and not moments: an opportunity opens at the start of its first day and closes at the end of its
last one, in Riga.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga, start_of_day
from balss.design.forms import DateInput, RowsField, sentence_labels
from balss.participation.forms.processes import LISTS, PlacesField
from balss.participation.forms.sections import Section, section
from balss.participation.models import Consultation, Opportunity, OpportunityKind, Process, PublicDiscussion
from balss.participation.queries.legal import MUNICIPAL_KINDS, OF_MUNICIPALITIES, shortest_length
from balss.participation.services.refusals import written
from balss.places.models import Audience, Institution, Territory, Topic

OURS = (
    OpportunityKind.PUBLIC_DISCUSSION, OpportunityKind.OPINION, OpportunityKind.CONSULTATION, OpportunityKind.PROBLEM,
    OpportunityKind.IDEAS, OpportunityKind.BURDEN, OpportunityKind.PUBLIC_MEETING, OpportunityKind.WORKING_GROUP,
)  # fmt: skip


WHEN_TO_CHOOSE = {
    OpportunityKind.PUBLIC_DISCUSSION: gettext_lazy(
        "On something important for the municipality. At least 30 days, then a summary, and the council decides."
    ),
    OpportunityKind.OPINION: gettext_lazy("On draft binding regulations. Lasts at least two weeks."),
    OpportunityKind.CONSULTATION: gettext_lazy("There is a draft, and people say what is wrong with it or missing."),
    OpportunityKind.PROBLEM: gettext_lazy("There is no draft yet, and people say what the trouble really is."),
    OpportunityKind.IDEAS: gettext_lazy("The question is open, and people bring solutions."),
    OpportunityKind.BURDEN: gettext_lazy(
        "People name what takes their time in vain: how it is now and how it could be."
    ),
    OpportunityKind.PUBLIC_MEETING: gettext_lazy("People meet and discuss; what they say there is answered as well."),
    OpportunityKind.WORKING_GROUP: gettext_lazy("A small group works on something for a while and needs members."),
}


def kinds_for(institution: Institution) -> list[tuple[OpportunityKind, Promise]]:
    """The kinds that an institution can choose from, each with when to choose it."""
    is_municipal = institution.kind in MUNICIPAL_KINDS
    return [(kind, WHEN_TO_CHOOSE[kind]) for kind in OURS if is_municipal or kind not in OF_MUNICIPALITIES]


def kind_in(words: str | None) -> OpportunityKind | None:
    """The kind that an address or a form names; None for one that is not ours to announce."""
    return next((kind for kind in OURS if kind.value == words), None)


def about(row: Process | Opportunity) -> dict[str, list[int]]:
    """Topics, places and groups as a form takes them."""
    return {name: [each.pk for each in getattr(row, name).all()] for name in LISTS}


class OpportunityForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in OURS], widget=forms.HiddenInput)
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

    class Meta:
        model = Opportunity
        fields = ("question", "title", "summary", "what_happens", "answers_by_date", "contact", "offline")
        widgets = {"answers_by_date": DateInput}
        help_texts = {
            "question": gettext_lazy("One question that a person can answer without reading anything else first."),
            "title": gettext_lazy("Short, for lists: what it is about."),
            "summary": gettext_lazy("Two or three sentences: what is meant, and what depends on the answer."),
            "answers_by_date": gettext_lazy("Everybody who takes part sees this day."),
            "what_happens": gettext_lazy("Who reads the answers, how they are used, where the outcome is published."),
            "contact": gettext_lazy("An office with telephone or e-mail, not a private person."),
            "offline": gettext_lazy(
                "Where to take a letter, where to say it aloud, who helps: libraries, service centres."
            ),
        }

    def __init__(self, *args: Any, kind: OpportunityKind, institution: Institution, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        places = self.fields["territories"]
        assert isinstance(places, PlacesField)  # noqa: S101  (declared above)
        places.offer(institution, on=on)
        self.of_kind, self.institution, self.on = kind, institution, on
        self.initial["kind"] = kind
        row = self.instance
        if row.pk:
            self.initial.update(about(row))
            first = day_in_riga(row.opens_at) if row.opens_at else None
            self.initial.update(version=row.version, first_date=first, last_date=row.last_date)
        sentence_labels(self)

    def sections(self) -> list[Section]:
        """All but the intake, and what the law asks of some kinds; of a published one what can still be changed."""
        reach = section(self, gettext_lazy("Without the internet, and for questions"), "offline", "contact")
        then = section(self, gettext_lazy("What becomes of the answers"), "what_happens", "answers_by_date")
        if self.instance.state != Opportunity.State.DRAFT:
            words = section(self, gettext_lazy("Words around the question"), "title", "summary", "what_happens")
            return [words, reach]
        lists = gettext_lazy("Topics, places and groups: those of the process, or fewer")
        return [
            section(self, gettext_lazy("The question"), "question", "title", "summary"),
            section(self, gettext_lazy("When one can answer"), "first_date", "last_date", note=self.shortest()),
            then,
            reach,
            section(self, lists, *LISTS, is_folded=True),
        ]

    def shortest(self) -> str:
        """What the law says of how long it lasts; empty where it says nothing."""
        bounds = shortest_length(Opportunity(kind=self.of_kind, institution=self.institution), self.on)
        if bounds is None or bounds.due is None:
            return ""
        return _("If it opens today, it may close on %(day)s at the earliest (%(article)s).") % {
            "day": written(bounds.due.date), "article": bounds.rule.article_name(get_language() or "lv"),
        }  # fmt: skip

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

    def sections(self) -> list[Section]:
        return [section(self, gettext_lazy("How contributions are taken"), *self.fields)]


class DiscussionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What articles 54 and 55 ask of a public discussion before it begins."""

    class Meta:
        model = PublicDiscussion
        fields = ("subject", "initiator", "initiators", "council_decision", "notice_sent_date", "on_site")
        widgets = {"notice_sent_date": DateInput}
        help_texts = {
            "initiators": gettext_lazy("Only where residents initiated it."),
            "notice_sent_date": gettext_lazy("At least three working days before the first day."),
            "on_site": gettext_lazy("The address and hours; there it stays for a year."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence_labels(self)

    def sections(self) -> list[Section]:
        title = gettext_lazy("What Articles 54 and 55 of the Local Government Law ask")
        return [section(self, title, *self.fields)]


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
