"""`record` writes an entry and its content in the caller's transaction, in two queries."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from balss.core.chain.canonical import NotCanonical
from balss.core.chain.commitment import opens
from balss.ledger.models import Content, Entry, PendingEntry
from balss.ledger.services import Subject, SubjectNotSaved, record
from balss.shared.permissions import ANONYMOUS

pytestmark = pytest.mark.django_db
MEASURE = Subject("plan.Measure", "7")


def test_record_keeps_who_did_what_to_what_and_when(official, now):
    entry = record(action="plan.report_published", subject=MEASURE, by=official, now=now, content={"status": "done"})
    stored = Entry.objects.get()
    assert stored.facts() == entry.facts()
    assert (stored.actor, stored.role, stored.institution_id) == ("a7f3", "official", 12)
    assert stored.content_value == {"status": "done"}


def test_record_commits_to_the_content_under_a_salt(official, now):
    entry = record(action="a.b", subject=MEASURE, by=official, now=now, content={"y": 1, "x": "ā"})
    content = Content.objects.get()
    assert content.body == '{"x":"ā","y":1}'
    assert opens(bytes.fromhex(entry.commitment), content.body, salt=bytes.fromhex(content.salt))


def test_same_content_twice_has_two_commitments(official, now):
    first, second = (record(action="a.b", subject=MEASURE, by=official, now=now, content={}) for _ in range(2))
    assert first.commitment != second.commitment


def test_record_takes_a_saved_object_as_subject(official, now):
    group = Group.objects.create(name="g")
    record(action="a.b", subject=group, by=ANONYMOUS, now=now, content={})
    assert [(e.subject_kind, e.actor) for e in Entry.objects.about(group)] == [("auth.Group", "")]


def test_record_refuses_an_unsaved_object(official, now):
    with pytest.raises(SubjectNotSaved):
        record(action="a.b", subject=Group(name="g"), by=official, now=now, content={})


def test_record_refuses_what_json_does_not_have_and_says_where(official, now):
    with pytest.raises(NotCanonical, match=r"\$\.when\[0\]: datetime is not a JSON value"):
        record(action="a.b", subject=MEASURE, by=official, now=now, content={"when": [now]})
    assert not Entry.objects.exists()


def test_record_costs_two_queries(official, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        record(action="a.b", subject=MEASURE, by=official, now=now, content={"x": 1})


def test_record_is_undone_with_the_callers_transaction(official, now):
    with transaction.atomic():
        record(action="a.b", subject=MEASURE, by=official, now=now, content={})
        transaction.set_rollback(True)
    assert (Entry.objects.count(), Content.objects.count(), PendingEntry.objects.count()) == (0, 0, 0)


def test_a_recorded_entry_waits_for_its_position(official, now):
    entry = record(action="a.b", subject=MEASURE, by=official, now=now, content={})
    assert [row.entry_id for row in PendingEntry.objects.all()] == [entry.id]
    assert entry.position is None
