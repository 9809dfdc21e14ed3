"""What a municipality fills in of a call: its words and days, money, ballot, results. Days are asked for and not
moments: what closes on a day closes at its end, in Riga."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.core.calendar.riga import day_before, day_in_riga, start_of_day
from balss.core.count.secrecy import MOST_UNIQUE_PERCENT
from balss.design.forms import DayField, sentence_labels
from balss.participatory_budget.forms.fields import EurosField
from balss.participatory_budget.models import CITED, Ballot, Call, Leftover, Project, Worth
from balss.participatory_budget.services import AreaContent, CategoryContent, Results, Revenue
from balss.participatory_budget.services.calls import WORDS
from balss.places.models import TerritoryVersion

DAYS = ("ideas_first", "ideas_last", "voting_first", "voting_last")
SPARE = 2
TIES = (
    ("cost,number", gettext_lazy("the cheaper project, then the one whose number comes first")),
    ("votes,cost,number", gettext_lazy("more votes, then the cheaper one, then the number")),
    ("cost,votes,number", gettext_lazy("the cheaper one, then more votes, then the number")),
    ("number", gettext_lazy("the one whose number comes first")),
)


HERE, ELSEWHERE = "here", "elsewhere"
WHERE = (
    (HERE, gettext_lazy("here, on this site, and on paper that is entered here")),
    (ELSEWHERE, gettext_lazy("elsewhere: on another site, or on paper alone; the results are entered here")),
)


def after(day: date | None) -> datetime | None:
    """The moment at which a day is over."""
    return start_of_day(day + timedelta(days=1)) if day else None


class CallForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=gettext_lazy("budget year"), min_value=2025, max_value=2100)
    money_cents = EurosField(label=gettext_lazy("Money, euros"), required=False)
    smallest_cents = EurosField(label=gettext_lazy("Smallest cost of a project, euros"), required=False)
    largest_cents = EurosField(label=gettext_lazy("Largest cost of a project, euros"), required=False)
    regulation_address = forms.URLField(
        label=gettext_lazy("their address"), max_length=500, required=False, assume_scheme="https"
    )
    ideas_first = DayField(label=gettext_lazy("ideas are taken from"), required=False)
    ideas_last = DayField(label=gettext_lazy("last day for ideas, the whole of it"), required=False)
    voting_first = DayField(label=gettext_lazy("voting opens on"), required=False)
    voting_last = DayField(label=gettext_lazy("last day of voting, the whole of it"), required=False)
    results_by_date = DayField(label=gettext_lazy("results by"), required=False)
    field_order = (
        "title", "year", "summary", "money_cents", "smallest_cents", "largest_cents", *DAYS, "results_by_date",
        "regulation", "regulation_address", "organiser", "criteria", "contest_how", "offline", "contact",
    )  # fmt: skip

    class Meta:
        model = Call
        fields = (
            "title", "summary", "regulation", "regulation_address", "organiser", "criteria", "contest_how", "offline",
            "contact", "money_cents", "smallest_cents", "largest_cents", "results_by_date", "year",
        )  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("criteria", "contest_how", "offline")}
        help_texts = {
            "summary": gettext_lazy("What people can do with the money and how, in a few short sentences."),
            "contest_how": gettext_lazy("Where and within which time; the author of each rejected idea is sent it."),
            "regulation": gettext_lazy("For example: Saistošie noteikumi Nr. 12/2025 “Par līdzdalības budžetu”."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        row = self.instance
        if row.pk:
            filled = {
                "version": row.version,
                "ideas_first": day_in_riga(row.ideas_open_at) if row.ideas_open_at else None,
                "ideas_last": day_before(row.ideas_close_at) if row.ideas_close_at else None,
                "voting_first": day_in_riga(row.voting_opens_at) if row.voting_opens_at else None,
                "voting_last": day_before(row.voting_closes_at) if row.voting_closes_at else None,
                "money_cents": row.money_cents or None,
            }
            self.initial.update(filled)
        for name, label in CITED.items():
            self.fields[f"point_{name}"] = forms.CharField(
                label=_("Point of the rules: %(setting)s") % {"setting": label}, max_length=200, required=False,
                initial=row.points.get(name, ""),
            )  # fmt: skip
        if row.pk and row.is_public:  # what was published stays; its words and address may be changed
            for name in [name for name in self.fields if name not in ("version", *WORDS)]:
                del self.fields[name]
        sentence_labels(self)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        days = [(name, cleaned.get(name)) for name in (*DAYS, "results_by_date")]
        known = [(name, day) for name, day in days if day]
        for (_earlier, first), (later, second) in pairwise(known):
            if second < first:
                self.add_error(later, _("This day comes before the one above."))
        smallest, largest = cleaned.get("smallest_cents"), cleaned.get("largest_cents")
        if smallest and largest and largest < smallest:
            self.add_error("largest_cents", _("The largest cost is below the smallest."))
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        """What `services.calls` takes."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("version")
        if self.instance.pk and self.instance.is_public:
            return cleaned
        first, last, opens, closes = (cleaned.pop(name) for name in DAYS)
        points = {name: cleaned.pop(f"point_{name}") for name in CITED}
        return cleaned | {
            "money_cents": cleaned["money_cents"] or 0,
            "points": {name: point for name, point in points.items() if point},
            "ideas_open_at": start_of_day(first) if first else None,
            "ideas_close_at": after(last),
            "voting_opens_at": start_of_day(opens) if opens else None,
            "voting_closes_at": after(closes),
        }


