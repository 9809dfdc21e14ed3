"""What the words of one plan mean for counting, where only a person can tell: metrics, kinds, implied targets.

An interpretation is a data file beside the plan's document, kept clearly apart from it. It is keyed by the number of
the measure and the exact words of the indicator, so that it falls silent when a corrected edition says something else;
it never changes a word, a number or a date that the plan names.
"""

from dataclasses import dataclass, replace
from typing import Any

from balss.core.plandoc.document import Indicator, IndicatorKind, Measure, PlanDocument, Target
from balss.core.plandoc.shape import load


@dataclass(frozen=True)
class IndicatorMeaning:
    """`metrics` name what is counted; `implied` is the target of an output that the plan names without a number."""

    words: str
    kind: IndicatorKind
    metrics: tuple[str, ...] = ()
    implied: Target | None = None


@dataclass(frozen=True)
class MeasureMeaning:
    number: str
    indicators: tuple[IndicatorMeaning, ...] = ()


@dataclass(frozen=True)
class Interpretation:
    coordinator: str = ""  # code of the institution that coordinates the plan
    measures: tuple[MeasureMeaning, ...] = ()


def load_interpretation(data: Any) -> Interpretation:
    """Raises Unreadable naming the part that is wrong."""
    loaded: Interpretation = load(Interpretation, data, "")
    return loaded


def interpret(document: PlanDocument, interpretation: Interpretation) -> PlanDocument:
    meanings = {
        (measure.number, meaning.words): meaning
        for measure in interpretation.measures
        for meaning in measure.indicators
    }

    def of_indicator(measure: Measure, indicator: Indicator) -> Indicator:
        found = (meanings.get((measure.number, text)) for text in indicator.words.values())
        meaning = next((each for each in found if each), None)
        return _with_meaning(indicator, meaning) if meaning else indicator

    commitments = tuple(
        replace(
            commitment,
            measures=tuple(
                replace(measure, indicators=tuple(of_indicator(measure, each) for each in measure.indicators))
                for measure in commitment.measures
            ),
        )
        for commitment in document.commitments
    )
    return replace(document, commitments=commitments, coordinator=document.coordinator or interpretation.coordinator)


def _with_meaning(indicator: Indicator, meaning: IndicatorMeaning) -> Indicator:
    """The indicator with its kind and metrics; targets that the words name belong to the metrics in their order, and
    only where they name none is one implied."""
    targets = indicator.targets
    if len(targets) == len(meaning.metrics) > 1:
        targets = tuple(replace(target, metric=metric) for target, metric in zip(targets, meaning.metrics, strict=True))
    elif not targets and meaning.implied:
        targets = (replace(meaning.implied, is_implied=True),)
    return replace(indicator, kind=meaning.kind, metrics=meaning.metrics, targets=targets)
