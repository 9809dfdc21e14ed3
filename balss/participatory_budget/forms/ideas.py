"""What who proposes fills in. A draft may be saved with anything missing; handing in asks for all of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.design.forms import sentence_labels
from balss.participatory_budget.forms.fields import CheckedFileField, EurosField, NumberedChoice, PlaceField
from balss.participatory_budget.models import Call, Category, Idea, Land, PlanningArea
from balss.participatory_budget.services.refusals import IdeaIncomplete

WHAT = ("title", "text", "benefit", "category")
WHERE = ("area", "place", "geometry", "land", "owner")
MONEY = ("cost_cents", "cost_basis", "keeper", "upkeep_cents", "access")
WHO = ("name", "shows_name", "is_of_age")
FOR_AN_ORGANISATION = ("organisation", "registration_number", "without_municipality")
MOST_LETTERS = 10_000


class IdeaForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("What do you propose, in one line?"),
        max_length=150,
        help_text=gettext_lazy("As you would tell a neighbour: “Swings in the lake park”."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name and surname"), max_length=150, required=False,
        help_text=gettext_lazy("The municipality sees it. Others only if you want."),
    )  # fmt: skip
    area = NumberedChoice(
        label=gettext_lazy("planning area"), queryset=PlanningArea.objects.none(), required=False,
        empty_label=pgettext_lazy("choice", "choose"),
    )  # fmt: skip
    category = NumberedChoice(
        label=gettext_lazy("category"), queryset=Category.objects.none(), required=False,
        empty_label=pgettext_lazy("choice", "choose"),
    )  # fmt: skip
    geometry = PlaceField(
        label=gettext_lazy("Place on the map, if you know it"),
        required=False,
        max_length=100_000,
        help_text=gettext_lazy(
            "Latitude and longitude, as map pages show them: “56.8164, 24.6049”. For a line or an area: GeoJSON. The "
            "description above is enough."
        ),
    )
    land = forms.ChoiceField(
        label=gettext_lazy("Whose property is it?"), choices=Land.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    cost_cents = EurosField(
        label=gettext_lazy("Estimated cost, euros"),
        required=False,
        help_text=gettext_lazy("Roughly. The municipality makes its own estimate afterwards."),
    )
    upkeep_cents = EurosField(label=gettext_lazy("Maintenance in a year, euros"), required=False)

    class Meta:
        model = Idea
        fields = (*WHAT, *WHERE, *MONEY, *WHO, *FOR_AN_ORGANISATION)
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("benefit", "cost_basis", "access")} | {
            "text": forms.Textarea(attrs={"rows": 9})
        }
        help_texts = {
            "text": gettext_lazy("What is there now, what should be there, and how it would be used."),
            "cost_basis": gettext_lazy("Prices you found, similar works elsewhere, or just how you guessed."),
            "keeper": gettext_lazy("For example: the municipality's parks service, the school, our association."),
            "owner": gettext_lazy(
                "Whose consent is needed; you can add it later, until the idea is decided on. A public body is named "
                "on the idea's page. A private owner only the municipality sees, and the name is erased a month after "
                "the list of projects is public."
            ),
        }

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.call = call
        self.fields["area"].queryset = call.areas.all()  # type: ignore[attr-defined]
        self.fields["category"].queryset = call.categories.all()  # type: ignore[attr-defined]
        if not call.categories.exists():
            del self.fields["category"]
        areas = list(call.areas.all()[:2])
        if len(areas) == 1:
            self.fields["area"].initial = areas[0].pk
        for name in ("text", "benefit", "cost_basis", "access"):
            field = self.fields[name]
            assert isinstance(field, forms.CharField)  # noqa: S101  (of the model)
            field.max_length = MOST_LETTERS
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        sentence_labels(self)

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def mark_missing(self, refused: IdeaIncomplete) -> None:
        for name in refused.missing:
            self.add_error(name if name in self.fields else None, _("This is needed before it can be handed in."))

    def _bound(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Headings with their fields, in the order of the page."""
        return [
            (_("What"), self._bound(WHAT)),
            (_("Where"), self._bound(WHERE)),
            (_("Cost and upkeep"), self._bound(MONEY)),
            (_("Who proposes"), self._bound(WHO)),
        ]

    @property
    def for_an_organisation(self) -> list[forms.BoundField]:
        return self._bound(FOR_AN_ORGANISATION)

    @property
    def says_organisation(self) -> bool:
        return any(self[name].value() or self[name].errors for name in FOR_AN_ORGANISATION)


class FileForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        help_text=gettext_lazy("In words, for those who do not see the picture."),
    )
    upload = CheckedFileField(label=gettext_lazy("Picture, drawing or estimate"))


class ConsentForm(forms.Form):
    upload = CheckedFileField(
        label=gettext_lazy("The owner's consent"),
        help_text=gettext_lazy(
            "Only the authors and the municipality can open it. It is erased a month after the list of projects is "
            "public."
        ),
    )


class CoAuthorForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)


class WordsForm(forms.Form):
    """A reason, an objection, an answer."""

    words = forms.CharField(
        label=gettext_lazy("Reasons"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 4})
    )


class MergerForm(forms.Form):
    """Into which idea of the same call, and why."""

    into = forms.IntegerField(label=gettext_lazy("Number of the other idea"), min_value=1, max_value=1_000_000)
    words = forms.CharField(
        label=gettext_lazy("Why they belong together"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
