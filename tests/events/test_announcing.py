"""From a draft to an announced event, and what happens when it is moved or called off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from balss.events import services
from balss.events.models import State
from balss.events.services import Speaks
from balss.events.services.refusals import (
    CapacityTooSmall,
    ChangedMeanwhile,
    EndsBeforeItStarts,
    EventIncomplete,
    NotInThatState,
    OutsideTheEvent,
    ReasonMissing,
    StartsInThePast,
)
from balss.notices.models import Notice
from tests.events.conftest import LASTS, NOW, STARTS


def move(event, anna, schedule, reason="Zāle ir aizņemta.", at=NOW):
    return services.move_event(event=event, schedule=schedule, reason=reason, by=anna.actor, now=at)


def test_event_is_announced(draft, anna, deeds):
    event = services.publish_event(event=draft, by=anna.actor, now=NOW)
    assert (event.state, event.published_at, event.revision) == (State.PUBLISHED, NOW, 1)
    assert deeds() == ["events.event_published"]


def test_event_without_what_residents_need_is_not_announced(make_draft, anna):
    draft = make_draft(place="", territory=None, contact_email="", accessibility=(), spoken=())
    with pytest.raises(EventIncomplete) as refused:
        services.publish_event(event=draft, by=anna.actor, now=NOW)
    assert refused.value.missing == ["spoken", "contact_email", "place", "territory", "accessibility"]


def test_online_event_needs_no_place(make_draft, anna):
    draft = make_draft(form="online", place="", territory=None, accessibility=())
    assert services.publish_event(event=draft, by=anna.actor, now=NOW).state == State.PUBLISHED


def test_event_in_the_past_is_not_announced(draft, anna):
    with pytest.raises(StartsInThePast):
        services.publish_event(event=draft, by=anna.actor, now=STARTS)


def test_event_is_announced_once(event, anna):
    with pytest.raises(NotInThatState):
        services.publish_event(event=event, by=anna.actor, now=NOW)


def test_event_that_ends_before_it_starts_is_refused(make_draft):
    with pytest.raises(EndsBeforeItStarts):
        make_draft(ends_at=STARTS)


def test_change_over_a_colleagues_change_is_refused(draft, anna, content):
    services.change_event(event=draft, content=content(title="Cits"), revision=0, by=anna.actor, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        services.change_event(event=draft, content=content(title="Trešais"), revision=0, by=anna.actor, now=NOW)


def test_change_of_an_announced_event_leaves_its_time(event, anna, content, schedule, deeds, again):
    later = schedule(starts_at=STARTS + timedelta(hours=1))
    services.change_event(
        event=event, content=content(title="Cits"), schedule=later, revision=1, by=anna.actor, now=NOW
    )
    assert (again(event).title, again(event).starts_at, again(event).revision) == ("Cits", STARTS, 2)
    assert deeds() == ["events.event_changed", "events.event_published"]


def test_capacity_below_those_who_have_a_place_is_refused(make_event, register, anna, content):
    event = make_event(capacity=2)
    register(event, "a@example.lv")
    register(event, "b@example.lv")
    with pytest.raises(CapacityTooSmall):
        services.change_event(event=event, content=content(capacity=1), revision=1, by=anna.actor, now=NOW)


def test_greater_capacity_moves_the_waiting_list_up(make_event, register, anna, content, letters, standing):
    event = make_event(capacity=1)
    register(event, "a@example.lv")
    waits = register(event, "b@example.lv")
    services.change_event(event=event, content=content(capacity=2), revision=1, by=anna.actor, now=NOW)
    assert (standing(waits), letters("b@example.lv")[-1]) == ("going", "events.moved_up")


def test_new_link_is_told_to_those_who_take_part_online(make_event, register, anna, content, letters):
    event = make_event(form="hybrid", online_link="https://video.example/1")
    register(event, "online@example.lv", is_online=True)
    register(event, "onsite@example.lv")
    changed = content(online_link="https://video.example/2")
    services.change_event(event=event, content=changed, revision=1, by=anna.actor, now=NOW)
    assert letters("online@example.lv")[-1] == "events.event_changed"
    assert letters("onsite@example.lv")[-1] == "events.place_given"
    assert "https://video.example/2" in Notice.objects.get(kind="events.event_changed").text


def test_moved_event_tells_the_registered_and_keeps_them(event, register, anna, schedule, letters, standing, deeds):
    guest = register(event, "a@example.lv")
    moved = move(
        event, anna, schedule(starts_at=STARTS + timedelta(days=7), ends_at=STARTS + LASTS + timedelta(days=7))
    )
    assert (moved.state, moved.revision, standing(guest)) == (State.MOVED, 2, "going")
    assert letters("a@example.lv")[-1] == "events.event_moved"
    letter = Notice.objects.get(kind="events.event_moved").text
    assert ["20. maijs" in letter, "27. maijs" in letter, "Zāle ir aizņemta." in letter] == [True, True, True]
    assert deeds() == ["events.event_moved", "events.event_published"]


def test_moved_event_keeps_when_it_was_to_be(event, anna, schedule):
    moved = move(event, anna, schedule(place="Ludzas bibliotēka"))
    assert list(moved.moves.values_list("starts_at", "place", "reason")) == [
        (STARTS, "Cirmas tautas nams", "Zāle ir aizņemta.")
    ]


def test_programme_moves_with_the_event(event, anna, schedule):
    services.save_item(
        event=event, starts_at=STARTS, ends_at=STARTS + timedelta(hours=1), title="Atklāšana",
        speakers=[Speaks("Jānis Kalniņš"), Speaks("Anna Smith", "OECD", "GB")], by=anna.actor, now=NOW,
    )  # fmt: skip
    day = timedelta(days=1)
    moved = move(event, anna, schedule(starts_at=STARTS + day, ends_at=STARTS + LASTS + day))
    item = moved.programme.get()
    assert (item.starts_at, item.ends_at) == (STARTS + day, STARTS + day + timedelta(hours=1))
    assert [(each.name, each.is_foreign) for each in item.speakers.all()] == [
        ("Jānis Kalniņš", False), ("Anna Smith", True),
    ]  # fmt: skip


def test_move_to_the_same_time_and_place_changes_nothing(event, register, anna, schedule, letters):
    register(event, "a@example.lv")
    assert move(event, anna, schedule()).state == State.PUBLISHED
    assert "events.event_moved" not in letters("a@example.lv")


@pytest.mark.parametrize(
    ("reason", "change", "refusal"),
    [
        (" ", {"place": "Citur"}, ReasonMissing),
        ("Tā.", {"starts_at": NOW - timedelta(days=1)}, StartsInThePast),
        ("Tā.", {"ends_at": STARTS}, EndsBeforeItStarts),
        ("Tā.", {"place": ""}, EventIncomplete),
    ],
)
def test_move_that_says_too_little_is_refused(event, anna, schedule, again, reason, change, refusal):
    with pytest.raises(refusal):
        move(event, anna, replace(schedule(), **change), reason)
    assert (again(event).state, again(event).moves.count()) == (State.PUBLISHED, 0)


def test_move_online_takes_everybody_online(make_event, register, anna, schedule):
    event = make_event(form="hybrid", capacity=1, online_link="https://video.example/1")
    register(event, "a@example.lv")
    moved = move(event, anna, schedule(form="online"))
    assert list(moved.registrations.values_list("is_online", flat=True)) == [True]


def test_move_on_site_with_too_many_online_is_refused(make_event, register, anna, schedule):
    event = make_event(form="hybrid", capacity=1, online_link="https://video.example/1")
    register(event, "a@example.lv")
    register(event, "b@example.lv", is_online=True)
    with pytest.raises(CapacityTooSmall):
        move(event, anna, schedule(form="onsite"))


def test_cancelled_event_tells_those_who_go_and_wait(make_event, register, anna, letters, deeds):
    event = make_event(capacity=1)
    register(event, "a@example.lv")
    register(event, "b@example.lv")
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    assert (letters("a@example.lv")[-1], letters("b@example.lv")[-1]) == ("events.event_cancelled",) * 2
    assert "Plūdi." in Notice.objects.filter(kind="events.event_cancelled").first().text
    assert deeds() == ["events.event_cancelled", "events.event_published"]


def test_cancelled_event_is_not_cancelled_again_nor_moved(event, anna, schedule):
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    with pytest.raises(NotInThatState):
        services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    with pytest.raises(NotInThatState):
        move(event, anna, schedule(place="Citur"))


def test_event_is_not_cancelled_without_a_reason(event, anna):
    with pytest.raises(ReasonMissing):
        services.cancel_event(event=event, reason="  ", by=anna.actor, now=NOW)


def test_part_of_the_programme_outside_the_event_is_refused(event, anna):
    with pytest.raises(OutsideTheEvent):
        services.save_item(
            event=event, starts_at=STARTS - timedelta(hours=1), ends_at=None, title="Kafija", by=anna.actor, now=NOW
        )


def test_draft_is_thrown_away_and_an_announced_event_is_not(draft, make_event, anna, again):
    services.discard_draft(event=draft, by=anna.actor, now=NOW)
    with pytest.raises(draft.DoesNotExist):
        again(draft)
    with pytest.raises(NotInThatState):
        services.discard_draft(event=make_event(), by=anna.actor, now=NOW)
