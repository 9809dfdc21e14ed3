"""Every column of every table is exported, erased, or exempt with a reason: nothing about people is forgotten."""

import pytest
from django.apps import apps
from django.db import models

from balss.people.models import SignIn
from balss.shared.personal_data import Holding, Retention, columns_of, holding_of, holdings

ALL_MODELS = apps.get_models(include_auto_created=True)


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model._meta.label)
def test_every_column_of_every_model_is_declared(model: type[models.Model]) -> None:
    holding = holding_of(model)
    assert holding, f"pin a Holding for {model._meta.label} on the board (Holding.none if it says nothing about people)"
    assert holding.undeclared == []


@pytest.mark.parametrize("holding", holdings, ids=lambda holding: holding.model._meta.label)
def test_holding_names_only_columns_that_exist(holding: Holding) -> None:
    assert holding.unknown == []


@pytest.mark.parametrize("holding", holdings, ids=lambda holding: holding.model._meta.label)
def test_exempt_column_has_a_reason_and_is_not_erased(holding: Holding) -> None:
    assert [column for column, reason in holding.exempt.items() if not reason.strip()] == []
    assert set(holding.exempt) & set(holding.erased) == set()


@pytest.mark.parametrize("holding", holdings, ids=lambda holding: holding.model._meta.label)
def test_what_is_erased_can_be_found_by_person_and_has_a_title(holding: Holding) -> None:
    holds_people = bool(holding.exported or holding.erased or (holding.deletes_rows and not holding.retention))
    assert (holding.rows is not None or not holds_people, bool(holding.title) or holding.rows is None) == (True, True)


def test_undeclared_column_is_found() -> None:
    holding = Holding(SignIn, exported=("method",), exempt={"id": "a number"}, erased={"method": ""})
    assert holding.undeclared == ["account", "signed_in_at", "second_factor"]


def test_column_that_is_only_exported_is_found() -> None:
    exempt = dict.fromkeys((name for name in columns_of(SignIn) if name != "method"), "a reason")
    assert Holding(SignIn, exported=("method",), exempt=exempt).undeclared == ["method"]


def test_misspelt_column_is_found() -> None:
    assert Holding(SignIn, exported=("methods",), deletes_rows=True).unknown == ["methods"]


def test_model_without_people_needs_one_reason() -> None:
    holding = Holding.none(SignIn, reason="a public record", retention=Retention("signed_in_at", None))  # type: ignore[arg-type]
    assert (holding.undeclared, set(holding.exempt.values())) == ([], {"a public record"})


@pytest.mark.parametrize("holding", holdings, ids=lambda holding: holding.model._meta.label)
def test_what_is_kept_for_a_time_says_so_to_people(holding: Holding) -> None:
    assert [retention for retention in holding.retentions if not retention.in_words] == []
