"""Entering a value that a source published, and correcting one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.files import File
from django.db import IntegrityError, transaction

from balss.indicators.models import Area, Confidence, Document, Observation, Series, Unit, Wave
from balss.ledger.services import record
from balss.shared.files import store
from balss.shared.permissions import Actor, require


class OtherSource(Exception):
    """The wave belongs to another survey than the series: figures of two surveys are never joined."""

    def __init__(self, series: Series, wave: Wave) -> None:
        self.series, self.wave = series, wave
        super().__init__(f"{wave} is no wave of {series.question.source}")


class AlreadyRecorded(Exception):
    """This series has a value for this wave and area; whoever finds it wrong corrects it."""


class AlreadyCorrected(Exception):
    """Somebody corrected this entry meanwhile; only the entry in force can be corrected."""


class ReasonMissing(ValueError):
    """A correction says why, since both values stay readable."""


class ImpossibleFigure(ValueError):
    """A number that cannot be: a percentage outside 0–100, nobody asked, a margin of nothing."""

    def __init__(self, number: Decimal | int) -> None:
        self.number = number
        super().__init__(f"{number} cannot be")


@dataclass(frozen=True)
class Figure:
    """A value as it was read, and where. `margin` is ± in the unit and only where published; `base` who answered.

    A figure without a value withdraws the one that it corrects. The document has an address, or comes as a file.
    """

    value: Decimal | None
    document_title: str
    document_url: str = ""
    document_file: File[bytes] | None = None
    base: int | None = None
    margin: Decimal | None = None
    confidence: Confidence = Confidence.HIGH


@transaction.atomic
def record_observation(
    *, series: Series, wave: Wave, area: Area, figure: Figure, by: Actor, now: datetime
) -> Observation:
    """Enter the first value of a series in a wave for an area.

    Raises NotAllowed, OtherSource, ImpossibleFigure, AlreadyRecorded, shared.files.FileRefused.
    """
    require(by, "indicators.record_observation", series, now)
    if wave.source_id != series.question.source_id:
        raise OtherSource(series, wave)
    _check_numbers(series, figure)
    try:
        with transaction.atomic():
            observation = _write(series, wave, area, figure, by=by, now=now)
    except IntegrityError as error:
        raise AlreadyRecorded from error
    _to_ledger("indicators.observation_recorded", observation, by=by, now=now)
    return observation


@transaction.atomic
def correct_observation(
    *, observation: Observation, figure: Figure, reason: str, by: Actor, now: datetime
) -> Observation:
    """Enter a new value in place of one in force, which stays readable with the reason.

    Raises NotAllowed, ReasonMissing, ImpossibleFigure, AlreadyCorrected (also when two correct one entry at once).
    """
    require(by, "indicators.correct_observation", observation, now)
    if not reason.strip():
        raise ReasonMissing
    _check_numbers(observation.series, figure)
    try:
        with transaction.atomic():
            corrected = _write(
                observation.series,
                observation.wave,
                Area(observation.area),
                figure,
                corrects=observation,
                reason=reason,
                by=by,
                now=now,
            )
    except IntegrityError as error:
        raise AlreadyCorrected from error
    _to_ledger("indicators.observation_corrected", corrected, by=by, now=now)
    return corrected


def _check_numbers(series: Series, figure: Figure) -> None:
    if figure.value is not None:
        highest = Decimal(100) if series.question.unit == Unit.PERCENT else figure.value
        if not 0 <= figure.value <= highest:
            raise ImpossibleFigure(figure.value)
    for number in (figure.base, figure.margin):
        if number is not None and number <= 0:
            raise ImpossibleFigure(number)


def _write(
    series: Series,
    wave: Wave,
    area: Area,
    figure: Figure,
    *,
    by: Actor,
    now: datetime,
    corrects: Observation | None = None,
    reason: str = "",
) -> Observation:
    return Observation.objects.create(
        series=series,
        wave=wave,
        area=area,
        value=figure.value,
        base=figure.base,
        margin=figure.margin,
        confidence=figure.confidence,
        document=_document(figure, corrects, by=by, now=now),
        corrects=corrects,
        reason=reason,
        recorded_at=now,
        recorded_by=by.public_id,
    )


def _document(figure: Figure, corrects: Observation | None, *, by: Actor, now: datetime) -> Document:
    """The document of the figure; a correction that names the same document keeps it, with its file."""
    title, url = figure.document_title, figure.document_url
    if figure.document_file is not None:
        file = store(figure.document_file, by=by, now=now, name=figure.document_file.name or title, public=True)
        return Document.objects.create(title=title, url=url, file=file)
    if corrects is not None and (corrects.document.title, corrects.document.url) == (title, url):
        return corrects.document
    document, _ = Document.objects.get_or_create(title=title, url=url, file=None)
    return document


def _to_ledger(action: str, observation: Observation, *, by: Actor, now: datetime) -> None:
    record(
        action=action,
        subject=observation,
        by=by,
        now=now,
        content={
            "series": observation.series.code,
            "wave": observation.wave.period,
            "area": observation.area,
            "value": None if observation.value is None else str(observation.value),
            "document": observation.document.title,
            "corrects": observation.corrects_id,
            "reason": observation.reason,
        },
    )
