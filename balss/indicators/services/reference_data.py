"""Loading the figures that the product brings along, each with the document it was read in.

Loading again writes nothing. What the files changed is changed: words in place, values by a correction, as a person
would do it. A value that a person entered or corrected stays as it is and is reported; no figure is ever removed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from balss.indicators.models import Caveat, Document, Observation, OutcomeIndicator, Question, Series, Source, Wave
from balss.indicators.services.reference_files import ReferenceFiles, Row, read_reference_files
from balss.ledger.services import Subject, record
from balss.search.services import index
from balss.shared.permissions import SYSTEM

FIGURE_COLUMNS = ("value", "base", "margin", "confidence", "document_id")
CORRECTED_IN_DATA = "Precizēts produkta datu failā."

M = TypeVar("M", bound=models.Model)
Key = tuple[Any, ...]


class UnknownColumn(Exception):
    """A data file says something that no column holds: a misspelt name, most likely."""

    def __init__(self, model: type[models.Model], names: set[str]) -> None:
        super().__init__(f"{model.__name__} has no {', '.join(sorted(names))}")


@dataclass
class Loaded:
    """How many rows were written, and the values left as a person put them (“series wave area”)."""

    created: int = 0
    changed: int = 0
    corrected: int = 0
    kept: list[str] = field(default_factory=list)

    @property
    def wrote_anything(self) -> bool:
        return bool(self.created or self.changed or self.corrected)


@transaction.atomic
def load_reference_data(*, now: datetime, files: ReferenceFiles | None = None) -> Loaded:
    """Bring the tables to what the files say; one ledger entry for all of it, none when nothing changed."""
    files = files or read_reference_files()
    loaded = Loaded()
    documents = _sync(Document, ("title", "url", "file_id"), files.documents.values(), loaded)
    sources = _sync(Source, ("code",), files.sources, loaded)
    waves = _sync(
        Wave,
        ("source_id", "period"),
        ({**wave.row, "source_id": sources[wave.source,].pk} for wave in files.waves),
        loaded,
    )
    questions = _sync(
        Question, ("code",), ({**q.row, "source_id": sources[q.source,].pk} for q in files.questions), loaded
    )
    series = _sync(
        Series, ("code",), ({**s.row, "question_id": questions[s.question,].pk} for s in files.series), loaded
    )
    _load_caveats(files, series, loaded)
    _load_outcomes(files, series, sources, loaded)
    figures = []
    for placed in files.observations:
        row, document = placed.row, files.documents[placed.row["document"]]
        wave = waves[sources[placed.source,].pk, row["wave"]]
        figures.append(
            Observation(
                series=series[placed.series,],
                wave=wave,
                area=row["area"],
                value=row["value"],
                base=row.get("base"),
                margin=row.get("margin"),
                confidence=row["confidence"],
                document=documents[document["title"], document.get("url", ""), None],
                recorded_at=now,
                recorded_by=SYSTEM.public_id,
            )
        )
    _load_observations(figures, loaded)
    if loaded.wrote_anything:
        index("indicators.series", Series.objects.values_list("code", flat=True))
        record(
            action="indicators.reference_data_loaded",
            subject=Subject("indicators.reference_data", files.digest),
            by=SYSTEM,
            now=now,
            content={"created": loaded.created, "changed": loaded.changed, "corrected": loaded.corrected},
        )
    return loaded


def _load_caveats(files: ReferenceFiles, series: dict[Key, Series], loaded: Loaded) -> None:
    rows = [
        {**{name: value for name, value in row.items() if name != "series"}, "position": n}
        for n, row in enumerate(files.caveats)
    ]
    caveats = _sync(Caveat, ("code",), rows, loaded)
    pairs = {(caveats[row["code"],].pk, series[code,].pk) for row in files.caveats for code in row["series"]}
    _sync_links(Caveat.series.through, ("caveat_id", "series_id"), pairs, loaded)


def _load_outcomes(
    files: ReferenceFiles, series: dict[Key, Series], sources: dict[Key, Source], loaded: Loaded
) -> None:
    rows = [
        {
            **{name: value for name, value in row.items() if name not in {"headline", "sources", "series"}},
            "headline_id": series[row["headline"],].pk,
        }
        for row in files.outcomes
    ]
    outcomes = _sync(OutcomeIndicator, ("code",), rows, loaded)
    by_series = {(outcomes[row["code"],].pk, series[code,].pk) for row in files.outcomes for code in row["series"]}
    _sync_links(OutcomeIndicator.series.through, ("outcomeindicator_id", "series_id"), by_series, loaded)
    by_source = {(outcomes[row["code"],].pk, sources[code,].pk) for row in files.outcomes for code in row["sources"]}
    _sync_links(OutcomeIndicator.sources.through, ("outcomeindicator_id", "source_id"), by_source, loaded)


def _load_observations(figures: Iterable[Observation], loaded: Loaded) -> None:
    in_force = {(o.series_id, o.wave_id, o.area): o for o in Observation.objects.filter(corrected_by=None)}
    written = []
    for figure in figures:
        standing = in_force.get((figure.series_id, figure.wave_id, figure.area))
        if standing is None:
            loaded.created += 1
        elif all(getattr(standing, name) == getattr(figure, name) for name in FIGURE_COLUMNS):
            continue
        elif standing.recorded_by != SYSTEM.public_id:
            loaded.kept.append(f"{figure.series.code} {figure.wave.period} {figure.area}")
            continue
        else:
            figure.corrects, figure.reason = standing, CORRECTED_IN_DATA
            loaded.corrected += 1
        written.append(figure)
    Observation.objects.bulk_create(written)


def _sync(model: type[M], key: tuple[str, ...], rows: Iterable[Row], loaded: Loaded) -> dict[Key, M]:
    """Create or change the model's rows to what the files say, and return all there are, by their key.

    A column that a file does not name has its default. Rows that no file has are left alone.
    """
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    standing: dict[Key, M] = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    created, changed = [], []
    for row in rows:
        if unknown := set(row) - {column.attname for column in columns}:
            raise UnknownColumn(model, unknown)
        full = {column.attname: row.get(column.attname, column.get_default()) for column in columns}
        found = standing.get(tuple(full[name] for name in key))
        if found is None:
            created.append(standing.setdefault(tuple(full[name] for name in key), model(**full)))
        elif any(getattr(found, name) != value for name, value in full.items()):
            for name, value in full.items():
                setattr(found, name, value)
            changed.append(found)
    model._default_manager.bulk_create(created)
    if changed:
        model._default_manager.bulk_update(changed, [column.name for column in columns])
    loaded.created += len(created)
    loaded.changed += len(changed)
    return standing


def _sync_links(
    through: type[models.Model], columns: tuple[str, str], wanted: set[tuple[Any, Any]], loaded: Loaded
) -> None:
    """Make the links of a many-to-many relation those that the files name, and no others."""
    standing = {tuple(row[:2]): row[2] for row in through._default_manager.values_list(*columns, "pk")}
    missing = sorted(wanted - set(standing))
    through._default_manager.bulk_create(through(**dict(zip(columns, pair, strict=True))) for pair in missing)
    surplus = [pk for pair, pk in standing.items() if pair not in wanted]
    if surplus:
        through._default_manager.filter(pk__in=surplus).delete()
    loaded.created += len(missing)
    loaded.changed += len(surplus)
