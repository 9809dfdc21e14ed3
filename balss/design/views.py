"""The page that shows every component, with the words that make it: for those who build pages, and for the tests."""

from datetime import datetime, timedelta
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from balss.core.charts.bars import Bar, BarChart, BarGroup, bar_chart
from balss.core.charts.trend import Line, Moment, Reading, Trend, trend
from balss.design.forms import DateInput, DateTimeInput
from balss.design.icons import PATHS
from balss.design.numbers import percent_words
from balss.shared.http import Request
from balss.shared.maps import shows_map

CORNERS = [[24.59, 56.81], [24.64, 56.82], [24.66, 56.8], [24.61, 56.79], [24.59, 56.81]]  # longitude, latitude


class SampleForm(forms.Form):
    """Every kind of field that our forms use. Nothing that is sent is kept."""

    title = forms.CharField(
        label=gettext_lazy("Title"), help_text=gettext_lazy("One sentence that says what it is about.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    text = forms.CharField(label=gettext_lazy("Your opinion"), widget=forms.Textarea(attrs={"rows": 5}))
    institution = forms.ChoiceField(
        label=gettext_lazy("Institution"),
        choices=[("", "–"), ("VK", gettext_lazy("State Chancellery")), ("FM", gettext_lazy("Ministry of Finance"))],
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("The reason will be published with it."),
        choices=[
            ("yes", gettext_lazy("Accepted")),
            ("partly", gettext_lazy("Partly")),
            ("no", gettext_lazy("Not accepted")),
        ],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        required=False,
        choices=[("budget", gettext_lazy("Budget")), ("health", gettext_lazy("Health"))],
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(label=gettext_lazy("Date"), widget=DateInput, required=False)
    moment = forms.DateTimeField(label=gettext_lazy("Date and time"), widget=DateTimeInput, required=False)
    document = forms.FileField(
        label=gettext_lazy("Document"), help_text=gettext_lazy("PDF or Word, up to 20 MB."), required=False
    )
    agreed = forms.BooleanField(label=gettext_lazy("I have read what happens with my data"))


class SampleSearch(forms.Form):
    """How a list is searched and narrowed."""

    words = forms.CharField(label=gettext_lazy("Words"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All"))], required=False)


@shows_map()
@require_safe
def components(request: Request) -> HttpResponse:
    """Everything the design system has. `?errors` shows the form as it looks when it is refused."""
    form = SampleForm({"title": "", "email": "anna"} if "errors" in request.GET else None)
    now = timezone.now()
    return render(
        request,
        "design/components.html",
        {
            "form": form,
            "search": SampleSearch(auto_id="search_%s"),
            "icons": list(PATHS),
            "now": now,
            "page": Paginator(range(200), 10).get_page(request.GET.get("page")),
            "tabs": [
                (_("Measures"), request.path, True),
                (_("Calendar"), f"{request.path}?errors", False),
                (_("Changes"), f"{request.path}?page=2", False),
            ],
            "deadlines": [now.date() + timedelta(days=days) for days in (-38, 0, 21, 403)],
            "entries": _entries(now),
            "trend": _trend(),
            "bars": _bars(),
            "area": {"type": "Polygon", "coordinates": [CORNERS]},
        },
    )


def _entries(now: datetime) -> list[dict[str, object]]:
    return [
        {"at": now, "title": _("Report accepted"), "by": _("State Chancellery")},
        {
            "at": now - timedelta(days=9),
            "title": _("Report sent"),
            "text": _("Two seminars were held, 84 people came."),
        },
        {"at": now - timedelta(days=240), "title": _("Plan approved")},
    ]


def _trend() -> Trend:
    def line(key: str, label: str, *values: str) -> Line:
        moments = (Moment(2021.5, "2021"), Moment(2023.5, "2023"))
        numbers = [Decimal(value) for value in values]
        return Line(key, label, tuple(Reading(m, n, percent_words(n)) for m, n in zip(moments, numbers, strict=True)))

    lines = [line("LV", _("Latvia"), "24.5", "28.7"), line("OECD", _("OECD average"), "41", "39.3")]
    return trend(lines, awaited=[Moment(2025.5, "2025", is_awaited=True)])


def _bars() -> BarChart:
    def bar(kind: str, year: str, value: str) -> Bar:
        number = Decimal(value)
        return Bar(kind, f"{percent_words(number)} · {year}", number)

    government = (bar("main", "2023", "28.7"), bar("earlier", "2021", "24.5"), bar("comparison", "OECD 2023", "39.3"))
    groups = [BarGroup(_("Police"), (bar("main", "2023", "52"),)), BarGroup(_("Government"), government)]
    return bar_chart(groups)
