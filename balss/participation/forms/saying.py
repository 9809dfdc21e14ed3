"""What somebody fills in to say something: the words first, then who says it; the rest only who wants to."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.design.forms import sentence_labels
from balss.participation.models import BurdenIdea, Consultation, Contribution, OpportunityKind
from balss.participation.services.contributions import Said, Speaker
from balss.participation.services.contributions.content import BURDEN_COLUMNS, LONGEST, NoName
from balss.participation.services.contributions.suspicion import Signs
from balss.places.models import Audience, Territory
from balss.places.queries import territories_for
from balss.shared.files import FileRefused
from balss.shared.files.services import check

SALT = "when the form was opened"
MOST_FILES = 5
ABOUT_ME = ("territory", "age_band", "audience")
FOR_AN_ORGANISATION = ("organisation", "registration_number")


def opened(now: datetime) -> str:
    """The time at which the form was given out, so that nobody can give another one."""
    return signing.dumps(now.timestamp(), salt=SALT)


def open_for(token: str, now: datetime) -> timedelta | None:
    """How long the form was open; None where that is not known, which is no sign of anything."""
    try:
        return now - datetime.fromtimestamp(signing.loads(token, salt=SALT), tz=now.tzinfo)
    except (signing.BadSignature, TypeError, ValueError, OverflowError):
        return None


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; each is refused in words if it cannot be taken."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[File[Any]]:
        uploads = [super(ManyFilesField, self).clean(each, initial) for each in data or []]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("At most %(count)d files can be added.") % {"count": MOST_FILES})
        for upload in uploads:
            try:
                check(upload, upload.name or "")
            except FileRefused as refused:
                raise forms.ValidationError(f"{upload.name}: {refused.message}") from refused
        return uploads


class WordsForm(forms.Form):
    """The words and who says them, as every way of saying something asks for them."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=Contribution.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=gettext_lazy("In your own words; nobody judges the spelling."),
    )
    is_proposal = forms.BooleanField(
        label=gettext_lazy("I propose something and ask the institution for an answer"), required=False
    )
    change = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    before = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    after = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    minutes_before = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
    minutes_after = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
    steps_before = forms.IntegerField(required=False, min_value=0, max_value=1000)
    steps_after = forms.IntegerField(required=False, min_value=0, max_value=1000)
    name = forms.CharField(label=gettext_lazy("Name and surname"), max_length=150, required=False)
    shown = forms.ChoiceField(
        label=gettext_lazy("How do others see it?"),
        choices=Contribution.Shown.choices,
        initial=Contribution.Shown.INITIALS,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    registration_number = forms.CharField(label=gettext_lazy("Its registration number"), max_length=11, required=False)
    territory = forms.ModelChoiceField(
        label=gettext_lazy("Where you live"), queryset=Territory.objects.none(), required=False
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("Age"),
        choices=[("", pgettext_lazy("about oneself", "not said")), *Contribution.AgeBand.choices],
        required=False,
    )
    audience = forms.ModelChoiceField(
        label=gettext_lazy("Group"),
        queryset=Audience.objects.all(),
        required=False,
        empty_label=pgettext_lazy("about oneself", "not said"),
    )

    def __init__(self, *args: Any, consultation: Consultation, is_reply: bool, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_reply = is_reply
        opportunity = consultation.opportunity
        self.fields["kind"].initial = Contribution.Kind.OPINION
        if is_reply:
            del self.fields["kind"]
        else:
            del self.fields["is_proposal"]
        if opportunity.kind == OpportunityKind.BURDEN and not is_reply:
            self.fields["kind"].initial = Contribution.Kind.PROPOSAL
            for name in BURDEN_COLUMNS:
                self.fields[name].label = BurdenIdea._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        else:
            for name in BURDEN_COLUMNS:
                del self.fields[name]
        versions = territories_for(opportunity.institution, on=on) if opportunity.institution else []
        places = self.fields["territory"]
        places.queryset = Territory.objects.filter(pk__in=[each.territory_id for each in versions])  # type: ignore[attr-defined]
        places.choices = [  # type: ignore[attr-defined]
            ("", pgettext_lazy("about oneself", "not said")), *((each.territory_id, each.name) for each in versions)
        ]  # fmt: skip
        sentence_labels(self)

    @property
    def said(self) -> Said:
        """What was typed, as far as it is understood; a draft need not be complete."""
        typed = self.cleaned_data
        burden = {name: typed.get(name) for name in BURDEN_COLUMNS if name in self.fields}
        return Said(
            text=self._typed("text"),
            kind=typed.get("kind") or Contribution.Kind.OPINION,
            is_proposal=bool(typed.get("is_proposal")),
            language="lv",
            burden=burden,
        )

    @property
    def speaker(self) -> Speaker:
        typed = self.cleaned_data
        return Speaker(
            name=typed.get("name", ""),
            shown=typed.get("shown") or Contribution.Shown.INITIALS,
            email=typed.get("email", ""),
            organisation=typed.get("organisation", ""),
            registration_number=typed.get("registration_number", ""),
            territory=typed.get("territory"),
            age_band=typed.get("age_band", ""),
            audience=typed.get("audience"),
        )

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or self.data.get(name, ""))[:LONGEST]

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def words(self) -> list[forms.BoundField]:
        return self._bound("kind", "text", "is_proposal")

    @property
    def burden(self) -> list[forms.BoundField]:
        return self._bound(*BURDEN_COLUMNS)

    @property
    def me(self) -> list[forms.BoundField]:
        return self._bound("name", "shown", "email")

    @property
    def for_an_organisation(self) -> list[forms.BoundField]:
        return self._bound(*FOR_AN_ORGANISATION)

    @property
    def about_me(self) -> list[forms.BoundField]:
        return self._bound(*ABOUT_ME)

    @property
    def says_organisation(self) -> bool:
        return any(self[name].value() for name in FOR_AN_ORGANISATION)

    @property
    def says_about_me(self) -> bool:
        return any(self[name].value() for name in ABOUT_ME)


class SayForm(WordsForm):
    """Online. `website` is the field that people do not see; a program that fills in everything tells itself."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the draft that the writing began from
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    attachments = ManyFilesField(
        label=gettext_lazy("Files"),
        required=False,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=gettext_lazy(
            "Everybody can open them, once your view is public. Choose them last: after an error they have to be "
            "chosen again."
        ),
    )

    def __init__(self, *args: Any, is_signed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_signed_in:
            del self.fields["email"]
        else:
            del self.fields["attachments"]
            self.fields["email"].required = True
            self.fields["email"].help_text = gettext_lazy(
                "Nobody else sees it. We send you a link to confirm that it was you, and later the answer."
            )
        self.fields["name"].help_text = gettext_lazy("Only the institution sees more than you choose below.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if "email" in self.fields:
            self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("name") and not cleaned.get("organisation") and "name" not in self.errors:
            self.add_error("name", NoName().message)
        return cleaned

    def signs(self, now: datetime) -> Signs:
        return Signs(
            trap_filled=bool(self.cleaned_data.get("website")),
            open_for=open_for(self.cleaned_data.get("opened", ""), now),
        )

    @property
    def added_files(self) -> list[forms.BoundField]:
        return self._bound("attachments")


def initial_of(contribution: Contribution) -> dict[str, Any]:
    """What stands in the form of a draft, or of a contribution that its author changes."""
    names = ("kind", "text", "is_proposal", "name", "shown", "organisation", "registration_number", "age_band")
    filled: dict[str, Any] = {name: getattr(contribution, name) for name in names}
    filled |= {"territory": contribution.territory_id, "audience": contribution.audience_id}
    idea = BurdenIdea.objects.filter(contribution=contribution).first()
    return filled | ({name: getattr(idea, name) for name in BURDEN_COLUMNS} if idea else {})
