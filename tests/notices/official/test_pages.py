"""The person's page and the institution's page, as they are asked for and answered."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from balss.notices.models import Consent, Dispatch, Gateway
from balss.notices.services.official.dispatching import hand_over_due
from balss.people.models import Account, RoleGrant
from balss.places.models import Institution
from balss.shared.permissions import Actor, Role
from tests.notices.official.conftest import NOW, make_account
from tests.notices.official.test_consents import write

OWN = "/zinas/e-adrese/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(client: Client, path: str = OWN) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_where_no_institution_sends_the_page_says_so(anna: Account, ministry: Institution) -> None:
    assert "Neviena institūcija uz oficiālajām elektroniskajām adresēm vēl nesūta" in page(browser(anna))


def test_who_is_not_identified_is_led_to_a_sign_in(ministry: Institution, folder_gateway: Path) -> None:
    shown = page(browser(make_account("berta@example.lv")))
    assert "Vispirms mums droši jāzina, kas jūs esat" in shown
    assert 'name="code"' not in shown


def test_agreeing_and_taking_it_back(anna: Account, ministry: Institution, folder_gateway: Path) -> None:
    client = browser(anna)
    answer = client.post(OWN, _form(ministry), follow=True)
    assert "Gatavs. Turpmāk institūcija jums sūtīs" in answer.content.decode()
    assert "Ministrija XM" in page(client)
    answer = client.post(f"{OWN}{Consent.objects.get().pk}/atsaukt/", follow=True)
    assert "Piekrišana atsaukta, un adrese aizmirsta." in answer.content.decode()
    assert "Jūsu piekrišanas" not in page(client)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "320000-00002"}, "Šis nav tas personas kods, ko apliecināja jūsu pieslēgšanās."),
        ({"code": "32000"}, "Personas kodā ir vienpadsmit cipari"),
        ({"code": ""}, 'name="code"'),
        ({"agree": ""}, 'name="agree"'),
        ({"institution": "999"}, 'name="institution"'),
    ],
)
def test_wrong_input_is_named_and_what_was_typed_stays(
    anna: Account, ministry: Institution, folder_gateway: Path, changed: dict[str, str], words: str
) -> None:
    shown = browser(anna).post(OWN, _form(ministry) | {"news": "on"} | changed).content.decode()
    assert words in shown
    assert 'aria-invalid="true"' in shown
    if changed.get("code"):
        assert f'value="{changed["code"]}"' in shown
    assert not Consent.objects.exists()


def test_guessing_codes_ends(anna: Account, ministry: Institution, folder_gateway: Path) -> None:
    client = browser(anna)
    answers = [client.post(OWN, _form(ministry) | {"code": f"3200000{n:04}"}).status_code for n in range(10, 31)]
    assert answers == [200] * 20 + [429]


def test_what_was_sent_stands_there_with_the_day_of_notification(
    anna: Account, agreed: Consent, folder_gateway: Path
) -> None:
    write(anna, agreed.institution)
    hand_over_due(now=NOW)
    shown = page(browser(anna))
    assert "1. decembris" in shown
    assert "Nodots" in shown


def test_the_own_page_asks_as_often_for_one_as_for_many(
    anna: Account, agreed: Consent, django_assert_num_queries: Callable[..., object]
) -> None:
    write(anna, agreed.institution)
    client = browser(anna)
    page(client)
    with django_assert_num_queries(20, exact=False) as first:  # type: ignore[call-arg]
        page(client)
    for number in range(3):
        write(anna, agreed.institution, key=f"more {number}")
    with django_assert_num_queries(len(first)):  # type: ignore[arg-type]
        page(client)


def test_the_institution_sees_counts_and_no_words(
    anna: Account, agreed: Consent, ministry: Institution, folder_gateway: Path
) -> None:
    write(anna, ministry)
    shown = page(_worker(ministry, Role.OFFICIAL), f"{OWN}iestade/xm/")
    assert "cilvēki piekrituši" in shown
    assert "Vairāk koku." not in shown
    assert "anna@example.lv" not in shown
    assert 'name="do"' not in shown


def test_the_administrator_switches_tests_and_tries_again(
    ministry: Institution, connect: Callable[..., object], runner: Actor
) -> None:
    connect()
    client, path = _worker(ministry, Role.INSTITUTION_ADMIN), f"{OWN}iestade/xm/"
    assert "Ieslēgts." in client.post(path, {"do": "on"}, follow=True).content.decode()
    assert "Pārbaudes ziņojums nosūtīts" in client.post(path, {"do": "test"}, follow=True).content.decode()
    assert "sūtīsim vēlreiz" in client.post(path, {"do": "retry"}, follow=True).content.decode()
    assert "Izslēgts." in client.post(path, {"do": "off"}, follow=True).content.decode()
    assert "Vārteja nav pieslēgta" in client.post(path, {"do": "test"}, follow=True).content.decode()
    assert (Gateway.objects.get().is_on, Dispatch.objects.count()) == (False, 1)


def test_an_institution_that_is_not_connected_reads_how_it_gets_connected(ministry: Institution) -> None:
    shown = page(_worker(ministry, Role.INSTITUTION_ADMIN), f"{OWN}iestade/xm/")
    assert "To pieslēdz Balss uzturētājs" in shown


def _form(institution: Institution) -> dict[str, str]:
    return {"institution": str(institution.pk), "code": "320000-00001", "agree": "on"}


def _worker(institution: Institution, role: Role) -> Client:
    account = make_account(f"{role.value}@example.lv")
    RoleGrant.objects.create(
        account=account, role=role.value, institution=institution, starts_at=NOW - timedelta(days=1),
        granted_by="system", granted_at=NOW,
    )  # fmt: skip
    return browser(account)
