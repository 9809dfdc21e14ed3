"""What everybody sees: all indicators, one series, series side by side. These pages ask nobody who they are."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.indicators import queries
from balss.indicators.models import Area, Confidence, Document, Observation, Wave
from balss.indicators.queries import FIELDS, SeriesFigures
from balss.indicators.views.charts import drawing_of_comparison, drawing_of_series
from balss.shared.http import Request


@dataclass(frozen=True)
class WaveRow:
    """A row of a series' table: one wave, the value for each area, and the documents they were read in, each with a
    word of doubt where the reading is not sure."""

    wave: Wave
    values: list[Observation | None]
    documents: list[tuple[Document, str]]
    is_awaited: bool


@require_safe
def overview(request: Request) -> HttpResponse:
    figures = queries.all_figures()
    outcomes = queries.outcomes_of(queries.latest_group(), among=figures)
    in_outcomes = {f.series.pk for outcome in outcomes for f in outcome.figures}
    context = {
        "outcomes": [(outcome, drawing_of_series(outcome.headline)) for outcome in outcomes],
        "others": [f for f in figures if f.series.pk not in in_outcomes and f.series.question.code != "trust"],
        "comparisons": queries.questions_with_several_series(),
        "caveats": queries.all_caveats(),
    }
    return render(request, "indicators/overview.html", context)


@require_safe
def series(request: Request, code: str) -> HttpResponse:
    figures = queries.figures_of_series(code)
    if figures is None:
        raise Http404
    context = {
        "figures": figures,
        "series": figures.series,
        "question": figures.series.question,
        "source": figures.series.question.source,
        "drawing": drawing_of_series(figures),
        "areas": figures.areas or [Area.LATVIA],
        "rows": _rows(figures),
        "caveats": queries.caveats_about([figures.series]),
        "outcomes": figures.series.outcome_indicators.all(),
        "has_siblings": figures.series.question.series.exclude(pk=figures.series.pk).exists(),
        "corrections": queries.corrections_of(figures.series),
    }
    return render(request, "indicators/series.html", context)


@require_safe
def comparison(request: Request, code: str) -> HttpResponse:
    compared = queries.figures_of_question(code)
    if not compared:
        raise Http404
    question = compared[0].series.question
    waves = sorted({wave for f in compared for wave in f.measured_waves}, key=lambda wave: wave.order)
    columns = [(wave, area) for wave in waves for area in Area if any(f.at(wave, area) for f in compared)]
    context = {
        "question": question,
        "source": question.source,
        "drawing": drawing_of_comparison(question.name, compared),
        "waves": waves,
        "awaited": sorted({w for f in compared for w in f.awaited_waves}, key=lambda wave: wave.order),
        "columns": columns,
        "lines": [(f.series, [f.at(wave, area) for wave, area in columns]) for f in compared],
        "caveats": queries.caveats_about([f.series for f in compared]),
    }
    return render(request, "indicators/comparison.html", context)


@require_safe
def data(request: Request) -> HttpResponse:
    """What the fields of the data mean, and where the data is."""
    return render(request, "indicators/data.html", {"fields": FIELDS.items()})


def _rows(figures: SeriesFigures) -> list[WaveRow]:
    """One row for each wave that has a value or awaits one, newest first."""
    awaited = figures.awaited_waves
    areas = figures.areas or [Area.LATVIA]
    rows = []
    for wave in reversed(figures.waves):
        values = [figures.at(wave, area) for area in areas]
        if any(values) or wave in awaited:
            read_in = {(o.document, _doubt(o)): None for o in values if o}
            rows.append(WaveRow(wave, values, list(read_in), wave in awaited))
    return rows


def _doubt(observation: Observation) -> str:
    return "" if observation.confidence == Confidence.HIGH else observation.get_confidence_display()
