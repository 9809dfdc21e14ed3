"""Content can be erased, in the open, by who runs the installation; the entry still verifies."""

import pytest

from balss.ledger.models import Content, Entry
from balss.ledger.queries import receipt_for
from balss.ledger.queries.verification import verify
from balss.ledger.services import NeededToCheckTheLedger, NothingToErase, erase_content, integrate
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role

pytestmark = pytest.mark.django_db


def test_erasure_removes_content_and_salt_and_says_so(new_entry, administrator, now, key):
    entry = new_entry(name="Jānis Bērziņš")
    integrate(now=now, key=key)
    erasure = erase_content(entry=entry, by=administrator, now=now, reason="a name stood in it")
    assert not Content.objects.filter(entry=entry).exists()
    assert (erasure.action, erasure.subject_id, erasure.actor) == ("ledger.content_erased", str(entry.pk), "b801")
    assert erasure.content_value == {"reason": "a name stood in it"}
    assert verify(now=now).findings == []


def test_an_erased_entry_keeps_its_facts_and_its_proof(new_entry, administrator, now, key):
    entry = new_entry(name="Jānis Bērziņš")
    integrate(now=now, key=key)
    before = receipt_for(Entry.objects.get(pk=entry.pk))
    erase_content(entry=entry, by=administrator, now=now, reason="r")
    after = receipt_for(Entry.objects.get(pk=entry.pk))
    assert after == {**before, "content": None}
    assert "Bērziņš" in str(before)


def test_content_of_a_waiting_entry_can_be_erased(new_entry, administrator, now, key):
    erase_content(entry=new_entry(name="x"), by=administrator, now=now, reason="r")
    integrate(now=now, key=key)
    assert (verify(now=now).findings, verify(now=now).erased) == ([], 1)


def test_content_is_erased_once(new_entry, administrator, now):
    entry = new_entry()
    erase_content(entry=entry, by=administrator, now=now, reason="r")
    with pytest.raises(NothingToErase):
        erase_content(entry=entry, by=administrator, now=now, reason="again")
    assert Entry.objects.filter(action="ledger.content_erased").count() == 1


def test_a_public_key_of_the_log_is_not_erased(administrator, now, key):
    integrate(now=now, key=key)
    with pytest.raises(NeededToCheckTheLedger):
        erase_content(entry=Entry.objects.get(), by=administrator, now=now, reason="r")
    assert Content.objects.count() == 1


@pytest.mark.parametrize(
    "actor",
    [ANONYMOUS, *(Actor("x", 9, 9, Grant(role)) for role in Role if role != Role.ADMINISTRATOR), Actor("x", 9, 9)],
)
def test_nobody_else_erases(actor, new_entry, now):
    entry = new_entry()
    with pytest.raises(NotAllowed):
        erase_content(entry=entry, by=actor, now=now, reason="r")
    assert Content.objects.filter(entry=entry).exists()
