"""Who has the list of events already is told so; what changes without a deed, free places and programme, tells too."""

import pytest

from balss.events import services
from tests.events.conftest import NOW, STARTS

ADDRESSES = ["/notikumi/dati/notikumi.csv", "/notikumi/dati/notikumi.json"]


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.parametrize("address", ADDRESSES)
def test_unchanged_list_is_not_sent_again(client, event, address, django_assert_max_num_queries):
    known = client.get(address)["ETag"]
    with django_assert_max_num_queries(14):
        answers = [client.get(address, headers={"If-None-Match": known}), client.head(address)]
    assert [(each.status_code, each.getvalue(), each["ETag"]) for each in answers] == [
        (304, b"", known),
        (200, b"", known),
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_change_makes_another_tag(client, make_event, register, anna, address):
    def tag():
        return client.get(address)["ETag"]

    tags = [tag()]
    event = make_event(capacity=2)
    tags.append(tag())
    register(event, "kads@example.lv")
    tags.append(tag())
    event.refresh_from_db()
    services.save_item(event=event, starts_at=STARTS, ends_at=None, title="Sākums", by=anna.actor, now=NOW)
    tags.append(tag())
    assert len(set(tags)) == 4
