"""Brings the database to what the data files of this room say: institutions, territories, topics, audiences.

Reads `places/data/*`; each file names its source and the day it was true. A file that was loaded before, byte for
byte, is passed over without a write, so that what services changed since (a merger, a new name) stays. A changed
file adds and changes rows and never deletes one: what ended gets an end date in the file.
"""

import csv
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction
from django.utils.text import slugify

from balss.ledger.services import record
from balss.places.models import (
    GROUP_KINDS,
    Alias,
    Audience,
    Institution,
    InstitutionKind,
    InstitutionName,
    Membership,
    ReferenceFile,
    Succession,
    Territory,
    TerritoryVersion,
    Topic,
    key_of,
)
from balss.shared.permissions import SYSTEM, Actor, require
from balss.shared.search_documents import changed

YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster, where PyYAML has it

DATA = Path(__file__).parents[1] / "data"


class BadReferenceFile(Exception):
    """A data file says something that cannot be: names the file and what is wrong."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")


@dataclass
class Load:
    """What loading one file did: codes of the rows that were added and changed."""

    name: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def load_reference_data(*, now: dt.datetime, by: Actor = SYSTEM, folder: Path = DATA) -> list[Load]:
    """Load every file that is new or differs from its last loading; the list of what each did, empty when none did.

    Raises BadReferenceFile (and then nothing is written).
    """
    require(by, "places.load_reference_data", None, now)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in LOADERS}
    known = dict(ReferenceFile.objects.values_list("name", "sha256"))
    loads = []
    with transaction.atomic():
        for name, loader in LOADERS.items():
            if known.get(name) != digests[name]:
                loads.append(_load_file(folder / name, loader, digests[name], by=by, now=now))
        if loads:
            changed("places.institution", Institution.objects.values_list("slug", flat=True))
            changed("places.territory", Territory.objects.values_list("slug", flat=True))
    return loads


def _load_file(path: Path, loader: "Loader", sha256: str, *, by: Actor, now: dt.datetime) -> Load:
    content = _read(path)
    load = Load(path.name)
    try:
        loader(content, load)
    except KeyError as error:
        raise BadReferenceFile(path.name, f"{error} is missing or not known") from error
    edition, _created = ReferenceFile.objects.update_or_create(
        name=path.name,
        defaults={
            "source": content["source"],
            "as_of_date": dt.date.fromisoformat(str(content["as_of"])),
            "sha256": sha256,
            "loaded_at": now,
        },
    )
    record(
        action="places.reference_data_loaded",
        subject=edition,
        by=by,
        now=now,
        content={
            "file": path.name,
            "source": edition.source,
            "as_of": edition.as_of_date.isoformat(),
            "sha256": sha256,
            "added": len(load.added),
            "changed": load.changed,
        },
    )
    return load


def _read(path: Path) -> dict[str, Any]:
    """A YAML file as it is; a CSV file as {"rows": …} with its leading `# key: value` comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        content: dict[str, Any] = yaml.load(text, Loader=YamlLoader)  # noqa: S506  (a safe loader either way)
        return content
    lines = text.splitlines()
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    return {**head, "rows": list(csv.DictReader(line for line in lines if not line.startswith("#")))}


# --- One loader per file ---------------------------------------------------------------------------------------------


def _load_territories(content: Mapping[str, Any], load: Load) -> None:
    rows: list[dict[str, str]] = content["rows"]
    first: dict[str, dict[str, str]] = {}
    last: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row["slug"], row)
        last[row["slug"]] = row
    places = _sync(
        Territory,
        ["slug"],
        [
            {
                "slug": slug,
                "kind": row["kind"],
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(last[slug]["valid_to"]),
            }
            for slug, row in first.items()
        ],
        load,
    )
    by_slug = {slug: places[(slug,)] for slug in first}
    _link(Territory, "merged_into", {by_slug[s]: by_slug.get(row["merged_into"]) for s, row in last.items()}, load)
    _sync(
        TerritoryVersion,
        ["territory", "valid_from"],
        [
            {
                "territory": by_slug[row["slug"]],
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "name": row["name"],
                "name_en": row["name_en"],
                "atvk": row["atvk"],
                "parent": by_slug[row["parent"]] if row["parent"] else None,
            }
            for row in rows
        ],
        load,
    )


