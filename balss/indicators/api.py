"""/api/v1/indicators: the figures, with the fields of `queries.dataset`."""

from typing import Annotated, Literal

from django.http import Http404
from ninja import Field, Path, Router, Schema
from ninja.pagination import paginate

from balss.indicators import queries
from balss.indicators.models import Area, Confidence, Unit
from balss.indicators.queries import rows_of
from balss.indicators.queries.dataset import Row
from balss.shared.api import Paging
from balss.shared.http import Request

router = Router(tags=["indicators"])

Code = Annotated[str, Path(pattern="^[a-z0-9-]+$", max_length=80)]


class ObservationOut(Schema):
    """A value in force, or one that is awaited. The fields are those of /raditaji/dati/."""

    series: str
    series_name_lv: str
    series_name_en: str
    question: str
    unit: Unit
    scale_lv: str | None
    scale_en: str | None
    source: str
    source_name_lv: str
    source_name_en: str
    period: str | None
    wave_name_lv: str
    wave_name_en: str
    published: str | None
    area: Area
    status: Literal["measured", "awaited"]
    value: str | None = Field(description="decimal number as text, exactly as published")
    base: int | None
    margin: str | None
    confidence: Confidence | None
    document: str | None
    document_url: str | None
    recorded_at: str | None = Field(description="ISO 8601, UTC")


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
@paginate(Paging)
def observations(request: Request) -> list[Row]:
    return list(rows_of(queries.all_figures()))


@router.get("/series/{code}", response=list[ObservationOut], summary="Values of one series, in force and awaited")
@paginate(Paging)
def series(request: Request, code: Code) -> list[Row]:
    figures = queries.figures_of_series(code)
    if figures is None:
        raise Http404
    return list(rows_of([figures]))


@router.get("/outcomes/{group}", response=list[OutcomeOut], summary="Outcome indicators of a plan (plan-6)")
@paginate(Paging)
def outcomes(request: Request, group: Code) -> list[dict[str, object]]:
    indicators = [
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
    if not indicators:
        raise Http404
    return indicators
