"""What officials say of a draft and its text, and how lists are narrowed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.core.provisions import MOST_BYTES, NotAText, NumbersMissing, TextTooLong, text_of_file
from balss.design.forms import RowsField
from balss.drafts.models import Draft, DraftKind
from balss.drafts.queries import Wanted, institutions_with_drafts
from balss.drafts.services import Content, TextRefused, content_of
from balss.drafts.services.content import MANY
from balss.participation.models import Opportunity, Process
from balss.places.models import Institution, Territory, Topic
from balss.places.queries import territories_for

ANY = pgettext_lazy("filter", "any")
NONE = pgettext_lazy("process or opportunity of a draft", "none")
LONGEST_FILE = 20_000_000  # bytes; a Word file is larger than its text


class DraftForm(forms.Form):
    """All that is said of a draft but its text. English comes after the Latvian."""

    title = forms.CharField(
        label=_("Title"), help_text=_("As it will be called: “Keeping of dogs and cats”."), max_length=300
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=DraftKind.choices, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("What it would change"),
        help_text=_("In plain language: for whom, what would be different, from when."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        required=False,
    )
    unit = forms.CharField(label=_("Who prepares it"), help_text=_("The department."), max_length=200, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address for questions"), help_text=_("Of the office, not of a person."), required=False
    )
    contact_phone = forms.CharField(label=_("Phone for questions"), max_length=40, required=False)
    process = forms.ModelChoiceField(
        label=_("Process in which it is decided"), queryset=Process.objects.none(), empty_label=NONE, required=False
    )
    opportunity = forms.ModelChoiceField(
        label=_("Where people can say what they think of it"),
        help_text=_("The public discussion or consultation; while it is open, the draft leads there."),
        queryset=Opportunity.objects.none(),
        empty_label=NONE,
        required=False,
    )
    topics = RowsField(
        label=_("Topics"), queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    territories = RowsField(
        label=_("Places"),
        help_text=_("Choose none if the draft concerns all that your institution is responsible for."),
        queryset=Territory.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    folded = ("topics", "territories")  # long lists

    def __init__(
        self, *args: Any, institution: Institution, draft: Draft | None = None, today: date, **options: Any
    ) -> None:
        options.setdefault("initial", initial_of(draft) if draft else {"kind": DraftKind.REGULATIONS})
        super().__init__(*args, **options)
        self._offer("process", Process.objects.filter(institution=institution).order_by("-id"))
        own = Opportunity.objects.filter(institution=institution, origin="")
        self._offer("opportunity", own.exclude(state=Opportunity.State.WITHDRAWN).order_by("-id"))
        for name in Draft.in_languages:
            field = self.fields[name]
            self.fields[f"{name}_en"] = forms.CharField(
                label=format_lazy(_("{what}, in English"), what=field.label), widget=field.widget, required=False,
                max_length=field.max_length,  # type: ignore[attr-defined]
            )  # fmt: skip
        offered = territories_for(institution, on=today)
        self._offer("territories", Territory.objects.filter(pk__in=[each.territory_id for each in offered]))
        self.fields["territories"].widget.choices = [(each.territory_id, each.name) for each in offered]

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def latvian(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.endswith("_en")]

    @property
    def english(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.endswith("_en")]

    @property
    def english_is_wrong(self) -> bool:
        return any(field.errors for field in self.english)

    def content(self) -> Content:
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in Content.__dataclass_fields__ if name in cleaned}
        english = {name: cleaned[f"{name}_en"] for name in Draft.in_languages if cleaned[f"{name}_en"]}
        return Content(**values | {name: tuple(values[name]) for name in MANY} | {"english": english})


def initial_of(draft: Draft) -> dict[str, Any]:
    """What the form shows of a draft."""
    content = content_of(draft)
    english = {f"{name}_en": words for name, words in content.english.items()}
    chosen = {name: [each.pk for each in getattr(content, name)] for name in MANY}
    linked = {name: getattr(draft, f"{name}_id") for name in ("process", "opportunity")}
    return {**vars(content), **chosen, **linked, **english, "revision": draft.revision}


class RevisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TextForm(RevisionForm):
    """The text of a version: pasted, or in a file. A file goes before what is pasted."""

    text = forms.CharField(
        label=_("Text of the act"),
        help_text=_(
            "Paste all of it, with the numbers of chapters and points. Each point begins on a line of its own."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("Plain text or Word (.docx)."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx"}),
    )

    def clean_file(self) -> str:
        """The text in the file; nothing where there is none."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LONGEST_FILE:
            raise ValidationError(TextRefused("long").message)
        try:
            return text_of_file(file.read())
        except TextTooLong as error:
            raise ValidationError(TextRefused("long").message) from error
        except NumbersMissing as error:
            raise ValidationError(
                gettext(
                    "Word numbers the points of this file by itself, so the numbers are not in its text. In Word save "
                    "it as “Plain text (.txt)” and upload that, or copy all of it and paste it above."
                )
            ) from error
        except NotAText as error:
            raise ValidationError(
                gettext("This file cannot be read: give plain text (.txt) or Word (.docx).")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = cleaned.get("file") or cleaned.get("text") or ""
        if not self.errors and not given.strip():
            self.add_error("text", TextRefused("empty").message)
        elif len(given.encode("utf-8", "replace")) > MOST_BYTES:
            self.add_error("text", TextRefused("long").message)
        cleaned["given"] = given
        return cleaned


class TurnForm(RevisionForm):
    """Lines of the text that were read wrongly, by their numbers."""

    lines = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, lines: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lines"].choices = [(str(number), "") for number in range(lines)]  # type: ignore[attr-defined]


class DecideForm(RevisionForm):
    """Which earlier provision one of the new text is."""

    AUTOMATIC, NONE = "", "0"

    mark = forms.ChoiceField(label=_("Provision of the new text"))
    serial = forms.ChoiceField(label=_("is"), required=False)

    def __init__(
        self, *args: Any, marks: Sequence[tuple[str, str]], earlier: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["mark"].choices = marks  # type: ignore[attr-defined]
        self.fields["serial"].choices = [  # type: ignore[attr-defined]
            (self.AUTOMATIC, gettext("as Balss reads it")),
            (self.NONE, gettext("a new provision")),
            *((str(serial), gettext("earlier: %(name)s") % {"name": name}) for serial, name in earlier),
        ]

    @property
    def serial_number(self) -> int | None:
        chosen = self.cleaned_data["serial"]
        return int(chosen) if chosen else None


class PublishForm(RevisionForm):
    note = forms.CharField(
        label=_("What changed and why"),
        help_text=_("A sentence or two; everybody who follows the draft reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stands on the page of the draft and in the public ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class FilterForm(forms.Form):
    """Every value is in the address, so that a narrowed list can be linked and followed. A value that is not
    understood finds nothing, and is said so beside its field."""

    q = forms.CharField(label=_("Words in the title"), max_length=200, required=False)
    veids = forms.ChoiceField(
        label=pgettext_lazy("filter", "Kind"), choices=[("", ANY), *DraftKind.choices], required=False
    )
    tema = forms.ModelChoiceField(
        label=pgettext_lazy("filter", "Topic"),
        queryset=Topic.objects.all(),
        to_field_name="code",
        empty_label=ANY,
        required=False,
    )
    iestade = forms.ChoiceField(label=_("Institution"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = [(each.slug, str(each.name_on(today))) for each in institutions_with_drafts(on=today)]
        self.fields["iestade"].choices = [("", ANY), *bodies]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; call it on a form that is bound."""
        self.is_valid()
        cleaned = self.cleaned_data
        return Wanted(
            words=cleaned.get("q") or "",
            kind=cleaned.get("veids") or "",
            topic=cleaned.get("tema"),
            institution=Institution.objects.filter(slug=cleaned["iestade"]).first() if cleaned.get("iestade") else None,
            is_impossible=bool(self.errors),
        )


def asked_for(address: Mapping[str, Any], *, today: date) -> Wanted:
    """What the address of a list, a feed or a download asks for."""
    return FilterForm(address, today=today).wanted()


class CompareForm(forms.Form):
    """Two versions of a draft."""

    no = forms.ChoiceField(label=_("Compare version"))
    lidz = forms.ChoiceField(label=_("with version"))

    def __init__(self, *args: Any, newest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("no", "lidz"):
            self.fields[name].choices = [(str(each), str(each)) for each in range(1, newest + 1)]  # type: ignore[attr-defined]
