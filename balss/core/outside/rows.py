"""Opportunities in tables and records: CSV, JSON as the TAP portal's open records have it, GeoJSON.

COLUMNS are the names under which a column is found, in this order and whatever their case. Only the title and the
address are needed.
"""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from balss.core.outside.items import MOST_ITEMS, Found, Item, NoItem, Reason, Skipped, Unreadable, item, short_key

COLUMNS = {
    "key": ("id", "key", "identificator", "identifikators", "kods", "guid"),
    "title": ("title", "name", "nosaukums", "virsraksts"),
    "address": ("address", "url", "link", "web", "saite", "adrese"),
    "summary": ("summary", "description", "apraksts", "kopsavilkums"),
    "organiser": ("organiser", "institution", "responsible_institution_name", "institucija", "institūcija", "rikotajs",
                  "rīkotājs", "pasvaldiba", "pašvaldība"),
    "place": ("place", "vieta", "teritorija", "novads", "pagasts"),
    "kind": ("kind", "veids"),
    "opens": ("opens", "start", "start_date", "from", "no", "sakums", "sākums", "sakuma_datums", "sākuma datums"),
    "closes": ("closes", "end", "end_date", "deadline", "until", "lidz", "līdz", "beigas", "termins", "termiņš",
               "beigu_datums", "beigu datums", "participation_deadline", "public_discussion_end"),
}  # fmt: skip
# The TAP portal's open records hold every draft act, wherever it stands: only those count that are being discussed.
# Source: the open data set tap-publicetie-tiesibu-akti of data.gov.lv (JSON:API; CC0).
DISCUSSED = ("līdzdalīb", "apsprie", "apspried")
DEEPEST = 4  # levels below which a list of records is looked for


def read_csv(text: str) -> Found:
    """Columns by COLUMNS, separated by comma, semicolon or tab."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        table = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
        names = {str(name).strip().lower() for name in table.fieldnames or ()}
        for column in ("title", "address"):
            if names.isdisjoint(COLUMNS[column]):
                raise Unreadable(Reason.NO_COLUMNS)
        return gather(table)
    except csv.Error as error:
        raise Unreadable(Reason.BROKEN_TABLE) from error


def read_records(text: str) -> Found:
    """The first list of records in the JSON, wherever it stands: a bare list, CKAN's, JSON:API with `attributes`."""
    data = parsed(text)
    rows = _records(data, 0)
    if rows is None:
        raise Unreadable(Reason.NO_RECORDS)
    flat = [_flat(row) for row in rows]
    return gather(row for row in flat if _is_discussed(row))


def read_geojson(text: str) -> Found:
    """The properties of each feature; where it lies on the map is not taken."""
    data = parsed(text)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise Unreadable(Reason.NO_FEATURES)
    rows = []
    for feature in data["features"]:
        found = feature if isinstance(feature, dict) else {}
        properties = found.get("properties")
        rows.append({"id": found.get("id"), **(properties if isinstance(properties, dict) else {})})
    return gather(rows)


def parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Reason.NO_JSON) from error


def gather(rows: Iterable[Any]) -> Found:
    """Raises Unreadable where there are too many: half a list would close the other half."""
    found = Found()
    for number, row in enumerate(rows, start=1):
        if number > MOST_ITEMS:
            raise Unreadable(Reason.TOO_MANY)
        columns = _columns(row)
        try:
            found.items.append(_item(columns))
        except NoItem as error:
            key = short_key(columns["key"] or columns["address"]) if columns else ""
            found.skipped.append(Skipped(number, error.reason, key))
    return found


def _columns(row: Any) -> dict[str, str]:
    """What a record says in COLUMNS; nothing where it is no record."""
    if not isinstance(row, dict):
        return {}
    by_name = {str(name).strip().lower(): value for name, value in row.items()}
    return {column: _first(by_name, names) for column, names in COLUMNS.items()}


def _item(columns: dict[str, str]) -> Item:
    if not columns:
        raise NoItem(Reason.NO_RECORD)
    return item(**columns)


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((_said(row[name]) for name in names if _said(row.get(name))), "")


def _said(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _records(data: Any, depth: int) -> list[Any] | None:
    """The list of records, looked for level by level."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict) or depth > DEEPEST:
        return None
    named = (data[name] for name in ("data", "records", "items", "results", "result") if name in data)
    return next((found for found in (_records(each, depth + 1) for each in named) if found is not None), None)


def _flat(row: Any) -> Any:
    """A record of JSON:API as plain columns: its `attributes`, its id, and where it stands on the web."""
    if not isinstance(row, dict) or not isinstance(row.get("attributes"), dict):
        return row
    links = row.get("links")
    web = links.get("web") or links.get("self") if isinstance(links, dict) else None
    return {**row["attributes"], "id": row.get("id"), "web": web}


def _is_discussed(row: Any) -> bool:
    progress = row.get("progress_name") if isinstance(row, dict) else None
    return not isinstance(progress, str) or any(word in progress.lower() for word in DISCUSSED)
