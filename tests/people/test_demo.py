"""Demonstration people: there to be tried, impossible in production."""

from typing import Any

import pytest
from django.core.checks import Error
from django.test import Client

from balss.people import checks
from balss.people.models import Account
from balss.people.queries import roles_in_force
from balss.people.services.demo import DEMO_PEOPLE, PASSWORD, DemoPerson, NotInProduction, make_demo_people
from balss.places.models import Institution
from balss.shared.permissions import Role
from tests.people.conftest import NOW, MakeAccount, make_institution


@pytest.fixture
def institutions(ministry: Institution, other_ministry: Institution) -> None:
    make_institution("VK", "Valsts kanceleja")
    make_institution("AiM", "Aizsardzības ministrija")
    make_institution("OGRES_NOVADS", "Ogres novada pašvaldība")


def begins_at(person: DemoPerson) -> str:
    """Where their work is; the account, to choose a role, where there are several or none."""
    if len(person.roles) != 1:
        return "/konts/"
    return "/lidzdaliba/darbs/palidzet/" if person.roles[0][0] == Role.HELPER else "/plans/darbs/"


def test_each_can_sign_in_and_holds_their_roles(client: Client, institutions: None) -> None:
    make_demo_people(now=NOW)
    for person in DEMO_PEOPLE:
        answer = client.post("/konts/pieslegties/", {"login": person.email, "password": PASSWORD})
        assert answer.headers["Location"] == begins_at(person)
        client.logout()
        roles = roles_in_force(Account.objects.get(email=person.email), NOW)
        assert {(grant.role, grant.institution.code if grant.institution else "") for grant in roles} == set(
            person.roles
        )


def test_made_again_nothing_changes(institutions: None) -> None:
    make_demo_people(now=NOW)
    before = list(Account.objects.order_by("pk").values())
    assert make_demo_people(now=NOW) == []
    assert list(Account.objects.order_by("pk").values()) == before


def test_they_cannot_be_made_in_production(institutions: None, settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(NotInProduction):
        make_demo_people(now=NOW)
    assert not Account.objects.exists()


def test_deployment_check_finds_them_in_production(institutions: None, settings: Any) -> None:
    make_demo_people(now=NOW)
    assert checks.production_has_no_demonstration_people() == []
    settings.PRODUCTION = True
    (found,) = checks.production_has_no_demonstration_people()
    assert (type(found), found.id) == (Error, "people.E003")


def test_deployment_check_has_nothing_against_real_people(make_account: MakeAccount, settings: Any) -> None:
    make_account()
    settings.PRODUCTION = True
    assert checks.production_has_no_demonstration_people() == []


def test_two_providers_with_one_client_id_are_found(settings: Any) -> None:
    apps = [{"provider_id": name, "client_id": client} for name, client in (("a", "x"), ("b", "x"), ("c", "y"))]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    (found,) = checks.providers_share_no_client_id()
    assert (found.id, "“x”" in found.msg, "c" in found.msg.split()[3:6]) == ("people.E001", True, False)


def test_key_of_codes_that_is_the_secret_key_is_found(settings: Any) -> None:
    settings.PERSONAL_CODE_KEY = settings.SECRET_KEY
    (found,) = checks.code_key_is_a_key_of_its_own()
    assert found.id == "people.E002"
