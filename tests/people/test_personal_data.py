"""One's own data: exported, erased, kept where a law obliges, and erased once past its retention."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from balss.people.models import Account, Claim, Person, RoleGrant, Session, SignIn
from balss.people.queries import actor_of
from balss.people.services.accounts import forget_unconfirmed
from balss.people.services.personal_data import Erasure, erase_past_retention, erase_person, export_data
from balss.people.services.persons import Vouched, accept, merge_persons
from balss.people.services.roles import end_role, grant_role
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, NotAllowed, Role
from tests.people.conftest import NOW, PASSWORD, MakeAccount, acting


def exported(account: Account) -> dict[str, list[dict[str, Any]]]:
    held = export_data(person=account.person, by=actor_of(account), now=NOW)
    return {each.kind: each.rows for each in held}


def erased(account: Account) -> dict[str, Erasure]:
    done = erase_person(person=account.person, by=actor_of(account), now=NOW)
    return {str(each.title): each for each in done if each.erased or each.kept}


def test_export_holds_what_is_held_about_the_person_and_nobody_else(
    make_account: MakeAccount, ministry: Institution
) -> None:
    anna, berta = make_account("anna@example.lv"), make_account("berta@example.lv", name="Berta Liepa")
    for account in (anna, berta):
        acting(account, Role.OFFICIAL, ministry)
        SignIn.objects.create(account=account, signed_in_at=NOW, method="password")
    data = exported(anna)
    assert data["people.signin"] == [{"signed_in_at": NOW, "method": "password", "second_factor": False}]
    assert data["people.rolegrant"][0]["institution"] == "VARAM"
    assert [word for word in ("Berta", "berta@example.lv", berta.public_id) if word in str(data)] == []


def test_export_holds_no_secret(make_account: MakeAccount) -> None:
    account = make_account()
    assert account.password not in str(exported(account))


def test_export_follows_merged_persons(make_account: MakeAccount) -> None:
    keep, absorbed = make_account("anna@example.lv"), make_account("a.ozola@example.lv")
    merge_persons(keep=keep.person, absorb=absorbed.person, now=NOW)
    assert [row["email"] for row in exported(keep)["people.account"]] == ["anna@example.lv", "a.ozola@example.lv"]


def test_data_of_another_is_not_exported(make_account: MakeAccount) -> None:
    anna, berta = make_account("anna@example.lv"), make_account("berta@example.lv")
    with pytest.raises(NotAllowed):
        export_data(person=anna.person, by=actor_of(berta), now=NOW)


def test_file_is_the_same_as_the_page(client: Client, make_account: MakeAccount) -> None:
    client.force_login(make_account())
    page = client.get("/konts/mani-dati/")
    data = client.get("/konts/mani-dati.json").json()["data"]
    assert [held["kind"] for held in data] == [held.kind for held in page.context["held"]]


def test_erasure_leaves_nothing_that_says_who_it_was(make_account: MakeAccount) -> None:
    account = make_account("anna@example.lv", name="Anna Ozola")
    said = Vouched("latvija", Claim.Level.HIGH, "d" * 64, {Claim.Kind.NAME: "Anna Ozola"})
    accept(person=account.person, vouched=said, now=NOW)
    erased(account)
    left = [
        *Account.objects.values(),
        *Person.objects.values(),
        *Claim.objects.values(),
        *EmailAddress.objects.values(),
    ]
    assert [word for word in ("anna@", "Ozola", "dddd") if word in str(left)] == []


def test_erased_account_is_signed_out_everywhere_and_stays_so(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    client.force_login(account)
    erased(account)
    assert not Session.objects.exists()
    assert client.get("/konts/").status_code == 302
    client.post("/konts/pieslegties/", {"login": "anna@example.lv", "password": PASSWORD})
    assert client.get("/konts/").status_code == 302


def test_erasure_does_not_touch_others(make_account: MakeAccount) -> None:
    anna, berta = make_account("anna@example.lv"), make_account("berta@example.lv", name="Berta Liepa")
    SignIn.objects.create(account=berta, signed_in_at=NOW, method="password")
    erased(anna)
    berta.refresh_from_db()
    assert (berta.email, berta.person.name, berta.sign_ins.count()) == ("berta@example.lv", "Berta Liepa", 1)


def test_another_person_cannot_be_erased(make_account: MakeAccount) -> None:
    anna, berta = make_account("anna@example.lv"), make_account("berta@example.lv")
    with pytest.raises(NotAllowed):
        erase_person(person=anna.person, by=actor_of(berta), now=NOW)
    anna.refresh_from_db()
    assert anna.is_active


def test_record_of_a_role_is_kept_with_its_ground(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account("anna@example.lv", name="Anna Ozola")
    acting(account, Role.OFFICIAL, ministry)
    (kept,) = [each for each in erased(account).values() if each.kept]
    grant = RoleGrant.objects.get()
    assert (kept.kept, kept.kept_until, grant.holder, grant.ends_at) == (
        1, None, "Anna Ozola <anna@example.lv>", NOW,
    )  # fmt: skip
    assert "17" in str(kept.ground)


def test_record_of_a_role_is_kept_for_the_years_of_the_file_plan(
    make_account: MakeAccount, ministry: Institution, settings: Any
) -> None:
    settings.ROLE_RECORD_YEARS = 10
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    (kept,) = [each for each in erased(account).values() if each.kept]
    assert kept.kept_until == NOW + timedelta(days=3660)
    erase_past_retention(NOW + timedelta(days=3659))
    assert RoleGrant.objects.get().holder != ""
    erase_past_retention(NOW + timedelta(days=3660))
    assert RoleGrant.objects.get().holder == ""


def test_erasure_ends_the_roles(make_account: MakeAccount, ministry: Institution) -> None:
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    erased(account)
    assert not RoleGrant.objects.in_force(NOW).exists()


def test_erasure_page_asks_for_the_password_and_tells_what_was_kept(
    client: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    account = make_account()
    grant_role(account=account, role=Role.OFFICIAL, institution=ministry, by=SYSTEM, now=timezone.now())
    client.force_login(account)
    assert client.post("/konts/dzest/", {"understood": "on"}).headers["Location"].startswith("/konts/apliecinat/")
    client.post("/konts/apliecinat/", {"password": PASSWORD})
    page = client.post("/konts/dzest/", {"understood": "on"})
    assert [each.kept for each in page.context["erasures"] if each.kept] == [1]
    assert [letter.to for letter in mail.outbox] == [["anna@example.lv"]]
    assert str(page.context["erasures"][0].title) != ""


def test_erasure_page_without_the_tick_erases_nothing(client: Client, make_account: MakeAccount) -> None:
    account = make_account()
    client.force_login(account)
    client.post("/konts/apliecinat/", {"password": PASSWORD})
    client.post("/konts/dzest/", {})
    account.refresh_from_db()
    assert account.is_active


def test_sign_ins_are_forgotten_after_ninety_days(make_account: MakeAccount) -> None:
    account = make_account()
    for days in (89, 90):
        SignIn.objects.create(account=account, signed_in_at=NOW - timedelta(days=days), method="password")
    erase_past_retention(NOW)
    assert [sign_in.signed_in_at for sign_in in SignIn.objects.all()] == [NOW - timedelta(days=89)]


def test_expired_sessions_are_erased(make_account: MakeAccount) -> None:
    for key, expires in (("old", NOW), ("new", NOW + timedelta(seconds=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    erase_past_retention(NOW)
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_unconfirmed_account_is_forgotten_after_a_week(make_account: MakeAccount) -> None:
    confirmed, unconfirmed = make_account("anna@example.lv"), make_account("berta@example.lv")
    EmailAddress.objects.filter(user=unconfirmed).update(verified=False)
    now = timezone.now()
    assert [forget_unconfirmed(now + timedelta(days=days)) for days in (6, 8)] == [0, 1]
    assert list(Account.objects.all()) == [confirmed]
    assert list(Person.objects.all()) == [confirmed.person]


def test_retention_leaves_a_role_that_has_not_ended(
    make_account: MakeAccount, ministry: Institution, settings: Any
) -> None:
    settings.ROLE_RECORD_YEARS = 0
    account = make_account()
    acting(account, Role.OFFICIAL, ministry)
    erase_past_retention(NOW + timedelta(days=9999))
    assert RoleGrant.objects.get().holder != ""
    end_role(grant=RoleGrant.objects.get(), by=SYSTEM, now=NOW)
    erase_past_retention(NOW + timedelta(days=9999))
    assert RoleGrant.objects.get().holder == ""