def _load_municipalities(content: Mapping[str, Any], load: Load) -> None:
    territories = {territory.slug: territory for territory in Territory.objects.all()}
    entries = [
        {
            "code": row["code"],
            "slug": row["slug"],
            "kind": "municipality",
            "territory": territories[row["territory"]],
            "to": row["valid_to"],
            "website": row["website"],
            "email": row["email"],
            "e_address": row["e_address"],
            "names": [{"lv": row["name_lv"], "en": row["name_en"], "to": row["valid_to"]}],
            "aliases": [alias.strip() for alias in row["aliases"].split(";")],
        }
        for row in content["rows"]
    ]
    _sync_institutions(entries, content["source"], load)


def _load_institutions(content: Mapping[str, Any], load: Load) -> None:
    territories = {territory.slug: territory for territory in Territory.objects.filter(kind="planning_region")}
    entries = [
        {**entry, "territory": territories[entry["territory"]] if "territory" in entry else None}
        for entry in content["institutions"]
    ]
    _sync_institutions(entries, content["source"], load)
    known = {institution.code: institution for institution in Institution.objects.all()}
    _link(Institution, "parent", {known[e["code"]]: known.get(e.get("parent", "")) for e in entries}, load)
    _sync(
        Membership,
        ["group", "member_kind"],
        [{"group": known[e["code"]], "member_kind": kind} for e in entries for kind in e.get("rule", ())],
        load,
    )
    _sync(
        Succession,
        ["predecessor", "successor", "effective_date", "scope"],
        [
            {
                "predecessor": known[s["from"]],
                "successor": known[s["to"]],
                "effective_date": s["effective_date"],
                "scope": s.get("scope", ""),
                "basis": s["basis"],
            }
            for s in content["successions"]
        ],
        load,
    )


def _sync_institutions(entries: list[dict[str, Any]], source: str, load: Load) -> None:
    """Institutions with their names and aliases; `from`, `to` and what is left out as in institutions.yaml."""
    made = _sync(
        Institution,
        ["code"],
        [
            {
                "code": entry["code"],
                "slug": entry.get("slug") or slug_of(entry["names"][-1]["lv"]),
                "kind": entry["kind"],
                "territory": entry["territory"],
                "valid_from": _day(entry.get("from")),
                "valid_to": _day(entry.get("to")),
                "website": entry.get("website", ""),
                "email": entry.get("email", ""),
                "e_address": entry.get("e_address", ""),
                "note": entry.get("note", ""),
                "source": source,
            }
            for entry in entries
        ],
        load,
        keep=("slug",),
    )
    _sync(
        InstitutionName,
        ["institution", "valid_from"],
        [
            {
                "institution": made[(entry["code"],)],
                "valid_from": _day(name.get("from")),
                "valid_to": _day(name.get("to")),
                "lv": name["lv"],
                "en": name.get("en", ""),
                "basis": name.get("basis", ""),
            }
            for entry in entries
            for name in entry["names"]
        ],
        load,
    )
    _sync(
        Alias,
        ["institution", "key"],
        [
            {"institution": made[(entry["code"],)], "key": key_of(alias), "text": alias}
            for entry in entries
            for alias in {key_of(text): text for text in (*_abbreviation(entry), *entry.get("aliases", ()))}.values()
        ],
        load,
    )


