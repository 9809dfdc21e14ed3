"""Addresses that are odd: those that mail servers take are written to as they are, others are refused with a word, and
none delays anybody else's letter."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from balss.notices.models import Notice, NoticeState
from balss.notices.services import deliver_due
from balss.notices.services.mail import MAIL
from balss.places.models import Topic
from tests.notices.conftest import MailServer

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TAKEN = {
    "anna+balss@example.lv": "anna+balss@example.lv",
    "anna.b.c@example.lv": "anna.b.c@example.lv",
    '"anna>b"@example.lv': '"anna>b"@example.lv',
    "anna@ķekava.lv": "anna@xn--ekava-n5a.lv",
    f"{'x' * 64}@example.lv": f"{'x' * 64}@example.lv",
}
# What Django's check lets pass: letters that are like S and I but for their case, and names no name system has.
NOT_TAKEN = ["ſ@example.lv", "ı@example.lv", f"a@{'ā' * 60}.lv", "a@\u3002.lv", '"a\x01b"@example.lv']

pytestmark = pytest.mark.django_db


def put(address: str) -> Notice:
    return Notice.objects.create(
        kind=MAIL, to=address, language="lv", subject="x", text="x", created_at=NOW, next_try_at=NOW
    )


def test_odd_addresses_are_written_to_as_they_are(by_smtp: MailServer) -> None:
    for address in TAKEN:
        put(address)
    assert deliver_due(clock=lambda: NOW).sent == len(TAKEN)
    assert [str(letter["To"]) for letter in by_smtp.letters()] == list(TAKEN.values())


@pytest.mark.parametrize("address", NOT_TAKEN)
def test_address_that_no_server_takes_is_given_up_and_delays_nobody(by_smtp: MailServer, address: str) -> None:
    odd = put(address)
    put("anna@example.lv")
    done = deliver_due(clock=lambda: NOW)
    odd.refresh_from_db()
    assert (odd.state, done.sent, by_smtp.recipients()) == (NoticeState.FAILED, 1, ["anna@example.lv"])


@pytest.mark.parametrize("address", [*NOT_TAKEN, "a" * 250 + "@example.lv", "anna@example.lv\r\nBcc: b@example.lv"])
def test_form_says_that_it_is_no_address(client: Client, address: str) -> None:
    Topic.objects.create(code="transports", position=0, name_lv="Transports", name_en="Transport")
    wishes = {"ko": "places.topic:transports", "rhythm": "daily", "weekday": "0", "language": "lv"}
    answer = client.post(reverse("notices:follow"), {"email": address, **wishes})
    assert (answer.status_code, Notice.objects.count()) == (200, 0)
    assert "email" in answer.context["form"].errors