class AreaForm(forms.Form):
    """One area; an empty name takes it away. `parts`: of which parts of the municipality it may consist."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=1_000)
    name = forms.CharField(label=pgettext_lazy("planning area", "Name"), max_length=200, required=False)
    money_cents = EurosField(label=gettext_lazy("Money, euros"), required=False)
    territories = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Towns and parishes of the area"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("None: the whole municipality."),
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Sequence[TerritoryVersion] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = {each.territory_id: each.territory for each in parts}
        field: Any = self.fields["territories"]
        field.choices = [(each.territory_id, each.name) for each in parts]
        if not parts:
            del self.fields["territories"]

    @property
    def content(self) -> AreaContent:
        cleaned = dict(self.cleaned_data)
        chosen = [self.parts[key] for key in cleaned.pop("territories", ())]
        return AreaContent(**cleaned, territories=chosen if self.parts else None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("money_cents") and "money_cents" not in self.errors:
            self.add_error("money_cents", _("How much money does it have?"))
        return cleaned


class CategoryForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("category of projects", "Name"), max_length=200, required=False)
    most_cents = EurosField(label=gettext_lazy("All of its projects at most, euros"), required=False)
    largest_cents = EurosField(label=gettext_lazy("One project at most, euros"), required=False)


class RevenueForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2015, max_value=2100, required=False)
    income_tax_cents = EurosField(label=gettext_lazy("Personal income tax, euros"), required=False)
    property_tax_cents = EurosField(label=gettext_lazy("Real estate tax, euros"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("year"):
            for name in ("income_tax_cents", "property_tax_cents"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Enter the actual revenue of the year."))
        return cleaned


AreaForms = forms.formset_factory(AreaForm, extra=SPARE, max_num=40, absolute_max=80)
CategoryForms = forms.formset_factory(CategoryForm, extra=SPARE, max_num=20, absolute_max=40)
RevenueForms = forms.formset_factory(RevenueForm, extra=3, max_num=3, absolute_max=6)


def areas_of(filled: Any) -> list[AreaContent]:
    return [form.content for form in filled if form.cleaned_data.get("name")]


def categories_of(filled: Any) -> list[CategoryContent]:
    return [CategoryContent(**form.cleaned_data) for form in filled if form.cleaned_data.get("name")]


def revenues_of(filled: Any) -> list[Revenue]:
    """The last of each year counts."""
    by_year = {form.cleaned_data["year"]: form.cleaned_data for form in filled if form.cleaned_data.get("year")}
    return [Revenue(**row) for _year, row in sorted(by_year.items())]


class BallotSettings(forms.ModelForm):  # type: ignore[type-arg]
    where = forms.ChoiceField(label=gettext_lazy("where one votes"), choices=WHERE, widget=forms.RadioSelect)
    elsewhere_address = forms.URLField(
        label=gettext_lazy("address of the site where one votes"), max_length=500, required=False,
        assume_scheme="https", help_text=gettext_lazy("Empty where people vote on paper alone."),
    )  # fmt: skip
    utility = forms.ChoiceField(
        label=gettext_lazy("what a winner counts for to who chose it"), required=False,
        choices=[("", gettext_lazy("as usual: its cost, or the points or the place given")), *Worth.choices],
        help_text=gettext_lazy("With Equal Shares, what costs its supporters least for it is chosen first."),
    )  # fmt: skip
    completion = forms.ChoiceField(
        label=gettext_lazy("money that is left"), choices=Leftover.choices, required=False,
        help_text=gettext_lazy("With Equal Shares, some money is left that no group has enough of."),
    )  # fmt: skip
    tie_order = forms.ChoiceField(label=gettext_lazy("who goes first when votes are equal"), choices=TIES)
    field_order = ("where", "elsewhere", "elsewhere_address", "elsewhere_point")

    class Meta:
        model = Ballot
        fields = (
            "elsewhere", "elsewhere_address", "elsewhere_point", "form", "most_choices", "points", "rule", "utility",
            "completion", "comparison", "threshold", "most_winners", "tie_order", "most_unique_percent",
        )  # fmt: skip
        widgets = {"elsewhere": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "elsewhere": gettext_lazy(
                "For example: on the site geolatvija.lv, or on paper in every parish office. Everybody reads it."
            ),
            "most_choices": gettext_lazy("For several projects and for order; empty: as many as one likes."),
            "points": gettext_lazy("Where people give points: how many each gives away."),
            "comparison": gettext_lazy(
                "With Equal Shares: where more voters find more of what they chose among the winners by most votes, "
                "those win instead."
            ),
            "threshold": gettext_lazy("Where the rule has one: with fewer votes a project cannot win."),
            "most_winners": gettext_lazy(
                "For example 1 where one project wins in each area; empty: as many as the money is enough for."
            ),
            "most_unique_percent": gettext_lazy(
                "Who knows a part of a rare ballot finds the rest of it. Above this share, and below 20 voters in an "
                "area, only totals and the steps of the count are published."
            ),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["where"].initial = ELSEWHERE if self.instance.elsewhere else HERE
        sentence_labels(self)
        self.fields["most_unique_percent"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("where") == HERE:
            return cleaned | dict.fromkeys(("elsewhere", "elsewhere_address", "elsewhere_point"), "")
        for name in ("elsewhere", "elsewhere_point"):
            if cleaned.get("where") == ELSEWHERE and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed where people vote elsewhere."))
        return cleaned

    def clean_completion(self) -> str:
        return self.cleaned_data["completion"] or Leftover.NONE.value

    def clean_most_unique_percent(self) -> int:
        given = self.cleaned_data["most_unique_percent"]
        return MOST_UNIQUE_PERCENT if given is None else given

    def _post_clean(self) -> None:
        """The service checks how the settings fit together; the row is not written here."""


class TimesForm(forms.Form):
    """Later days, and why."""

    ideas_last = DayField(label=gettext_lazy("Last day for ideas, the whole of it"), required=False)
    voting_first = DayField(label=gettext_lazy("Voting opens on"), required=False)
    voting_last = DayField(label=gettext_lazy("Last day of voting, the whole of it"), required=False)
    results_by_date = DayField(label=gettext_lazy("Results by"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody will be able to read it."),
    )  # fmt: skip

    @property
    def times(self) -> dict[str, Any]:
        days = self.cleaned_data
        return {
            "ideas_close_at": after(days["ideas_last"]),
            "voting_opens_at": start_of_day(days["voting_first"]) if days["voting_first"] else None,
            "voting_closes_at": after(days["voting_last"]),
            "results_by_date": days["results_by_date"],
        }


class ResultsForm(forms.Form):
    """What was counted, where votes were not counted here: votes of each project, and the chosen in their order."""

    voters = forms.IntegerField(label=gettext_lazy("How many people voted"), min_value=0, max_value=10_000_000)
    chosen = forms.CharField(
        label=gettext_lazy("Numbers of the chosen projects, in the order of selection"), required=False,
        max_length=2000, help_text=gettext_lazy("For example: 7, 2, 15."),
    )  # fmt: skip

    def __init__(self, *args: Any, projects: list[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        self.projects = projects
        for project in projects:
            self.fields[f"votes_{project.ballot_id}"] = forms.IntegerField(
                label=f"{project.number}. {project.title}", min_value=0, max_value=1_000_000_000
            )

    @property
    def results(self) -> Results:
        return Results(
            voters=self.cleaned_data["voters"],
            votes={each.ballot_id: self.cleaned_data[f"votes_{each.ballot_id}"] for each in self.projects},
            chosen=self.chosen_numbers,
        )

    @property
    def chosen_numbers(self) -> list[str]:
        chosen = self.cleaned_data["chosen"].replace(";", ",").replace(" ", ",").split(",")
        return [number for number in chosen if number]


class CorrectionForm(ResultsForm):
    """What is different in a published result, and why; where votes were counted here, only what was chosen."""

    reason = forms.CharField(
        label=gettext_lazy("What was wrong, and what follows from it"), max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=300,
        help_text=gettext_lazy("Who decided it, when, and its number."),
    )  # fmt: skip
    field_order = ("reason", "decision", "chosen")

    def __init__(self, *args: Any, projects: list[Project], voters: int, is_counted_here: bool, **options: Any) -> None:
        chosen = sorted((each for each in projects if each.is_chosen), key=lambda each: each.rank or 0)
        self.voted, self.is_counted_here = voters, is_counted_here
        initial: dict[str, Any] = {"voters": voters, "chosen": ", ".join(each.ballot_id for each in chosen)}
        initial |= {f"votes_{each.ballot_id}": each.votes for each in projects}
        super().__init__(*args, projects=projects, initial=initial, **options)
        if is_counted_here:
            for name in [name for name in self.fields if name == "voters" or name.startswith("votes_")]:
                del self.fields[name]

    @property
    def results(self) -> Results:
        if not self.is_counted_here:
            return super().results
        return Results(self.voted, {each.ballot_id: each.votes or 0 for each in self.projects}, self.chosen_numbers)


MOST_BYTES = 5_000_000


class ImportForm(forms.Form):
    """A file of one of three kinds."""

    what = forms.ChoiceField(
        label=gettext_lazy("What is in the file?"),
        choices=[
            ("ideas", gettext_lazy("ideas that were handed in elsewhere")),
            ("projects", gettext_lazy("projects that were vetted elsewhere")),
            ("results", gettext_lazy("results: votes of each project, and the order of the chosen")),
        ],
        widget=forms.RadioSelect,
    )
    upload = forms.FileField(label=gettext_lazy("CSV or GeoJSON file"))
    voters = forms.IntegerField(
        label=gettext_lazy("How many people voted"), required=False, min_value=0, max_value=10_000_000,
        help_text=gettext_lazy("Only for results."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == "results" and cleaned.get("voters") is None and "voters" not in self.errors:
            self.add_error("voters", _("Say how many people voted."))
        if cleaned.get("upload") and cleaned["upload"].size > MOST_BYTES:
            self.add_error("upload", _("The file is too large: at most 5 MB."))
        return cleaned
