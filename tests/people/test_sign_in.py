"""Signing up and in by e-mail: the whole way over HTTP, and what must not be possible on it."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone

from balss.people.models import Account, Session, SignIn
from balss.people.services.roles import grant_role
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Role
from tests.people.conftest import PASSWORD, MakeAccount

SIGN_IN = "/konts/pieslegties/"
SIGN_UP = "/konts/jauns/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> str:
    """Where the answer leads; "" for the form again."""
    answer = client.post(SIGN_IN, {"login": email, "password": password, **extra})
    return answer.headers.get("Location", "")


def code_in(letter: mail.EmailMessage) -> str:
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", str(letter.body), re.MULTILINE)
    assert found, letter.body
    return found[1]


def test_new_account_opens_with_the_code_sent_to_it(client: Client, db: None) -> None:
    client.post(SIGN_UP, {"email": "Anna@Example.lv", "password1": PASSWORD})
    client.post("/konts/e-pasts/kods/", {"code": code_in(mail.outbox[0])})
    account = Account.objects.get()
    assert (account.email, account.person.name) == ("anna@example.lv", "")
    assert client.get("/konts/").status_code == 200


def test_account_stays_closed_without_the_code(client: Client, db: None) -> None:
    client.post(SIGN_UP, {"email": "anna@example.lv", "password1": PASSWORD})
    assert sign_in(client, "anna@example.lv") == "/konts/e-pasts/kods/"
    assert client.get("/konts/").status_code == 302


def test_wrong_code_opens_nothing(client: Client, db: None) -> None:
    client.post(SIGN_UP, {"email": "anna@example.lv", "password1": PASSWORD})
    client.post("/konts/e-pasts/kods/", {"code": "AAAA-AAAA"})
    assert client.get("/konts/").status_code == 302


def test_sign_in_is_shown_to_its_owner_without_an_address(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    sign_in(client, account.email)
    assert list(SignIn.objects.values_list("account", "method", "second_factor")) == [(account.pk, "password", False)]
    assert "127.0.0.1" not in client.get("/konts/").content.decode()


def test_session_gets_a_new_key_at_sign_in(client: Client, make_account: MakeAccount) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    sign_in(client, make_account().email)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_host(client: Client, make_account: MakeAccount, target: str) -> None:
    assert sign_in(client, make_account().email, next=target) == "/konts/"


def test_sign_in_leads_back_to_the_page_one_came_from(client: Client, make_account: MakeAccount) -> None:
    assert sign_in(client, make_account().email, next="/konts/mani-dati/") == "/konts/mani-dati/"


@pytest.mark.parametrize(
    ("roles", "landing"),
    [
        ([], "/konts/"),
        ([Role.OFFICIAL], "/plans/darbs/"),
        ([Role.INSTITUTION_ADMIN], "/konts/"),
        ([Role.INSTITUTION_ADMIN, Role.OFFICIAL], "/konts/"),  # first one role has to be chosen
    ],
)
def test_sign_in_leads_to_where_one_works(
    client: Client, make_account: MakeAccount, ministry: Institution, roles: list[Role], landing: str
) -> None:
    account = make_account()
    for role in roles:
        grant_role(account=account, role=role, institution=ministry, by=SYSTEM, now=timezone.now())
    assert sign_in(client, account.email) == landing


def test_official_is_led_back_to_the_page_one_came_from(
    client: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    account = make_account()
    grant_role(account=account, role=Role.OFFICIAL, institution=ministry, by=SYSTEM, now=timezone.now())
    assert sign_in(client, account.email, next="/privatums/") == "/privatums/"


def test_sign_up_does_not_tell_whether_an_account_exists(make_account: MakeAccount) -> None:
    make_account("anna@example.lv")
    known, unknown = Client(), Client()
    answers = [
        browser.post(SIGN_UP, {"email": email, "password1": PASSWORD}).headers["Location"]
        for browser, email in ((known, "anna@example.lv"), (unknown, "berta@example.lv"))
    ]
    pages = [browser.get(answers[0]).content.decode() for browser in (known, unknown)]
    assert answers[0] == answers[1]
    assert _shape(pages[0], "anna") == _shape(pages[1], "berta")


def test_forgotten_password_does_not_tell_whether_an_account_exists(make_account: MakeAccount) -> None:
    make_account("anna@example.lv")
    pages = []
    for name in ("anna", "berta"):
        browser = Client()
        answer = browser.post("/konts/parole/aizmirsta/", {"email": f"{name}@example.lv"}, follow=True)
        pages.append((answer.redirect_chain, _shape(answer.content.decode(), name)))
    assert pages[0] == pages[1]


def test_wrong_password_and_unknown_address_get_one_answer(make_account: MakeAccount) -> None:
    make_account("anna@example.lv")
    pages = []
    for name in ("anna", "berta"):
        answer = Client().post(SIGN_IN, {"login": f"{name}@example.lv", "password": "something else 1"})
        pages.append(_shape(answer.content.decode(), name))
    assert pages[0] == pages[1]


def _shape(page: str, name: str) -> str:
    """The page without what differs from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(name, "NAME")


def test_sixth_wrong_password_is_not_looked_at(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    for _ in range(5):
        sign_in(client, account.email, "something else 1")
    assert sign_in(client, account.email) == ""


def test_new_password_by_code_ends_the_other_browsers(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    elsewhere = Client()
    sign_in(elsewhere, account.email)
    client.post("/konts/parole/aizmirsta/", {"email": account.email})
    client.post("/konts/parole/aizmirsta/kods/", {"code": code_in(mail.outbox[-1])})
    new = "cita zirga skava 81"
    client.post("/konts/parole/aizmirsta/jauna/", {"password1": new, "password2": new})
    assert elsewhere.get("/konts/").status_code == 302
    assert sign_in(client, account.email, new) == "/konts/"


def test_password_change_is_told_by_mail(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    sign_in(client, account.email)
    new = "cita zirga skava 81"
    client.post("/konts/parole/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [letter.to for letter in mail.outbox] == [[account.email]]
    assert "127.0.0.1" not in str(mail.outbox[0].body)


def test_sign_out_asks_first(client: Client, make_account: MakeAccount) -> None:
    sign_in(client, make_account().email)
    client.get("/konts/iziet/")
    assert client.get("/konts/").status_code == 200
    client.post("/konts/iziet/")
    assert client.get("/konts/").status_code == 302


def test_locked_account_is_signed_out_at_once(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    sign_in(client, account.email)
    Account.objects.update(is_active=False)
    assert client.get("/konts/").status_code == 302
    assert sign_in(client, account.email) == "/konts/slegts/"


def test_demonstration_account_cannot_sign_in_to_production(
    client: Client, make_account: MakeAccount, settings: object
) -> None:
    account = make_account(is_demo=True)
    sign_in(client, account.email)
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    assert client.get("/konts/").status_code == 302
    assert sign_in(client, account.email) == "/konts/slegts/"


@pytest.mark.parametrize("email", ["anna@example.lv", "nobody@example.lv"])
def test_sign_in_hashes_one_password_whether_the_account_exists_or_not(
    make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """The hash is what takes time: who measures it learns nothing about an address."""
    make_account("anna@example.lv")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_in(Client(), email, "something else 1")
    assert hashed == ["something else 1"]
