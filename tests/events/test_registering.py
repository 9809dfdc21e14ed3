"""Registering: a guest confirms the address, an account need not; the waiting list moves up by itself."""

from datetime import timedelta

import pytest

from balss.events import jobs, services
from balss.events.models import Registration
from balss.events.services import Attendee, Ticket
from balss.events.services.refusals import AlreadyRegistered, RegistrationClosed
from balss.notices.models import Notice
from balss.shared.permissions import ANONYMOUS
from tests.events.conftest import NOW, STARTS


def ask(event, email, at=NOW, by=ANONYMOUS, **values):
    return services.register(event=event, attendee=Attendee(name="Ilze", email=email, **values), by=by, now=at)


def test_guest_has_no_place_before_confirming(event, letters, again):
    guest = ask(event, "a@example.lv")
    assert (guest.standing, again(event).taken, letters("a@example.lv")) == (
        "unconfirmed", 0, ["events.confirm_registration"],
    )  # fmt: skip


def test_confirmed_guest_has_a_place_and_a_letter_with_a_link_that_works(event, register, letters, again):
    guest = register(event, "a@example.lv")
    assert (guest.standing, again(event).taken) == ("going", 1)
    assert letters("a@example.lv") == ["events.confirm_registration", "events.place_given"]
    assert services.link_of(guest) in Notice.objects.get(kind="events.place_given").text


def test_confirming_again_changes_nothing(event, register, letters):
    guest = register(event, "a@example.lv")
    services.confirm_registration(ticket=Ticket(guest, True), by=ANONYMOUS, now=NOW)
    assert letters("a@example.lv").count("events.place_given") == 1


def test_guest_who_asks_again_before_confirming_is_asked_to_confirm_again(event, letters):
    ask(event, "a@example.lv")
    ask(event, "A@Example.lv", organisation="Biedrība")
    assert Registration.objects.get().organisation == "Biedrība"


def test_registered_address_is_told_by_letter_and_nothing_changes(event, register, letters):
    guest = register(event, "a@example.lv", name="Anna")
    answer = ask(event, "a@example.lv")
    assert (answer.pk, Registration.objects.get().name) == (guest.pk, "Anna")
    assert letters("a@example.lv")[-1] == "events.already_registered"


def test_account_has_a_place_at_once_under_its_own_address(event, resident, letters):
    made = ask(event, "somebody@else.example", by=resident.actor)
    assert (made.standing, made.email, made.account) == ("going", "iveta@example.lv", resident)
    assert letters("iveta@example.lv") == ["events.place_given"]


def test_account_registers_once(event, resident):
    ask(event, "", by=resident.actor)
    with pytest.raises(AlreadyRegistered):
        ask(event, "", by=resident.actor)


def test_account_takes_over_what_its_address_registered_as_a_guest(event, register, resident):
    guest = register(event, "iveta@example.lv")
    with pytest.raises(AlreadyRegistered):
        ask(event, "", by=resident.actor)
    assert Registration.objects.filter(pk=guest.pk).values_list("standing", flat=True).get() == "going"


def test_account_replaces_what_its_address_never_confirmed(event, resident):
    ask(event, "iveta@example.lv")
    made = ask(event, "", by=resident.actor)
    assert (Registration.objects.get().pk, made.standing) == (made.pk, "going")


def test_full_event_has_a_waiting_list_in_order(make_event, register, standing, again):
    event = make_event(capacity=1)
    guests = [register(event, f"{name}@example.lv", NOW + timedelta(minutes=i)) for i, name in enumerate("abc")]
    assert [standing(guest) for guest in guests] == ["going", "waiting", "waiting"]
    assert (again(event).taken, again(event).free_places) == (1, 0)


def test_cancelled_place_goes_to_the_first_who_waits(make_event, register, standing, letters, again):
    event = make_event(capacity=1)
    first, second, third = [
        register(event, f"{name}@example.lv", NOW + timedelta(minutes=i)) for i, name in enumerate("abc")
    ]
    services.cancel_registration(ticket=Ticket(first, True), by=ANONYMOUS, now=NOW)
    assert [standing(each) for each in (first, second, third)] == ["cancelled", "going", "waiting"]
    assert (letters("b@example.lv")[-1], letters("c@example.lv")[-1]) == ("events.moved_up", "events.on_waiting_list")
    assert again(event).taken == 1


def test_nobody_moves_up_once_the_event_has_begun(make_event, register, standing):
    event = make_event(capacity=1)
    first, second = register(event, "a@example.lv"), register(event, "b@example.lv")
    services.cancel_registration(ticket=Ticket(first, True), by=ANONYMOUS, now=STARTS)
    assert standing(second) == "waiting"


def test_who_cancelled_may_register_again(event, register, standing):
    first = register(event, "a@example.lv")
    services.cancel_registration(ticket=Ticket(first, True), by=ANONYMOUS, now=NOW)
    assert register(event, "a@example.lv").standing == "going"


def test_online_places_are_not_counted_where_there_is_a_site(make_event, register, again):
    event = make_event(form="hybrid", capacity=1, online_link="https://video.example/1")
    register(event, "a@example.lv")
    online = register(event, "b@example.lv", is_online=True)
    assert (online.standing, again(event).taken) == ("going", 1)


def test_places_of_an_online_event_are_counted(make_event, register):
    event = make_event(form="online", capacity=1)
    register(event, "a@example.lv")
    assert register(event, "b@example.lv").standing == "waiting"


def test_registration_ends_when_said_or_when_the_event_begins(make_event, event):
    early = make_event(registration_closes_at=STARTS - timedelta(days=1))
    with pytest.raises(RegistrationClosed):
        ask(early, "a@example.lv", STARTS - timedelta(days=1))
    with pytest.raises(RegistrationClosed):
        ask(event, "a@example.lv", STARTS)


def test_registration_cannot_be_confirmed_after_it_ended(event):
    guest = ask(event, "a@example.lv")
    with pytest.raises(RegistrationClosed):
        services.confirm_registration(ticket=Ticket(guest, True), by=ANONYMOUS, now=STARTS)


def test_nobody_registers_for_a_cancelled_event_or_one_that_is_open_to_all(make_event, event, anna):
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    with pytest.raises(RegistrationClosed):
        ask(event, "a@example.lv")
    with pytest.raises(RegistrationClosed):
        ask(make_event(admission="open"), "a@example.lv")


def test_unconfirmed_address_is_forgotten_after_two_days(event, register):
    ask(event, "never@example.lv")
    register(event, "a@example.lv")
    jobs.settle(NOW + timedelta(hours=47))
    assert Registration.objects.count() == 2
    jobs.settle(NOW + timedelta(hours=48))
    assert list(Registration.objects.values_list("email", flat=True)) == ["a@example.lv"]


def test_place_of_an_erased_registration_is_filled(make_event, register, standing, again):
    event = make_event(capacity=1)
    first, second = register(event, "a@example.lv"), register(event, "b@example.lv")
    Registration.objects.filter(pk=first.pk).delete()
    jobs.settle(NOW + timedelta(minutes=10))
    assert (standing(second), again(event).taken) == ("going", 1)


def test_places_taken_equal_a_full_recount(make_event, register, again):
    event = make_event(capacity=3)
    guests = [register(event, f"{i}@example.lv", NOW + timedelta(seconds=i)) for i in range(6)]
    for guest in guests[1:3]:
        services.cancel_registration(ticket=Ticket(guest, True), by=ANONYMOUS, now=NOW)
    assert (again(event).taken, Registration.objects.going().count()) == (3, 3)
