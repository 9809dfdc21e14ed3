"""What is erased of a person is no longer found."""

from dataclasses import replace

import pytest

from balss.people.models import Person
from balss.people.queries import actor_of
from balss.people.services.personal_data import erase_person
from balss.shared.personal_data import holdings
from balss.shared.search_documents import ChangeFollower, change_followers
from tests.people.conftest import NOW


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(change_followers, "_pins", {})
    change_followers.pin(ChangeFollower("test", lambda kind, keys: told.append((kind, list(keys)))))
    return told


def test_erasure_tells_the_index_what_repeats_the_words(make_account, told, monkeypatch):
    holding = replace(holdings["people.person"], found_as=lambda person: ("test.person", str(person.pk)))
    monkeypatch.setattr(holdings, "_pins", {**holdings._pins, "people.person": holding})
    account = make_account()
    Person.objects.create(name="Berta Liepa")
    erase_person(person=account.person, by=actor_of(account), now=NOW)

    assert told == [("test.person", [str(account.person.pk)])]
