"""What of the indicators is found by searching: each series with its question and source, and the results it shows."""

from collections.abc import Collection, Iterator

from balss.indicators.models import Series
from balss.shared.search_documents import SearchDocument


def series_keys() -> Iterator[str]:
    return Series.objects.values_list("code", flat=True).iterator()


def found_series(codes: Collection[str]) -> Iterator[SearchDocument]:
    rows = Series.objects.filter(code__in=codes).select_related("question__source")
    for series in rows.prefetch_related("outcome_indicators", "caveats"):
        question, source = series.question, series.question.source
        outcomes, caveats = series.outcome_indicators.all(), series.caveats.all()
        yield SearchDocument(
            series.code,
            title={"lv": series.name_lv, "en": series.name_en},
            text={
                "lv": _lines(
                    question.name_lv, question.wording_lv, series.about_lv, source.name_lv, source.publisher_lv,
                    *(outcome.text_lv for outcome in outcomes), *(caveat.text_lv for caveat in caveats),
                ),
                "en": _lines(
                    question.name_en, question.wording_en, series.about_en, source.name_en, source.publisher_en,
                    *(outcome.text_en for outcome in outcomes), *(caveat.text_en for caveat in caveats),
                ),
            },
        )  # fmt: skip


def _lines(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
