"""What officials say of a case of good practice, and how a list of cases is narrowed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.design.forms import RowsField
from balss.library.models import PracticeCase
from balss.library.queries import Wanted, institutions_with_cases, years_of_cases
from balss.library.services import MANY, Content, content_of
from balss.places.models import Institution, Territory, Topic
from balss.places.queries import territories_for

EARLIEST = 1990
MOST_LINKS, LONGEST_ADDRESS = 20, 500
OWN_PAGE = re.compile(r"^/[A-Za-z0-9]\S*$")
is_address = URLValidator(schemes=["http", "https"])
ANY = pgettext_lazy("filter", "any")


def _text(label: Any, help_text: Any = "", *, rows: int = 5, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=False,
        **{"max_length": 10_000, **options},
    )


class CaseForm(forms.Form):
    """All of a case; what others need to use it is asked for when it is published. English comes after the Latvian."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What was done and where, as you would tell it a colleague."),
        max_length=200,
    )
    summary = _text(_("In a few words"), _("Two or three sentences that stand in lists."), rows=3, max_length=600)
    problem = _text(_("What the problem was"), _("For whom, and how one could tell."))
    solution = _text(_("What was done"), _("Step by step, so that others could do the same."), rows=8)
    outcome = _text(_("What came of it"), _("With numbers where there are any; also what did not come of it."))
    advice = _text(
        _("What others should know"), _("What you would do otherwise, what is needed, where it does not fit.")
    )
    cost = forms.CharField(
        label=_("What it cost"), help_text=_("In money and in work."), max_length=300, required=False
    )
    duration = forms.CharField(label=_("How much time it took"), max_length=300, required=False)
    partners = forms.CharField(
        label=_("Who took part besides"), help_text=_("Institutions and associations, no persons."), max_length=300,
        required=False,
    )  # fmt: skip
    first_year = forms.IntegerField(label=_("First year"), min_value=EARLIEST)
    last_year = forms.IntegerField(
        label=_("Last year"), help_text=_("Empty while it goes on."), min_value=EARLIEST, required=False
    )
    topics = RowsField(
        label=_("Topics"),
        help_text=_("With the topic “Participatory budgeting” it counts for measure 2.3 of the open government plan."),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    territories = RowsField(
        label=_("Places"),
        help_text=_("Choose none if it is about all that your institution is responsible for."),
        queryset=Territory.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    links = _text(
        _("Links"),
        _("One to a line, the name and then the address: the process, project, event or measure here, or a document."),
        rows=4,
    )
    contact_email = forms.EmailField(
        label=_("E-mail address for questions"), help_text=_("Of the office, not of a person."), required=False
    )
    contact_phone = forms.CharField(label=_("Phone for questions"), max_length=40, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    folded = ("topics", "territories")  # long lists

    def __init__(
        self, *args: Any, institution: Institution, case: PracticeCase | None = None, today: date, **options: Any
    ) -> None:
        if case is not None:
            options.setdefault("initial", initial_of(case))
        super().__init__(*args, **options)
        for name in ("first_year", "last_year"):
            self.fields[name].validators.append(MaxValueValidator(today.year))
        for name in PracticeCase.in_languages:
            field = self.fields[name]
            self.fields[f"{name}_en"] = forms.CharField(
                label=format_lazy(_("{what}, in English"), what=field.label), widget=field.widget, required=False,
                max_length=field.max_length,  # type: ignore[attr-defined]
            )  # fmt: skip
        self._offer_places(institution, today)

    def _offer_places(self, institution: Institution, today: date) -> None:
        offered = territories_for(institution, on=today)
        places = self.fields["territories"]
        assert isinstance(places, RowsField)  # noqa: S101  (declared above)
        places.queryset = Territory.objects.filter(pk__in=[each.territory_id for each in offered])
        places.widget.choices = [(each.territory_id, each.name) for each in offered]

    @property
    def latvian(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.endswith("_en")]

    @property
    def english(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.endswith("_en")]

    @property
    def english_is_wrong(self) -> bool:
        return any(field.errors for field in self.english)

    def clean_links(self) -> tuple[tuple[str, str], ...]:
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(gettext("At most %(most)d links.") % {"most": MOST_LINKS})
        return tuple(map(_link, lines))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year comes before the first."))
        return cleaned

    def content(self) -> Content:
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in Content.__dataclass_fields__ if name in cleaned}
        english = {name: cleaned[f"{name}_en"] for name in PracticeCase.in_languages if cleaned[f"{name}_en"]}
        return Content(**values | {name: tuple(values[name]) for name in MANY} | {"english": english})


def _link(line: str) -> tuple[str, str]:
    """“Nolikums https://example.lv/nolikums”; an address of ours without what comes before its path."""
    name, _space, address = line.rpartition(" ")
    address = address.removeprefix(settings.ORIGIN)
    if not OWN_PAGE.match(address):
        try:
            is_address(address)
        except ValidationError as error:
            raise ValidationError(
                gettext("“%(line)s” has no address at its end, such as https://example.lv/.") % {"line": line}
            ) from error
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(gettext("An address is too long: “%(line)s”.") % {"line": f"{line[:80]}…"})
    return name.strip(" :–—-") or address, address


def initial_of(case: PracticeCase) -> dict[str, Any]:
    """What the form shows of a case."""
    content = content_of(case)
    english = {f"{name}_en": words for name, words in content.english.items()}
    links = "\n".join(f"{name} {address}" if name != address else address for name, address in content.links)
    chosen = {name: [each.pk for each in getattr(content, name)] for name in MANY}
    return {**vars(content), **chosen, **english, "links": links, "revision": case.revision}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stands in the public ledger, and for a withdrawn case on its page."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class FilterForm(forms.Form):
    """Every value is in the address, so that a narrowed list can be linked and followed. A value that is not
    understood finds nothing, and is said so beside its field."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    tema = forms.ModelChoiceField(
        label=pgettext_lazy("filter", "Topic"),
        queryset=Topic.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=ANY,
    )
    iestade = forms.ChoiceField(label=_("Institution"), required=False)
    gads = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = [(each.slug, str(each.name_on(today))) for each in institutions_with_cases(on=today)]
        years = [(str(year), str(year)) for year in years_of_cases(on=today)]
        self.fields["iestade"].choices = [("", ANY), *bodies]  # type: ignore[attr-defined]
        self.fields["gads"].choices = [("", ANY), *years]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; call it on a form that is bound."""
        self.is_valid()
        cleaned = self.cleaned_data
        return Wanted(
            words=cleaned.get("q") or "",
            topic=cleaned.get("tema"),
            institution=Institution.objects.filter(slug=cleaned["iestade"]).first() if cleaned.get("iestade") else None,
            year=int(cleaned["gads"]) if cleaned.get("gads") else None,
            is_impossible=bool(self.errors),
        )


def asked_for(address: Mapping[str, Any], *, today: date) -> Wanted:
    """What the address of a list, a feed or a download asks for."""
    return FilterForm(address, today=today).wanted()
