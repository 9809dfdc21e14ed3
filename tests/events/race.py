"""Run in a process of its own by test_race: an event, guests, and threads that all act at the same moment."""

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection

from balss.events import services
from balss.events.models import Event, Registration
from balss.events.services import Attendee, Content, Schedule, Ticket
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import ANONYMOUS, SYSTEM

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
STARTS = NOW + timedelta(days=14)


def make_event(capacity: int) -> Event:
    code = uuid4().hex[:12]
    ministry = Institution.objects.create(code=code, slug=code, kind="ministry")
    InstitutionName.objects.create(institution=ministry, lv="Izdomātā ministrija")
    draft = services.create_event(
        institution=ministry,
        content=Content(title="Saruna", summary="Par visu.", contact_email="a@b.example", capacity=capacity),
        schedule=Schedule(starts_at=STARTS, ends_at=STARTS + timedelta(hours=2), form="online"),
        by=SYSTEM,
        now=NOW,
    )
    return services.publish_event(event=draft, by=SYSTEM, now=NOW)


def ask(event: Event, number: int) -> Registration:
    attendee = Attendee(name=f"Viesis {number}", email=f"{number}@example.lv")
    return services.register(event=event, attendee=attendee, by=ANONYMOUS, now=NOW)


def confirm(guest: Registration) -> Registration:
    return services.confirm_registration(ticket=Ticket(guest, True), by=ANONYMOUS, now=NOW)


def cancel(guest: Registration) -> Registration:
    return services.cancel_registration(ticket=Ticket(guest, True), by=ANONYMOUS, now=NOW)


def at_once(function: Callable[[Any], Any], things: list[Any]) -> None:
    ready = threading.Barrier(len(things))

    def run(thing: Any) -> None:
        try:
            ready.wait(timeout=20)
            function(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        list(pool.map(run, things))


def last_place() -> Event:
    event = make_event(1)
    at_once(confirm, [ask(event, number) for number in range(4)])
    return event


def two_cancel() -> Event:
    event = make_event(2)
    guests = [confirm(ask(event, number)) for number in range(5)]
    at_once(cancel, guests[:2])
    return event


def one_address() -> Event:
    event = make_event(9)
    at_once(lambda number: ask(event, 7), list(range(4)))
    return event


def main(name: str) -> None:
    event = {"last_place": last_place, "two_cancel": two_cancel, "one_address": one_address}[name]()
    standings = sorted(Registration.objects.filter(event=event).values_list("standing", flat=True))
    sys.stdout.write(json.dumps({"standings": standings, "taken": Event.objects.get(pk=event.pk).taken}))
