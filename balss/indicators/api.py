"""/api/v1/indicators: the figures, with the fields of `queries.dataset`."""

from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from balss.indicators import queries
from balss.indicators.queries import rows_of
from balss.indicators.queries.dataset import Row
from balss.shared.http import Request

router = Router(tags=["indicators"])


class ObservationOut(Schema):
    """A value in force, or one that is awaited. The fields are those of /raditaji/dati/."""

    series: str
    series_name_lv: str
    series_name_en: str
    question: str
    unit: str
    scale_lv: str | None
    scale_en: str | None
    source: str
    source_name_lv: str
    source_name_en: str
    period: str | None
    wave_name_lv: str
    wave_name_en: str
    published: str | None
    area: str
    status: str
    value: str | None = Field(description="decimal number as text, exactly as published")
    base: int | None
    margin: str | None
    confidence: str | None
    document: str | None
    document_url: str | None
    recorded_at: str | None


class OutcomeOut(Schema):
    """An outcome indicator of a plan, with the keys of the series that show it."""

    code: str
    group: str
    number: int
    text_lv: str
    text_en: str
    series: list[str]
    sources_without_figures: list[str]


@router.get("/observations", response=list[ObservationOut], summary="All values, in force and awaited")
def observations(request: Request) -> list[Row]:
    return list(rows_of(queries.all_figures()))


@router.get("/series/{code}", response={200: list[ObservationOut], 404: dict[str, str]}, summary="Values of one series")
def series(request: Request, code: str) -> list[Row]:
    figures = queries.figures_of_series(code)
    if figures is None:
        raise HttpError(404, "No such series")
    return list(rows_of([figures]))


@router.get("/outcomes/{group}", response=list[OutcomeOut], summary="Outcome indicators of a plan")
def outcomes(request: Request, group: str) -> list[dict[str, object]]:
    return [
        {
            "code": outcome.indicator.code,
            "group": outcome.indicator.group,
            "number": outcome.indicator.number,
            "text_lv": outcome.indicator.text_lv,
            "text_en": outcome.indicator.text_en,
            "series": [figures.series.code for figures in outcome.figures],
            "sources_without_figures": [source.code for source in outcome.silent_sources],
        }
        for outcome in queries.outcomes_of(group)
    ]
