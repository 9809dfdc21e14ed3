"""Registrations are handed over, erased with the person, and erased some weeks after the event."""

from datetime import timedelta

from balss.events import services
from balss.events.models import Registration
from balss.events.services import Attendee
from balss.people.services.personal_data import erase_past_retention, erase_person, export_data
from tests.events.conftest import LASTS, NOW, STARTS


def test_person_is_handed_what_they_registered_for_with_account_and_address(event, make_event, register, resident):
    services.register(event=event, attendee=Attendee("Iveta", needs="Zīmju valoda"), by=resident.actor, now=NOW)
    register(make_event(), "iveta@example.lv", name="I. Kalna")
    held = {each.kind: each.rows for each in export_data(person=resident.person, by=resident.actor, now=NOW)}
    rows = held["events.registration"]
    assert [(row["name"], row["needs"]) for row in rows] == [("Iveta", "Zīmju valoda"), ("I. Kalna", "")]


def test_erased_person_is_registered_nowhere(event, register, resident):
    services.register(event=event, attendee=Attendee("Iveta"), by=resident.actor, now=NOW)
    register(event, "cits@example.lv")
    erase_person(person=resident.person, by=resident.actor, now=NOW)
    assert list(Registration.objects.values_list("email", flat=True)) == ["cits@example.lv"]


def test_registrations_are_erased_when_the_days_after_the_event_are_over(event, register, close):
    register(event, "a@example.lv")
    close(event)
    erase_past_retention(STARTS + LASTS + timedelta(days=59))
    assert Registration.objects.count() == 1
    erase_past_retention(STARTS + LASTS + timedelta(days=60))
    assert Registration.objects.count() == 0
