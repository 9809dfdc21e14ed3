"""Signing in through an OpenID Connect provider that runs as a process of its own."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client

from balss.people.models import Account, Claim, CodeHash, Person, Session, SignIn
from balss.people.sign_in.sessions import SessionStore
from tests.people.conftest import PASSWORD, MakeAccount
from tests.people.oidc import Provider, running_provider, sign_in, swapping_tokens, token_for

CODE, OTHER_CODE = "161175-19997", "325678-12345"


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(process: Provider, settings: Any, db: None) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [process.app()]}}
    return process


def is_signed_in(client: Client) -> bool:
    return client.get("/konts/").status_code == 200


def test_whole_sign_in_over_http(process: Provider, settings: Any, live_server: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [process.app()]}}
    process.knows("http", email="anna@example.lv", email_verified=True, name="Anna Ozola")
    with httpx.Client(base_url=str(live_server), follow_redirects=True) as browser:
        form = browser.get("/konts/pieslegties/")
        token = form.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        consent = browser.post("/oidc/mock/?process=login", data={"csrfmiddlewaretoken": token})
        page = browser.post(consent.url, data={"sub": "http"})
    assert page.url.path == "/konts/"
    assert "anna@example.lv" in page.text


def test_first_sign_in_makes_a_person_with_verified_claims(client: Client, provider: Provider) -> None:
    provider.knows(
        "first", email="anna@example.lv", email_verified=True, name="Anna Ozola", birthdate="1975-11-16",
        personal_code=CODE,
    )  # fmt: skip
    assert sign_in(client, provider, "first").headers["Location"] == "/konts/"
    claims = Claim.objects.values_list("kind", "value", "source", "level")
    assert set(claims) == {
        ("name", "Anna Ozola", "mock", "high"),
        ("birth_date", "1975-11-16", "mock", "high"),
    }
    assert list(SignIn.objects.values_list("method", flat=True)) == ["mock"]


def test_personal_code_is_stored_nowhere(client: Client, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    provider.knows("code", email="anna@example.lv", email_verified=True, personal_code=CODE)
    sign_in(client, provider, "code")
    sign_in(client, provider, "code")
    kept = [*SocialAccount.objects.values(), *CodeHash.objects.values(), *Claim.objects.values()]
    kept += [SessionStore().decode(session.session_data) for session in Session.objects.all()]
    digits = CODE.replace("-", "")
    assert [text for text in (CODE, digits) if text in str(kept) + caplog.text] == []
    assert CodeHash.objects.count() == 1
    assert not SocialToken.objects.exists()


def test_code_is_not_kept_while_the_address_is_still_asked_for(client: Client, provider: Provider) -> None:
    provider.knows("no-mail", name="Anna Ozola", personal_code=CODE)
    assert sign_in(client, provider, "no-mail").headers["Location"] == "/konts/piesaistes/jauns/"
    pending = str([SessionStore().decode(session.session_data) for session in Session.objects.all()])
    assert [text for text in (CODE, CODE.replace("-", "")) if text in pending] == []
    client.post("/konts/piesaistes/jauns/", {"email": "anna@example.lv"})
    assert (Account.objects.get().person.name, CodeHash.objects.count()) == ("Anna Ozola", 1)


def test_second_sign_in_finds_the_same_account(client: Client, provider: Provider) -> None:
    provider.knows("again", email="anna@example.lv", email_verified=True)
    for _ in range(2):
        sign_in(client, provider, "again")
        client.post("/konts/iziet/")
    assert Account.objects.count() == 1


def test_two_sign_ins_with_one_code_are_one_person(provider: Provider) -> None:
    for name in ("one", "two"):
        provider.knows(name, email=f"{name}@example.lv", email_verified=True, personal_code=CODE)
        sign_in(Client(), provider, name)
    assert (Account.objects.count(), Person.objects.count()) == (2, 1)


def test_same_name_and_birthday_without_a_code_are_two_persons(provider: Provider) -> None:
    for name in ("one", "two"):
        provider.knows(f"x{name}", email=f"{name}@example.lv", email_verified=True, name="A", birthdate="1975-11-16")
        sign_in(Client(), provider, f"x{name}")
    assert Person.objects.count() == 2


@pytest.mark.parametrize("verified", [True, False])
def test_address_of_an_existing_account_takes_nothing_over(
    client: Client, provider: Provider, make_account: MakeAccount, verified: bool
) -> None:
    victim = make_account("anna@example.lv")
    provider.knows("thief", email="anna@example.lv", email_verified=verified)
    sign_in(client, provider, "thief")
    assert not is_signed_in(client)
    assert not SocialAccount.objects.filter(user=victim).exists()
    assert victim.check_password(PASSWORD)


def test_unverified_address_must_be_confirmed_first(client: Client, provider: Provider) -> None:
    provider.knows("unsure", email="anna@example.lv", email_verified=False)
    assert sign_in(client, provider, "unsure").headers["Location"] == "/konts/e-pasts/kods/"
    assert not is_signed_in(client)
    assert [letter.to for letter in mail.outbox] == [["anna@example.lv"]]
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize("swap", [{"state": "made-up"}, {"state": ""}, {"code": "made-up"}, {"code": ""}])
def test_wrong_state_or_code_signs_nobody_in(client: Client, provider: Provider, swap: dict[str, str]) -> None:
    provider.knows("state", email="anna@example.lv", email_verified=True)
    answer = sign_in(client, provider, "state", **swap)
    assert answer.status_code in {200, 401, 403}
    assert (is_signed_in(client), Account.objects.count()) == (False, 0)


def test_state_of_another_browser_signs_nobody_in(client: Client, provider: Provider) -> None:
    provider.knows("mixed", email="anna@example.lv", email_verified=True)
    elsewhere = Client()
    away = elsewhere.post("/oidc/mock/?process=login").headers["Location"]
    back = httpx.URL(provider.authorise(away, "mixed"))
    client.get(back.path, dict(back.params))
    assert not is_signed_in(client)


def test_way_back_works_once(client: Client, provider: Provider) -> None:
    provider.knows("once", email="anna@example.lv", email_verified=True)
    away = client.post("/oidc/mock/?process=login").headers["Location"]
    back = httpx.URL(provider.authorise(away, "once"))
    client.get(back.path, dict(back.params))
    client.post("/konts/iziet/")
    client.get(back.path, dict(back.params))
    assert not is_signed_in(client)


def test_token_made_for_another_client_signs_nobody_in(client: Client, provider: Provider, settings: Any) -> None:
    provider.knows("other", email="anna@example.lv", email_verified=True)
    with swapping_tokens(provider, token_for(provider, "another-service", "other")) as address:
        overrides = {"openid_configuration_overrides": {"token_endpoint": address}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app(**overrides)]}}
        sign_in(client, provider, "other")
    assert (is_signed_in(client), Account.objects.count()) == (False, 0)


def test_token_about_somebody_else_signs_nobody_in(client: Client, provider: Provider, settings: Any) -> None:
    for name in ("self", "else"):
        provider.knows(name, email=f"{name}@example.lv", email_verified=True)
    with swapping_tokens(provider, token_for(provider, "balss", "else")) as address:
        overrides = {"openid_configuration_overrides": {"token_endpoint": address}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app(**overrides)]}}
        sign_in(client, provider, "self")
    assert (is_signed_in(client), Account.objects.count()) == (False, 0)


def test_token_with_a_changed_signature_signs_nobody_in(client: Client, provider: Provider, settings: Any) -> None:
    provider.knows("forged", email="anna@example.lv", email_verified=True)
    token = token_for(provider, "balss", "forged")
    head, _, signature = token.rpartition(".")
    with swapping_tokens(provider, f"{head}.{signature[::-1]}") as address:
        overrides = {"openid_configuration_overrides": {"token_endpoint": address}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app(**overrides)]}}
        sign_in(client, provider, "forged")
    assert (is_signed_in(client), Account.objects.count()) == (False, 0)


def test_genuine_token_through_the_same_relay_signs_in(client: Client, provider: Provider, settings: Any) -> None:
    """What the three tests above change is the token alone."""
    provider.knows("relay", email="anna@example.lv", email_verified=True)
    with swapping_tokens(provider, token_for(provider, "balss", "relay")) as address:
        overrides = {"openid_configuration_overrides": {"token_endpoint": address}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app(**overrides)]}}
        sign_in(client, provider, "relay")
    assert is_signed_in(client)


def test_expired_token_signs_nobody_in(client: Client, settings: Any, db: None) -> None:
    with running_provider("--token-max-age", "2") as provider:
        provider.knows("late", email="anna@example.lv", email_verified=True)
        old = token_for(provider, "balss", "late")
        time.sleep(2.5)
        with swapping_tokens(provider, old) as address:
            overrides = {"openid_configuration_overrides": {"token_endpoint": address}}
            settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app(**overrides)]}}
            sign_in(client, provider, "late")
    assert (is_signed_in(client), Account.objects.count()) == (False, 0)


def test_provider_that_is_down_is_an_answer_and_no_fault(client: Client, settings: Any, db: None) -> None:
    nowhere = Provider("http://127.0.0.1:9")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [nowhere.app()]}}
    answer = client.post("/oidc/mock/?process=login")
    assert answer.status_code == 502


def test_unknown_provider_is_not_found(client: Client, provider: Provider) -> None:
    assert [client.post(f"/oidc/nobody/{path}").status_code for path in ("", "atpakal/")] == [404, 404]


def test_linking_joins_the_person_known_by_the_code(provider: Provider, make_account: MakeAccount) -> None:
    provider.knows("known", email="k@example.lv", email_verified=True, personal_code=CODE)
    sign_in(Client(), provider, "known")
    known = Person.objects.get()
    provider.knows("link", email="other@example.lv", personal_code=CODE)
    account, browser = make_account(), signed_in("anna@example.lv")
    sign_in(browser, provider, "link", process="connect")
    account.refresh_from_db()
    assert account.person == known
    assert SocialAccount.objects.filter(user=account).count() == 1


def test_linking_the_sign_in_of_another_person_is_refused(provider: Provider, make_account: MakeAccount) -> None:
    account, browser = make_account(), signed_in("anna@example.lv")
    for name, code in (("mine", CODE), ("spouse", OTHER_CODE)):
        provider.knows(name, email=f"{name}@example.lv", personal_code=code)
        sign_in(browser, provider, name, process="connect")
    assert list(SocialAccount.objects.filter(user=account).values_list("uid", flat=True)) == ["mine"]
    assert account.person.code_hashes.count() == 1


def signed_in(email: str) -> Client:
    """A browser that has just given the password once more, as linking asks."""
    browser = Client()
    browser.post("/konts/pieslegties/", {"login": email, "password": PASSWORD})
    browser.post("/konts/apliecinat/", {"password": PASSWORD})
    return browser


def test_linking_asks_for_the_password_once_more(provider: Provider, make_account: MakeAccount) -> None:
    browser = Client()
    browser.force_login(make_account())
    answer = browser.post("/oidc/mock/?process=connect")
    assert answer.headers["Location"].startswith("/konts/apliecinat/")
