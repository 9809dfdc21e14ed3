"""The organiser's desk: by phone, on paper, at the door; and who came."""

from datetime import timedelta

import pytest

from balss.events import services
from balss.events.models import Channel, Registration
from balss.events.queries import expected_of
from balss.events.services import Ticket
from balss.events.services.refusals import AlreadyRegistered, DoorsClosed, EventFull, HasNoPlace, NotInThatState
from tests.events.conftest import NOW, STARTS


def check_in(registration, anna, came=True, at=STARTS):
    return services.check_in(registration=registration, came=came, by=anna.actor, now=at)


def test_who_calls_has_a_place_without_an_address(event, enter):
    made = enter(event, "Velta Kalna", phone="26000000")
    assert (made.standing, made.channel, made.email) == ("going", "phone", "")


def test_who_calls_and_has_an_address_gets_the_letter(event, enter, letters):
    enter(event, "Velta Kalna", email="velta@example.lv")
    assert letters("velta@example.lv") == ["events.place_given"]


def test_who_calls_for_a_full_event_waits(make_event, enter):
    event = make_event(capacity=1)
    assert [enter(event, name).standing for name in ("A", "B")] == ["going", "waiting"]


def test_desk_registers_after_registration_has_ended(make_event, enter):
    event = make_event(registration_closes_at=NOW + timedelta(hours=1))
    assert enter(event, "Velta", at=NOW + timedelta(hours=2)).standing == "going"


def test_address_that_is_registered_is_not_entered_again(event, register, enter):
    register(event, "a@example.lv")
    with pytest.raises(AlreadyRegistered):
        enter(event, "Anna", email="A@example.lv")


def test_who_comes_to_the_door_is_in(event, enter):
    made = enter(event, "Velta", Channel.DOOR, STARTS)
    assert (made.standing, made.came_at) == ("going", STARTS)


def test_who_comes_to_the_door_of_a_full_event_is_refused_and_not_kept(make_event, enter):
    event = make_event(capacity=1)
    enter(event, "Anna")
    with pytest.raises(EventFull):
        enter(event, "Velta", Channel.DOOR, STARTS)
    assert Registration.objects.count() == 1


def test_doors_open_three_hours_before(event, enter, anna):
    guest = enter(event, "Velta")
    with pytest.raises(DoorsClosed):
        check_in(guest, anna, at=STARTS - timedelta(hours=3, minutes=1))
    assert check_in(guest, anna, at=STARTS - timedelta(hours=3)).came_at == STARTS - timedelta(hours=3)


def test_check_in_is_undone_and_keeps_its_first_time(event, enter, anna):
    guest = enter(event, "Velta")
    check_in(guest, anna)
    assert check_in(guest, anna, at=STARTS + timedelta(hours=1)).came_at == STARTS
    assert check_in(guest, anna, came=False).came_at is None


def test_who_waits_or_cancelled_is_not_checked_in(make_event, enter, anna):
    event = make_event(capacity=1)
    first, second = enter(event, "Anna"), enter(event, "Velta")
    with pytest.raises(HasNoPlace):
        check_in(second, anna)
    services.cancel_registration(ticket=Ticket(first), by=anna.actor, now=STARTS)
    with pytest.raises(HasNoPlace):
        check_in(first, anna)


def test_nobody_is_entered_for_a_cancelled_event(event, anna, enter):
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    with pytest.raises(NotInThatState):
        enter(event, "Velta")


def test_desk_counts_places_channels_groups_and_organisations(make_event, enter, register, anna, youth):
    event = make_event(form="hybrid", online_link="https://video.example/1")
    came = [
        enter(event, "A", Channel.PAPER, audience=youth, organisation="LSJP"),
        register(event, "b@example.lv", is_online=True, audience=youth, organisation="LSJP"),
    ]
    register(event, "c@example.lv")
    for each in came:
        check_in(each, anna)
    expected = expected_of(event)
    assert (expected.going_onsite, expected.going_online, expected.came_onsite, expected.came_online) == (2, 1, 1, 1)
    assert (dict(expected.groups), dict(expected.organisations)) == ({youth: 2}, {"LSJP": 2})
    assert dict(expected.channels) == {"paper": 1, "email": 2}
