"""An event as its organiser describes it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.design.forms import DateTimeInput, RowsField
from balss.events.models import ACCESSIBILITY, Admission, Event, Form, Kind, MaterialKind
from balss.events.queries import institution_called, places_to_choose
from balss.events.services import Content, NewMaterial, Schedule, content_of, schedule_of
from balss.participation.models import Process
from balss.places.models import Audience, Institution, Territory, Topic
from balss.places.queries import AmbiguousBody
from balss.plan.models import Measure
from balss.shared.files.uploads import UploadField

SPOKEN = [
    ("lv", pgettext_lazy("language", "Latvian")),
    ("en", pgettext_lazy("language", "English")),
    ("ltg", pgettext_lazy("language", "Latgalian")),
    ("uk", pgettext_lazy("language", "Ukrainian")),
    ("ru", pgettext_lazy("language", "Russian")),
    ("lsl", pgettext_lazy("language", "Latvian sign language")),
]


LONGEST_LABEL = 110


class ScheduleFields(forms.Form):
    """When and where."""

    starts_at = forms.DateTimeField(label=_("Begins"), widget=DateTimeInput())
    ends_at = forms.DateTimeField(label=_("Ends"), widget=DateTimeInput())
    form = forms.ChoiceField(label=_("How people take part"), choices=Form.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Place"), help_text=_("Building and room, as people know it."), max_length=200, required=False
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    territory = forms.TypedChoiceField(
        label=_("Parish, town or municipality"),
        help_text=_("Residents find the event by it."),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        choices = [(group or gettext("Planning regions"), places) for group, places in places_to_choose(on=today)]
        self.fields["territory"].choices = [("", _("not chosen")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The event would end before it begins."))
        return cleaned

    def schedule(self) -> Schedule:
        cleaned = self.cleaned_data
        territory = Territory.objects.get(pk=cleaned["territory"]) if cleaned["territory"] else None
        names = ("starts_at", "ends_at", "form", "place", "address")
        return Schedule(**{name: cleaned[name] for name in names}, territory=territory)


class MeasuresField(RowsField):
    """Measures, each by its number and title."""

    def label_from_instance(self, obj: Measure) -> str:
        return Truncator(f"{obj.number or obj.key} {obj.name}").chars(LONGEST_LABEL)


class EventForm(ScheduleFields):
    """All of a draft; of an announced event all but its time and place, which a move changes."""

    kind = forms.ChoiceField(label=_("Kind of event"), choices=Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What it is about"),
        help_text=_("In plain words: what will happen, and what one gets from coming."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    summary_en = forms.CharField(
        label=_("What it is about, in English"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Accessibility"),
        help_text=_("Choose what there is. Whoever needs it decides by this whether to come."),
        choices=list(ACCESSIBILITY.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accessibility_note = forms.CharField(
        label=_("More on accessibility"),
        help_text=_("Also what there is not: steps, a heavy door, no lift."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    online_link = forms.URLField(
        label=_("Link for taking part online"),
        help_text=_("Only those see it who have registered to take part online."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )
    spoken = forms.MultipleChoiceField(
        label=_("Languages of the event"), choices=SPOKEN, widget=forms.CheckboxSelectMultiple
    )
    admission = forms.ChoiceField(
        label=_("How one gets in"), choices=Admission.choices, widget=forms.RadioSelect, initial=Admission.REGISTRATION
    )
    capacity = forms.IntegerField(
        label=_("Number of places"),
        help_text=_("On site, where there is a site. Empty: as many as come. When all are taken, people wait in line."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    registration_closes_at = forms.DateTimeField(
        label=_("Registration ends"),
        help_text=_("Empty: when the event begins."),
        widget=DateTimeInput(),
        required=False,
    )
    contact_email = forms.EmailField(
        label=_("E-mail address for questions"), help_text=_("Of the office, not of a person."), required=False
    )
    contact_phone = forms.CharField(
        label=_("Phone for questions and for registering"),
        help_text=_("For those who do not use the internet."),
        max_length=40,
        required=False,
    )
    co_organisers = forms.CharField(
        label=_("Who else organises it"),
        help_text=_("Names or abbreviations of institutions, one to a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    audiences = RowsField(
        label=_("Whom it is for above all"),
        help_text=_("Choose none if it is for everybody alike."),
        queryset=Audience.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    measures = MeasuresField(
        label=_("Measures of the open government plan"),
        help_text=_("Once the event is held and closed, it counts for them."),
        queryset=Measure.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topics = RowsField(
        label=_("Topics"), queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    process = forms.ModelChoiceField(
        label=_("Part of a process"),
        help_text=_("If something is being decided, and the event is about it."),
        queryset=Process.objects.none(),
        required=False,
        empty_label=_("of none"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    folded = ("audiences", "measures", "topics", "title_en", "summary_en")  # long lists, and what few need
    field_order = (
        "kind", "title", "summary", "starts_at", "ends_at", "form", "place", "address", "territory", "online_link",
        "accessibility", "accessibility_note", "spoken", "admission", "capacity", "registration_closes_at",
        "contact_email", "contact_phone", "co_organisers", "audiences", "measures", "process", "topics", "title_en",
        "summary_en", "revision",
    )  # fmt: skip

    def __init__(
        self, *args: Any, institution: Institution, event: Event | None = None, today: date, **options: Any
    ) -> None:
        if event is not None:
            options.setdefault("initial", initial_of(event))
        else:
            options.setdefault("initial", {"spoken": ["lv"], "form": Form.ONSITE})
        super().__init__(*args, today=today, **options)
        measures = self.fields["measures"]
        assert isinstance(measures, MeasuresField)  # noqa: S101  (declared above)
        running = Measure.objects.standing().filter(plan__start_date__lte=today, plan__end_date__gte=today)
        chosen = event.measures.all() if event is not None else Measure.objects.none()
        offered = Measure.objects.filter(pk__in=[*running.values_list("pk", flat=True), *(m.pk for m in chosen)])
        measures.queryset = offered.select_related("plan")
        processes = self.fields["process"]
        assert isinstance(processes, forms.ModelChoiceField)  # noqa: S101  (declared above)
        processes.queryset = Process.objects.public().filter(institution=institution).order_by("title", "pk")
        self.is_announced = event is not None and event.is_announced
        if self.is_announced:
            for name in ScheduleFields.base_fields:
                del self.fields[name]

    def clean_co_organisers(self) -> tuple[Institution, ...]:
        lines = [line.strip() for line in self.cleaned_data["co_organisers"].splitlines() if line.strip()]
        return tuple(dict.fromkeys(_institution(line, self.today) for line in lines))

    def content(self) -> Content:
        cleaned = dict(self.cleaned_data)
        names = [name for name in Content.__dataclass_fields__ if name in cleaned]
        values = {name: cleaned[name] for name in names}
        for name in ("accessibility", "spoken", "topics", "audiences", "measures"):
            values[name] = tuple(values[name])
        return Content(**values)


def _institution(words: str, today: date) -> Institution:
    try:
        found = institution_called(words, on=today)
    except AmbiguousBody as error:
        raise ValidationError(
            gettext("“%(words)s” can be several institutions: %(codes)s. Write the whole name.")
            % {"words": words, "codes": ", ".join(error.codes)}
        ) from error
    if found is None:
        raise ValidationError(gettext("“%(words)s” is no institution that we know.") % {"words": words})
    return found


def initial_of(event: Event) -> dict[str, Any]:
    """What the form shows of an event."""
    content, schedule = content_of(event), schedule_of(event)
    values = {**vars(content), **vars(schedule), "revision": event.revision}
    values["co_organisers"] = "\n".join(each.code for each in content.co_organisers)
    values["territory"] = event.territory_id
    values["process"] = event.process_id
    values |= {name: [row.pk for row in values[name]] for name in ("audiences", "measures", "topics")}
    return values


class MoveForm(ScheduleFields):
    """Another time or place, with the reason that everybody who registered reads."""

    reason = forms.CharField(
        label=_("Why it is moved"),
        help_text=_("Everybody who registered gets a letter with these words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        initial = {**vars(schedule_of(event)), "territory": event.territory_id}
        super().__init__(*args, initial=initial, **options)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"),
        help_text=_("Everybody who registered gets a letter with these words, and they stand on the page."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the closing is taken back"),
        help_text=_("It stands in the public ledger. The event stops counting for the plan until it is closed again."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("What it is called"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=MaterialKind.choices)
    upload = UploadField(label=_("File"), required=False)
    address = forms.URLField(
        label=_("Or an address"),
        help_text=_("For example of a recording."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("upload")) == bool(cleaned.get("address")):
            self.add_error("upload", _("Give either a file or an address."))
        return cleaned

    def material(self) -> NewMaterial:
        cleaned = self.cleaned_data
        return NewMaterial(cleaned["title"], cleaned["kind"], cleaned["upload"] or None, cleaned["address"])
