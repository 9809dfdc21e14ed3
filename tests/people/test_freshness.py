"""Before what cannot be undone one proves anew who one is; who signs in through a provider alone signs in again."""

import time
from collections.abc import Callable

import pytest
from allauth.account.internal.flows import login
from django.test import Client

from balss.people.models import Account
from tests.people.conftest import MakeAccount

ERASE = "/konts/dzest/"


@pytest.fixture
def of_provider(make_account: MakeAccount) -> Account:
    """An account with neither a password nor a second step."""
    account = make_account()
    account.set_unusable_password()
    account.save()
    return account


@pytest.fixture
def signed_in(client: Client, of_provider: Account) -> Callable[[float], Client]:
    """Its browser, so many seconds after it came back from the provider."""

    def make(seconds_ago: float) -> Client:
        client.force_login(of_provider)
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "socialaccount", "provider": "eid", "at": time.time() - seconds_ago}
        ]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(of_provider.pk)
        session.save()
        return client

    return make


@pytest.mark.parametrize("address", [ERASE, "/konts/piesaistes/"])
def test_who_signed_in_long_ago_signs_in_again(signed_in: Callable[[float], Client], address: str) -> None:
    browser = signed_in(601)
    answer = browser.get(address)
    assert answer["Location"] == f"/konts/pieslegties/?next={address}"
    assert "_auth_user_id" not in browser.session


def test_old_sign_in_erases_nothing(signed_in: Callable[[float], Client], of_provider: Account) -> None:
    signed_in(601).post(ERASE, {"understood": "on"})
    of_provider.refresh_from_db()
    assert of_provider.is_active


def test_who_has_just_signed_in_may_erase(signed_in: Callable[[float], Client]) -> None:
    page = signed_in(590).post(ERASE, {"understood": "on"})
    assert (page.status_code, "erasures" in page.context) == (200, True)


def test_session_that_does_not_know_when_it_began_is_old(client: Client, of_provider: Account) -> None:
    client.force_login(of_provider)
    assert client.get(ERASE)["Location"] == f"/konts/pieslegties/?next={ERASE}"
