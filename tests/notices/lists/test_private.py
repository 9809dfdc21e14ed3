"""Imported addresses are personal data: nobody but their owner is shown one, and they are exported and erased whole."""

import logging
from datetime import timedelta

import pytest
from django.test import Client

from balss.ledger.models import Content
from balss.notices.models import AddressList, Contact, LeftAddress, News, Notice
from balss.notices.services.lists import take_off
from balss.notices.services.lists.telling import leave_path
from balss.notices.services.news import Draft, approve_news, draft_news, propose_news, send_news
from balss.notices.services.news.deciding import TAKEN_BACK_WITHIN
from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.people.services.personal_data import erase_person, export_data
from balss.places.models import Institution
from balss.shared.permissions import Actor, Role
from tests.notices.lists.conftest import LATER, NOW, fill, tell

EMAIL = "slepena@example.lv"


@pytest.fixture
def owner(db: None) -> Account:
    return Account.objects.create(person=Person.objects.create(name="Anna"), email=EMAIL)


@pytest.fixture
def sent(clients: AddressList, own: Institution, author: Actor, colleague: Actor) -> News:
    """News that went to a list and to followers."""
    fill(clients, author, EMAIL, "cita@example.lv")
    tell()
    news = draft_news(institution=own, draft=Draft("Tilts", "Sākam.", True, [clients]), by=author, now=NOW)
    propose_news(news=news, by=author, now=LATER)
    approve_news(news=news, version=1, by=colleague, now=LATER)
    send_news(now=LATER + TAKEN_BACK_WITHIN)
    return news


def official(institution: Institution) -> Client:
    account = Account.objects.create(person=Person.objects.create(name="Berta"), email="amats@example.lv")
    RoleGrant.objects.create(
        account=account, role=Role.OFFICIAL.value, institution=institution, starts_at=NOW - timedelta(days=1),
        granted_by="system", granted_at=NOW,
    )  # fmt: skip
    client = Client()
    client.force_login(account)
    return client


def test_an_address_of_a_list_stands_on_no_page_feed_or_log(
    sent: News, clients: AddressList, own: Institution, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    worker, work = official(own), "/zinas/darbs/"
    feed = f"ko=places.institution:{own.slug}"
    answers = [
        *(worker.get(f"{work}{page}") for page in ("", f"saraksti/{clients.pk}/", f"jaunumi/{sent.pk}/")),
        *(
            client.get(page)
            for page in (
                f"/zinas/institucijas/{sent.pk}/", own.get_absolute_url(), f"/zinas/plusma.atom?{feed}",
                f"/zinas/plusma.ics?{feed}", "/zurnals/", f"/api/v1/places/institutions/{own.slug}",
                leave_path(Contact.objects.get(email="cita@example.lv")),
            )
        ),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} <= {200, 404}
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert [answer.request["PATH_INFO"] for answer in answers if b"slepena" in answer.content] == []
    assert "slepena" not in caplog.text
    assert [each for each in Content.objects.all() if "slepena" in str(vars(each))] == []


def test_asking_to_take_off_tells_an_official_only_of_the_own_institution(
    sent: News, other: Institution, stranger: Actor, clients: AddressList
) -> None:
    theirs = AddressList.objects.create(
        institution=other, title="K", kind="clients", ground="public_task", ground_words="x", created_at=NOW
    )
    assert take_off(address_list=theirs, email=EMAIL, by=stranger, now=LATER) is False
    assert clients.contacts.filter(email=EMAIL).exists()


def test_its_owner_gets_and_erases_all_that_lists_hold(sent: News, owner: Account, own: Institution) -> None:
    by = actor_of(owner)
    held = {each.kind: each.rows for each in export_data(person=owner.person, by=by, now=LATER)}
    assert held["notices.contact"][0] | {"taken_at": 0, "told_at": 0} == {
        "address_list": "XM: Klienti", "email": EMAIL, "language": "lv", "taken_at": 0, "told_at": 0,
    }  # fmt: skip
    assert len(held["notices.notice"]) == 2  # told of the list, and the news
    erase_person(person=owner.person, by=by, now=LATER)
    assert list(Contact.objects.values_list("email", flat=True)) == ["cita@example.lv"]
    assert not Notice.objects.filter(to=EMAIL).exists()


def test_erasing_keeps_that_an_address_has_left_and_no_address(
    sent: News, owner: Account, clients: AddressList, author: Actor
) -> None:
    take_off(address_list=clients, email=EMAIL, by=author, now=LATER)
    erase_person(person=owner.person, by=actor_of(owner), now=LATER)
    (left,) = LeftAddress.objects.all()
    assert "slepena" not in str(vars(left))
    fill(clients, author, EMAIL, "jauna@example.lv", now=LATER)
    assert not clients.contacts.filter(email=EMAIL).exists()
