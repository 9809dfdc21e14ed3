"""Lists of client service centres and libraries, read from CSV.

Columns (UTF-8, comma or semicolon, first line as here; those marked * must be filled in):

network*       code of the network: KAC_TIKLS or BIBLIOTEKU_TIKLS
external_id*   the point's own identifier in the list of whoever keeps the network
name*          its name
municipality*  code, name or alias of the municipality: RIGA, “Aizkraukles novada pašvaldība”, “Aizkraukles novads”
address*       street address
phone, email, website
source*        the list that was copied, with its address
as_of*         the day on which the list was true, 2026-11-23
closed_on      the last day on which the point was open

All or nothing: one bad row and none is written. Importing the same list again changes nothing; a point is known by
its network and external_id.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from balss.ledger.services import record
from balss.places.models import Institution, InstitutionKind, InstitutionName, ServicePoint, key_of
from balss.places.models.institutions import Alias
from balss.shared.permissions import SYSTEM, Actor, require

REQUIRED = ("network", "external_id", "name", "municipality", "address", "source", "as_of")
COLUMNS = (*REQUIRED, "phone", "email", "website", "closed_on")
MAX_BYTES = 10_000_000


class NotAList(Exception):
    """The file as a whole cannot be read; says why."""


@dataclass(frozen=True)
class RowError:
    """What is wrong in one cell; `line` as a text editor counts, from 1."""

    line: int
    column: str
    message: str


@dataclass
class Import:
    """What an import did, or on a dry run would do. With errors, nothing was written."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


def import_service_points(data: bytes, *, now: dt.datetime, by: Actor = SYSTEM, dry_run: bool = False) -> Import:
    """Bring the service points to what the list says. Raises NotAllowed, NotAList (nothing written)."""
    require(by, "places.import_service_points", None, now)
    result = Import()
    directory = _Directory()
    existing = {(p.network_id, p.external_id): p for p in ServicePoint.objects.all()}
    seen: dict[tuple[int, str], int] = {}
    fresh, changed = [], []
    for line, row in _rows(data):
        values = _values(row, line, directory, result.errors)
        if values is None:
            continue
        key = (values["network"].pk, values["external_id"])
        if key in seen:
            result.errors.append(RowError(line, "external_id", f"stands already in line {seen[key]}"))
            continue
        seen[key] = line
        point = existing.get(key)
        if point is None:
            fresh.append(ServicePoint(**values))
            result.added.append(values["name"])
        elif any(getattr(point, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(point, name, value)
            changed.append(point)
            result.changed.append(values["name"])
        else:
            result.unchanged += 1
    if not (dry_run or result.errors) and (fresh or changed):
        _write(fresh, changed, result, by=by, now=now)
    return result


def _write(
    fresh: list[ServicePoint], changed: list[ServicePoint], result: Import, *, by: Actor, now: dt.datetime
) -> None:
    with transaction.atomic():
        ServicePoint.objects.bulk_create(fresh)
        for point in changed:
            point.save()
        for network in {point.network for point in (*fresh, *changed)}:
            record(
                action="places.service_points_imported",
                subject=network,
                by=by,
                now=now,
                content={
                    "network": network.code,
                    "added": sum(point.network_id == network.pk for point in fresh),
                    "changed": sum(point.network_id == network.pk for point in changed),
                    "sources": sorted({point.source for point in (*fresh, *changed)}),
                },
            )


class _Directory:
    """Networks by code; municipalities by code, name or alias."""

    def __init__(self) -> None:
        self.networks = {n.code: n for n in Institution.objects.filter(kind=InstitutionKind.NETWORK)}
        municipalities = Institution.objects.filter(kind=InstitutionKind.MUNICIPALITY)
        self.municipalities = {key_of(municipality.code): municipality for municipality in municipalities}
        of_municipalities = {"institution__in": municipalities}
        for table in (InstitutionName.objects, Alias.objects):
            for row in table.filter(**of_municipalities).select_related("institution"):
                self.municipalities[row.key] = row.institution


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line on which it ends. Raises NotAList."""
    if len(data) > MAX_BYTES:
        raise NotAList(f"the file has {len(data):,} bytes; a list has at most {MAX_BYTES:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotAList(f"line {line}: not UTF-8 text; save the list as “CSV UTF-8”") from error
    if "\0" in text:
        raise NotAList("the file is not text")
    first_line = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in first_line else ",", strict=True)
    names = [name.strip() for name in reader.fieldnames or ()]
    if missing := [name for name in REQUIRED if name not in names]:
        raise NotAList(f"line 1: the columns {', '.join(missing)} are missing; a list has {', '.join(COLUMNS)}")
    reader.fieldnames = names
    try:
        for row in reader:
            yield reader.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS}
    except csv.Error as error:
        raise NotAList(f"line {reader.line_num}: {error}") from error


def _values(row: dict[str, str], line: int, directory: _Directory, errors: list[RowError]) -> dict[str, Any] | None:
    """The row as columns of a ServicePoint; None when something is wrong with it, which goes to `errors`."""
    found = [RowError(line, name, "is empty") for name in REQUIRED if not row[name]]
    network = directory.networks.get(row["network"])
    if row["network"] and network is None:
        found.append(RowError(line, "network", f"“{row['network']}” is none of {', '.join(directory.networks)}"))
    municipality = directory.municipalities.get(key_of(row["municipality"]))
    if row["municipality"] and municipality is None:
        found.append(RowError(line, "municipality", f"“{row['municipality']}” is not a municipality we know"))
    days: dict[str, dt.date | None] = {}
    for name in ("as_of", "closed_on"):
        try:
            days[name] = dt.date.fromisoformat(row[name]) if row[name] else None
        except ValueError:
            found.append(RowError(line, name, f"“{row[name]}” is not a date; write 2026-11-23"))
    values = {
        **{name: row[name] for name in ("external_id", "name", "address", "phone", "email", "website", "source")},
        "network": network,
        "municipality": municipality,
        "as_of_date": days.get("as_of"),
        "valid_to": days.get("closed_on"),
    }
    found.extend(_bad_cells(values, line))
    errors.extend(found)
    return None if found else values


def _bad_cells(values: dict[str, Any], line: int) -> Iterator[RowError]:
    """What the columns themselves refuse: too long, no e-mail address, no address of a page."""
    texts = {name: text for name, text in values.items() if text and isinstance(text, str)}
    others = {column.name for column in ServicePoint._meta.concrete_fields} - texts.keys()
    try:
        ServicePoint(**texts).clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield RowError(line, name, f"“{texts[name]}”: {' '.join(messages)}")
