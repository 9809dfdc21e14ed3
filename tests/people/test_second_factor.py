"""The second step of signing in: an authenticator app, recovery codes, and what lies in the database."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.conf import settings
from django.test import Client

from balss.people.models import SignIn
from tests.people.conftest import PASSWORD, MakeAccount

ACTIVATE = "/konts/otrais-solis/ieslegt/"


def code_of(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06}"


@pytest.fixture
def secret(client: Client, make_account: MakeAccount) -> str:
    """The key of the app, after the second step was switched on and the browser signed out."""
    client.post("/konts/pieslegties/", {"login": make_account().email, "password": PASSWORD})
    client.post("/konts/apliecinat/", {"password": PASSWORD})
    key: str = client.get(ACTIVATE).context["form"].secret
    assert client.post(ACTIVATE, {"code": code_of(key)}).status_code == 302
    client.post("/konts/iziet/")
    return key


def test_password_alone_is_no_longer_enough(client: Client, secret: str) -> None:
    client.post("/konts/pieslegties/", {"login": "anna@example.lv", "password": PASSWORD})
    assert client.get("/konts/").status_code == 302


def test_wrong_code_opens_nothing(client: Client, secret: str) -> None:
    client.post("/konts/pieslegties/", {"login": "anna@example.lv", "password": PASSWORD})
    client.post("/konts/otrais-solis/kods/", {"code": "000000"})
    assert client.get("/konts/").status_code == 302


def test_recovery_code_opens_once(client: Client, secret: str) -> None:
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    opened = []
    for _ in range(2):
        client.post("/konts/pieslegties/", {"login": "anna@example.lv", "password": PASSWORD})
        client.post("/konts/otrais-solis/kods/", {"code": recovery})
        opened.append(client.get("/konts/").status_code)
        client.post("/konts/iziet/")
    assert opened == [200, 302]
    assert SignIn.objects.filter(second_factor=True).count() == 1


def test_key_of_the_app_does_not_lie_open_in_the_database(secret: str) -> None:
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_secret_key_can_be_replaced(client: Client, secret: str, settings: settings) -> None:  # type: ignore[valid-type]
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-" + "z" * 40
    settings.SECRET_KEY_FALLBACKS = [former]
    authenticator = Authenticator.objects.get(type="totp").wrap()
    assert authenticator.validate_code(code_of(secret))


@pytest.mark.parametrize("page", ["ieslegt/", "izslegt/", "rezerves-kodi/", "rezerves-kodi/jauni/"])
def test_changing_it_asks_for_the_password(client: Client, make_account: MakeAccount, page: str) -> None:
    client.force_login(make_account())
    assert client.get(f"/konts/otrais-solis/{page}").status_code in {302, 404}
