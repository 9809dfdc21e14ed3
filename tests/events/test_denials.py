"""What is refused: another institution, a wrong role, nobody, and somebody with another's link."""

import pytest

from balss.events import services
from balss.events.models import Channel, Registration
from balss.events.services import Account as Closing
from balss.events.services import Attendee, NewMaterial, Ticket
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role, can, require
from tests.events.conftest import NOW, STARTS

CLOSING = Closing(came_onsite=1, came_online=None, outcome="Bija.", without_materials=True)
TO_AN_EVENT = {
    "publish": lambda event, by, **more: services.publish_event(event=event, by=by, now=NOW),
    "change": lambda event, by, *, content, **more: services.change_event(
        event=event, content=content(), revision=1, by=by, now=NOW
    ),
    "discard": lambda event, by, **more: services.discard_draft(event=event, by=by, now=NOW),
    "programme": lambda event, by, **more: services.save_item(
        event=event, starts_at=STARTS, ends_at=None, title="Sākums", by=by, now=NOW
    ),
    "move": lambda event, by, *, schedule, **more: services.move_event(
        event=event, schedule=schedule(place="Citur"), reason="Tā.", by=by, now=NOW
    ),
    "cancel": lambda event, by, **more: services.cancel_event(event=event, reason="Tā.", by=by, now=NOW),
    "close": lambda event, by, **more: services.close_event(event=event, account=CLOSING, by=by, now=STARTS),
    "reopen": lambda event, by, **more: services.reopen_event(event=event, reason="Tā.", by=by, now=STARTS),
    "material": lambda event, by, **more: services.add_material(
        event=event, material=NewMaterial("A", address="https://a.example/"), by=by, now=NOW
    ),
    "enter": lambda event, by, **more: services.enter_registration(
        event=event, attendee=Attendee("A"), channel=Channel.PHONE, by=by, now=NOW
    ),
}


@pytest.fixture
def outsiders(ministry, other_official, resident):
    """Everybody who is no official of the ministry."""
    wrong_roles = [
        Actor("x", 9, 9, Grant(role, ministry.pk))
        for role in (Role.INSTITUTION_ADMIN, Role.COORDINATOR, Role.REVIEWER, Role.ADMINISTRATOR)
    ]
    return [ANONYMOUS, resident.actor, other_official.actor, *wrong_roles]


@pytest.mark.parametrize("deed", TO_AN_EVENT)
def test_nobody_but_the_organiser_does_it(event, outsiders, content, schedule, again, deed):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            TO_AN_EVENT[deed](event, outsider, content=content, schedule=schedule)
    now = again(event)
    assert (now.revision, now.state, now.registrations.count(), now.materials.count()) == (1, "published", 0, 0)


def test_nobody_begins_an_event_of_another_institution(ministry, outsiders, content, schedule):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.create_event(institution=ministry, content=content(), schedule=schedule(), by=outsider, now=NOW)


def test_helping_institution_does_not_manage_the_event(make_event, other_ministry, other_official):
    event = make_event(co_organisers=(other_ministry,))
    assert not can(other_official.actor, "events.manage_registrations", event, NOW)


def test_official_of_the_successor_manages_the_event(event, ministry, other_ministry, other_official):
    ministry.successions.create(successor=other_ministry, effective_date=NOW.date(), basis="Likums")
    assert can(other_official.actor, "events.edit_event", event, NOW)


def test_draft_is_seen_by_its_institution_alone(draft, anna, outsiders):
    assert can(anna.actor, "events.view_event", draft, NOW)
    assert [can(outsider, "events.view_event", draft, NOW) for outsider in outsiders] == [False] * len(outsiders)


def test_nobody_registers_for_a_draft(draft, resident):
    with pytest.raises(NotAllowed):
        services.register(event=draft, attendee=Attendee("A", "a@example.lv"), by=resident.actor, now=NOW)


def test_registration_of_another_is_neither_seen_nor_cancelled(event, register, outsiders):
    guest = register(event, "a@example.lv")
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.cancel_registration(ticket=Ticket(guest), by=outsider, now=NOW)
        assert not can(outsider, "events.see_online_link", Ticket(guest), NOW)
    assert Registration.objects.get().standing == "going"


def test_link_opens_its_own_registration_only(event, register):
    first, second = register(event, "a@example.lv"), register(event, "b@example.lv")
    name, _, signature = services.link_of(first).partition(":")
    assert services.ticket_of(f"{second.public_id.hex}:{signature}") is None
    assert services.ticket_of(f"{name}:{signature[:-1]}") is None
    assert services.ticket_of(second.public_id.hex) is None
    assert services.ticket_of(services.link_of(first)).registration == first


def test_link_of_an_accounts_registration_opens_nothing(event, resident):
    made = services.register(event=event, attendee=Attendee("Iveta"), by=resident.actor, now=NOW)
    ticket = services.ticket_of(services.link_of(made))
    with pytest.raises(NotAllowed):
        services.cancel_registration(ticket=ticket, by=ANONYMOUS, now=NOW)


def test_other_account_has_nothing_of_a_registration(event, resident, make_account):
    made = services.register(event=event, attendee=Attendee("Iveta"), by=resident.actor, now=NOW)
    other = make_account("cits@example.lv")
    with pytest.raises(NotAllowed):
        services.cancel_registration(ticket=Ticket(made), by=other.actor, now=NOW)


def test_online_link_is_not_for_who_waits_nor_after_cancelling(make_event, register, anna):
    event = make_event(form="online", capacity=1, online_link="https://video.example/1")
    going, waiting = register(event, "a@example.lv"), register(event, "b@example.lv")
    assert can(ANONYMOUS, "events.see_online_link", Ticket(going, True), NOW)
    assert not can(ANONYMOUS, "events.see_online_link", Ticket(waiting, True), NOW)
    services.cancel_event(event=event, reason="Tā.", by=anna.actor, now=NOW)
    again = Registration.objects.get(pk=going.pk)
    assert not can(ANONYMOUS, "events.see_online_link", Ticket(again, True), NOW)


def test_nobody_sends_reminders_by_hand(anna):
    with pytest.raises(NotAllowed):
        services.send_reminders(by=anna.actor, now=NOW)


def test_material_of_a_draft_is_no_download(draft, anna, resident, upload):
    material = NewMaterial("Slaidi", upload=upload())
    file = services.add_material(event=draft, material=material, by=anna.actor, now=NOW).file
    require(anna.actor, "shared.download_file", file, NOW)
    assert [can(each, "shared.download_file", file, NOW) for each in (ANONYMOUS, resident.actor)] == [False, False]
    services.publish_event(event=draft, by=anna.actor, now=NOW)
    assert can(ANONYMOUS, "shared.download_file", file, NOW)
