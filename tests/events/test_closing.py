"""Closing an event: what has to be said, what is kept of it, correcting it and taking it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from balss.events import services
from balss.events.models import Event, Material, State
from balss.events.services import NewMaterial
from balss.events.services.refusals import (
    ClosingIncomplete,
    MoreThanCame,
    NotBegunYet,
    NotInThatState,
    ReasonMissing,
)
from balss.ledger.models import Content as Recorded
from tests.events.conftest import LASTS, NOW, STARTS

AFTER = STARTS + LASTS + timedelta(days=1)


def test_closed_event_is_held_and_says_who_came(event, close, youth, ministry, deeds):
    held = close(
        event, groups=((youth, 12),), institutions=(("XM", 9), ("Jauniešu biedrība", 4)),
        media=(("Ludzas Zeme", "regional"), ("LSM", "public")),
    )  # fmt: skip
    assert (held.state, held.came, held.closed_at) == (State.HELD, 40, STARTS + LASTS)
    rows = held.attendance.values_list("audience__code", "institution__code", "words", "count")
    assert sorted(rows, key=str) == sorted(
        [("jauniesi", None, "", 12), (None, "XM", "XM", 9), (None, None, "Jauniešu biedrība", 4)], key=str
    )
    assert list(held.media.values_list("name", "reach")) == [("LSM", "public"), ("Ludzas Zeme", "regional")]
    assert deeds() == ["events.event_held", "events.event_published"]


def test_institution_written_in_two_ways_is_one(event, close, ministry):
    held = close(event, institutions=(("XM", 9), ("Izdomātā ministrija", 4)))
    assert list(held.attendance.values_list("institution__code", "count")) == [("XM", 13)]


def test_closing_that_says_too_little_is_refused(make_event, close, again):
    event = make_event(form="hybrid", online_link="https://video.example/1")
    with pytest.raises(ClosingIncomplete) as refused:
        close(event, came_onsite=None, outcome=" ", without_materials=False)
    assert refused.value.missing == ["came_onsite", "came_online", "outcome", "without_materials"]
    assert again(event).state == State.PUBLISHED


def test_nobody_came_is_an_answer(event, close):
    assert close(event, came_onsite=0).came == 0


def test_group_larger_than_all_is_refused(event, close, youth):
    with pytest.raises(MoreThanCame):
        close(event, groups=((youth, 41),))


def test_event_is_not_closed_before_it_begins(event, close):
    with pytest.raises(NotBegunYet):
        close(event, STARTS - timedelta(minutes=1))


def test_closing_brings_its_materials(event, close, upload):
    materials = (
        NewMaterial("Slaidi", "presentation", upload()),
        NewMaterial("Ieraksts", "recording", None, "https://video.example/r"),
    )
    held = close(event, without_materials=False, materials=materials)
    assert [(each.title, bool(each.file), each.address) for each in held.materials.all()] == [
        ("Slaidi", True, ""), ("Ieraksts", False, "https://video.example/r"),
    ]  # fmt: skip


def test_closing_is_undone_with_a_file_that_is_refused(event, close, upload, again):
    hostile = NewMaterial("Slaidi", "presentation", upload("a.svg", b"<svg onload='alert(1)'></svg>"))
    with pytest.raises(Exception, match="veida"):
        close(event, without_materials=False, materials=(hostile,))
    assert (again(event).state, Material.objects.count()) == (State.PUBLISHED, 0)


def test_closing_is_corrected_and_the_ledger_keeps_both(event, close, youth, deeds):
    close(event, groups=((youth, 12),))
    held = close(event, AFTER, came_onsite=38)
    assert (held.came, held.attendance.count(), held.closed_at) == (38, 0, STARTS + LASTS)
    assert deeds() == ["events.closing_corrected", "events.event_held", "events.event_published"]
    assert sum("came_onsite" in str(content.body) for content in Recorded.objects.all()) == 2


def test_closing_taken_back_is_announced_again_and_counts_no_more(event, close, anna, youth, deeds):
    close(event, groups=((youth, 12),))
    opened = services.reopen_event(event=event, reason="Slēgts nepareizais.", by=anna.actor, now=AFTER)
    assert (opened.state, opened.came, opened.attendance.count()) == (State.PUBLISHED, None, 0)
    assert "events.event_reopened" in deeds()


def test_closing_of_a_moved_event_taken_back_leaves_it_moved(event, close, anna, schedule):
    services.move_event(event=event, schedule=schedule(place="Citur"), reason="Tā.", by=anna.actor, now=NOW)
    close(event)
    opened = services.reopen_event(event=event, reason="Kļūda.", by=anna.actor, now=AFTER)
    assert opened.state == State.MOVED


def test_closing_is_not_taken_back_without_a_reason_or_a_closing(event, close, anna):
    with pytest.raises(NotInThatState):
        services.reopen_event(event=event, reason="Kļūda.", by=anna.actor, now=AFTER)
    close(event)
    with pytest.raises(ReasonMissing):
        services.reopen_event(event=event, reason="", by=anna.actor, now=AFTER)


def test_held_event_is_not_cancelled_changed_or_moved(event, close, anna, content, schedule):
    close(event)
    with pytest.raises(NotInThatState):
        services.cancel_event(event=event, reason="Tā.", by=anna.actor, now=AFTER)
    with pytest.raises(NotInThatState):
        services.change_event(event=event, content=content(), revision=2, by=anna.actor, now=AFTER)
    with pytest.raises(NotInThatState):
        services.move_event(event=event, schedule=schedule(place="Citur"), reason="Tā.", by=anna.actor, now=AFTER)


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "held"},
        {"state": "cancelled"},
        {"taken": 3, "capacity": 2},
        {"came_onsite": 3},
        {"ends_at": STARTS},
        {"state": "draft"},
    ],
)
def test_database_refuses_what_must_never_be(event, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**columns)
