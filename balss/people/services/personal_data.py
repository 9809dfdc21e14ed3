"""One's own data: handing it over, erasing it, and erasing what was kept long enough.

What is held where is said on the board `shared.personal_data.holdings`; this room knows no other room's tables.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from balss.ledger.services import record
from balss.people.models import Account, Person
from balss.people.queries import subject_of
from balss.people.services.roles import end_role
from balss.shared.permissions import Actor, require
from balss.shared.personal_data import Duty, Holding, Retention, Words, holdings
from balss.shared.search_documents import changed

STEP = 500  # rows in one query


@dataclass(frozen=True)
class Held:
    """What one holding says about a person: its rows, each as exported columns in the order of the holding."""

    kind: str
    title: Words
    fields: dict[str, models.Field[Any, Any]]
    rows: list[dict[str, Any]]

    def in_words(self) -> list[list[tuple[Words, Any]]]:
        """The rows for people: each column by what it is called, and a choice by its own words."""
        return [[self._in_words(name, value) for name, value in row.items()] for row in self.rows]

    def _in_words(self, name: str, value: Any) -> tuple[Words, Any]:
        field = self.fields[name]
        if isinstance(value, (dict, list)):
            return field.verbose_name, json.dumps(value, ensure_ascii=False)
        choices = dict(field.flatchoices) if field.choices else {}
        return field.verbose_name, choices.get(value, value)


@dataclass(frozen=True)
class Erasure:
    """What became of one holding: how many rows were erased, how many were kept, and on which legal ground."""

    title: Words
    erased: int
    kept: int
    ground: Words = ""
    kept_until: datetime | None = None  # the latest of them; None: as long as the archive decides


def export_data(*, person: Person, by: Actor, now: datetime) -> list[Held]:
    """Everything held about a person in all rooms, by holding; kinds without a row are left out."""
    require(by, "people.export_data", person, now)
    subject = subject_of(person)
    found = []
    for holding in holdings:
        if holding.rows and holding.exported:
            rows = [_exported(holding, row) for row in holding.rows(subject).order_by("pk")]
            fields = {field.name: field for field in holding.model._meta.local_concrete_fields}
            found.append(Held(holding.model._meta.label_lower, holding.title, fields, rows))
    return [held for held in found if held.rows]


@transaction.atomic
def erase_person(*, person: Person, by: Actor, now: datetime) -> list[Erasure]:
    """Erase what is held about a person, but for what a law obliges to keep; says what was kept and why.

    Their roles end. Higher rooms come first, so that nothing points to what goes.
    """
    require(by, "people.erase_person", person, now)
    subject = subject_of(person)
    accounts = list(Account.objects.filter(pk__in=subject.account_ids))
    for account in accounts:
        for grant in account.role_grants.not_over(now):
            end_role(grant=grant, by=by, now=now)
        record(action="people.account_erased", subject=account, by=by, now=now, content={})
    return [_erase(holding, holding.rows(subject), now) for holding in _from_the_top() if holding.rows]


@transaction.atomic
def erase_past_retention(now: datetime) -> int:
    """Erase every row that was kept as long as its holding says, unless a duty still binds it; returns how many."""
    erased = 0
    for holding in _from_the_top():
        for retention in holding.retentions:
            going = _as_retained(holding, retention)
            past = holding.model._default_manager.filter(
                retention.where, **{f"{retention.since}__lte": now - retention.period}
            )
            done = {column: value for column, value in going.erased.items() if not callable(value)}
            for rows in _in_steps(past.exclude(**done) if done else past):
                erased += _erase(going, rows, now).erased
    return erased


def _in_steps(rows: models.QuerySet[Any]) -> Iterator[models.QuerySet[Any]]:
    """Some hundreds of rows at a time, by key: a roll of voters has one for everybody in a town."""
    ordered = rows.order_by("pk")
    keys = list(ordered.values_list("pk", flat=True)[:STEP])
    while keys:
        yield rows.model._default_manager.filter(pk__in=keys)
        keys = list(ordered.filter(pk__gt=keys[-1]).values_list("pk", flat=True)[:STEP])


def _as_retained(holding: Holding, retention: Retention) -> Holding:
    """The holding as far as the retention goes."""
    if retention.deletes_rows:
        return replace(holding, deletes_rows=True, erased={})
    if retention.columns:
        return replace(holding, erased={name: holding.erased[name] for name in retention.columns})
    return holding


def _from_the_top() -> list[Holding]:
    places = {model: place for place, model in enumerate(apps.get_models(include_auto_created=True))}
    return sorted(holdings, key=lambda holding: places[holding.model], reverse=True)


def _exported(holding: Holding, row: models.Model) -> dict[str, Any]:
    fields = {field.name: field for field in row._meta.local_concrete_fields}
    return {name: _plain(getattr(row, name), fields[name]) for name in holding.exported}


def _plain(value: Any, field: models.Field[Any, Any]) -> Any:
    """As JSON has it; a row pointed to by its own words."""
    return str(value) if field.is_relation and value is not None else value


def _erase(holding: Holding, rows: models.QuerySet[Any], now: datetime) -> Erasure:
    bound, free = _divide(rows, holding.duty, now)
    repeated = [holding.found_as(row) for row in free] if holding.found_as else []
    if holding.deletes_rows:
        holding.model._default_manager.filter(pk__in=[row.pk for row in free]).delete()
    else:
        for row in free:
            for column, value in holding.erased.items():
                setattr(row, column, value(row, now) if callable(value) else value)
            row.save(update_fields=list(holding.erased))
    for kind, key in repeated:
        changed(kind, [key])
    if not (holding.duty and bound):
        return Erasure(holding.title, len(free), 0)
    ends = [holding.duty.until(row) for row in bound]
    kept_until = None if None in ends else max(end for end in ends if end)
    return Erasure(holding.title, len(free), len(bound), holding.duty.ground, kept_until)


def _divide(rows: Iterable[Any], duty: Duty | None, now: datetime) -> tuple[list[Any], list[Any]]:
    """Rows that a duty binds, and rows that are free to go."""
    bound: list[Any] = []
    free: list[Any] = []
    for row in rows:
        (bound if duty and duty.binds(row, now) else free).append(row)
    return bound, free
