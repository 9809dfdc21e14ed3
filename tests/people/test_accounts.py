"""Accounts: what the database itself refuses."""

import pytest
from django.db import IntegrityError
from django.test import Client

from balss.people.models import Account, Session
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, Actor
from tests.people.conftest import MakeAccount


def test_email_is_kept_in_lower_case(make_account: MakeAccount) -> None:
    assert make_account("Anna@Example.LV").email == "anna@example.lv"


def test_second_account_with_the_same_email_is_refused(make_account: MakeAccount) -> None:
    make_account("anna@example.lv")
    with pytest.raises(IntegrityError):
        make_account("ANNA@example.lv")


def test_database_refuses_capitals_written_behind_the_model(make_account: MakeAccount) -> None:
    account = make_account("anna@example.lv")
    with pytest.raises(IntegrityError):
        Account.objects.filter(pk=account.pk).update(email="Anna@example.lv")


def test_public_id_says_nothing_about_the_account(make_account: MakeAccount) -> None:
    first, second = make_account("anna@example.lv"), make_account("berta@example.lv")
    assert len(first.public_id) == 20
    assert first.public_id != second.public_id


def test_nobody_signed_in_is_anonymous() -> None:
    from django.contrib.auth.models import AnonymousUser

    assert actor_of(AnonymousUser()) is ANONYMOUS


def test_account_acts_as_its_person_without_a_role(make_account: MakeAccount) -> None:
    account = make_account()
    expected = Actor(public_id=account.public_id, account_id=account.pk, person_id=account.person_id)
    assert actor_of(account) == expected


def test_session_knows_its_account(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    client.force_login(account)
    assert Session.objects.get().account == account


def test_session_of_nobody_has_no_account(client: Client, db: None) -> None:
    session = client.session
    session["something"] = 1
    session.save()
    assert Session.objects.get().account is None
