"""The figures as data: one row per value in force and per awaited value, the same in CSV, JSON and the API."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balss.indicators.models import Area, Observation, Wave
from balss.indicators.queries.figures import SeriesFigures

FIELDS: dict[str, str | Promise] = {
    "series": _("key of the series: what is measured, about whom"),
    "series_name_lv": _("its name in Latvian"),
    "series_name_en": _("its name in English"),
    "question": _("key of the question; series of one question can be set side by side"),
    "unit": _("unit of the value: percent"),
    "scale_lv": _("which answers are counted, in Latvian; empty when not known"),
    "scale_en": _("which answers are counted, in English; empty when not known"),
    "source": _("key of the survey or publication; never join values of two sources into one line"),
    "source_name_lv": _("name of the source in Latvian"),
    "source_name_en": _("name of the source in English"),
    "period": _("what time the wave speaks of: 2023, 2023-H1, 2021-spring, 2023-10; empty when not stated"),
    "wave_name_lv": _("name of the wave in Latvian"),
    "wave_name_en": _("name of the wave in English"),
    "published": _("when the wave was published, ISO date as exact as known: 2024-07-10 or 2022"),
    "area": _("LV: Latvia; OECD, EU: the average to set beside it"),
    "status": _("measured, or awaited: the value is to come"),
    "value": _("the value as published, with a decimal point; empty when awaited"),
    "base": _("how many answered; empty when not known"),
    "margin": _("margin of error in the unit, plus or minus; empty when not published"),
    "confidence": _("how surely it was read: high (in the publication or an official document), medium, low"),
    "document": _("title of the document it was read in"),
    "document_url": _("its address; empty when it has none"),
    "recorded_at": _("when the value was entered here, ISO 8601"),
}

Row = dict[str, Any]


def rows_of(figures: Iterable[SeriesFigures]) -> Iterator[Row]:
    """Rows with the keys of FIELDS, in order of series, time and area; empty is None."""
    for one in figures:
        for observation in one.observations:
            yield _series_part(one) | _wave_part(observation.wave) | _value_part(observation)
        for wave in one.awaited_waves:
            awaited = dict.fromkeys(list(FIELDS)[list(FIELDS).index("value") :])
            yield _series_part(one) | _wave_part(wave) | {"area": Area.LATVIA.value, "status": "awaited"} | awaited


def _series_part(figures: SeriesFigures) -> Row:
    series, question, source = figures.series, figures.series.question, figures.series.question.source
    return {
        "series": series.code,
        "series_name_lv": series.name_lv,
        "series_name_en": series.name_en,
        "question": question.code,
        "unit": question.unit,
        "scale_lv": question.scale_lv or None,
        "scale_en": question.scale_en or None,
        "source": source.code,
        "source_name_lv": source.name_lv,
        "source_name_en": source.name_en,
    }


def _wave_part(wave: Wave) -> Row:
    return {
        "period": wave.period or None,
        "wave_name_lv": wave.name_lv,
        "wave_name_en": wave.name_en,
        "published": wave.published or None,
    }


def _value_part(observation: Observation) -> Row:
    address = observation.document.address
    return {
        "area": observation.area,
        "status": "measured",
        "value": None if observation.value is None else f"{observation.value.normalize():f}",
        "base": observation.base,
        "margin": None if observation.margin is None else f"{observation.margin.normalize():f}",
        "confidence": observation.confidence,
        "document": observation.document.title,
        "document_url": (settings.ORIGIN + address if address.startswith("/") else address) or None,
        "recorded_at": observation.recorded_at.isoformat(),
    }