def _abbreviation(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The code, where it is the abbreviation in use and not a key of ours (KAC_TIKLS, RIGA, PASVALDIBAS)."""
    ours = "_" in entry["code"] or entry["kind"] in (InstitutionKind.MUNICIPALITY, *GROUP_KINDS)
    return () if ours else (entry["code"],)


def _load_topics(content: Mapping[str, Any], load: Load) -> None:
    institutions = {institution.code: institution for institution in Institution.objects.all()}
    tree = [(topic, None) for topic in content["topics"]] + [
        (subtopic, topic["code"]) for topic in content["topics"] for subtopic in topic.get("subtopics", ())
    ]
    made = _sync(
        Topic,
        ["code"],
        [
            {
                "code": topic["code"],
                "position": position,
                "name_lv": topic["lv"],
                "name_en": topic["en"],
                "lead": institutions[topic["lead"]] if "lead" in topic else None,
            }
            for position, (topic, _parent) in enumerate(tree, start=1)
        ],
        load,
    )
    _link(Topic, "parent", {made[(t["code"],)]: made[(parent,)] if parent else None for t, parent in tree}, load)
    merged = {made[(t["code"],)]: made[(t["merged_into"],)] for t, _parent in tree if "merged_into" in t}
    _link(Topic, "merged_into", merged, load)


def _load_audiences(content: Mapping[str, Any], load: Load) -> None:
    rows = [
        {"code": row["code"], "position": position, "name_lv": row["lv"], "name_en": row["en"]}
        for position, row in enumerate(content["audiences"], start=1)
    ]
    _sync(Audience, ["code"], rows, load)


Loader = Callable[[Mapping[str, Any], Load], None]

# In this order: each file speaks of rows of those before it.
LOADERS: dict[str, Loader] = {
    "territories.csv": _load_territories,
    "municipalities.csv": _load_municipalities,
    "institutions.yaml": _load_institutions,
    "topics.yaml": _load_topics,
    "audiences.yaml": _load_audiences,
}


# --- Writing what differs --------------------------------------------------------------------------------------------


def _sync(
    model: type[models.Model],
    identity: list[str],
    wanted: Iterable[dict[str, Any]],
    load: Load,
    *,
    keep: tuple[str, ...] = (),
) -> dict[tuple[Any, ...], Any]:
    """Insert the rows that are missing and save those that differ; rows by their identity.

    `keep` names columns that are set when a row is made and never again (slugs: addresses must not move). Nor does
    a file without an end date reopen what a service has ended.
    """
    manager = model._default_manager
    existing = {tuple(getattr(row, name) for name in identity): row for row in _with_parents(manager, identity)}
    missing: dict[tuple[Any, ...], models.Model] = {}
    for values in wanted:
        key = tuple(values[name] for name in identity)
        if key in missing:
            raise BadReferenceFile(load.name, f"{missing[key]} stands there twice")
        if key not in existing:
            missing[key] = model(**values)
            continue
        row = existing[key]
        fixed = (*keep, "valid_to") if values.get("valid_to") is None else keep
        if differing := {n: value for n, value in values.items() if n not in fixed and getattr(row, n) != value}:
            for name, value in differing.items():
                setattr(row, name, value)
            row.save()
            load.changed.append(str(row))
    manager.bulk_create(missing.values())
    load.added.extend(str(row) for row in missing.values())
    return existing | missing


def _with_parents(manager: "models.Manager[Any]", identity: list[str]) -> "models.QuerySet[Any]":
    relations = [name for name in identity if manager.model._meta.get_field(name).is_relation]
    rows = manager.all()
    return rows.select_related(*relations) if relations else rows


def _link(model: type[models.Model], name: str, parents: Mapping[Any, Any], load: Load) -> None:
    """Point rows of a tree at their parents, once all of them are there."""
    moved = [row for row, parent in parents.items() if getattr(row, f"{name}_id") != (parent.pk if parent else None)]
    for row in moved:
        setattr(row, name, parents[row])
    model._default_manager.bulk_update(moved, [name])
    load.changed.extend(str(row) for row in moved if str(row) not in load.added)


def _day(value: dt.date | str | None) -> dt.date | None:
    """A YAML date as it is, a CSV cell read as ISO 8601; empty is None."""
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value) if value else None


def slug_of(name: str) -> str:
    """A name as an address: “Ārlietu ministrija” becomes `arlietu-ministrija`."""
    return slugify(name)[:120]
