"""The deadlines as a calendar (RFC 5545) that programs can come back to."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from balss.places.models import Institution
from balss.plan.models import Deadline
from balss.plan.queries import obligations_of
from tests.plan.test_editions import WEBINAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(db):
    def read(address="/plans/lv-6/dati/termini.ics"):
        answer = Client().get(address)  # a new one each time, because one keeps pages
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
        return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    return read


def test_every_dated_deadline_is_an_event_of_its_day(events, published):
    days = [event["DTSTART"].dt for event in events().values() if event["STATUS"] == "CONFIRMED"]
    deadlines = [deadline for measure in published.measures.all() for deadline in measure.deadlines.all()]
    assert days == sorted(deadline.due_date for deadline in deadlines if deadline.due_date)
    assert len(days) == 20


def test_event_says_its_limit_once_and_names_who_answers(events, published):
    words = str(events()["lv-6.2.2.1@localhost:8000"]["DESCRIPTION"]).split("\n")
    assert words[:2] == [
        "2026. gada I ceturksnis (vebinārs)",
        "Atbildīgās institūcijas: Finanšu ministrija, Visas ministrijas, Citas tiešās valsts pārvaldes iestādes, "
        "Pašvaldības",
    ]


def test_date_of_a_footnote_stands_beside_that_of_the_table(events, published):
    days = {uid: event["DTSTART"].dt for uid, event in events().items() if uid.startswith("lv-6.2.4.")}
    assert days == {
        "lv-6.2.4.1@localhost:8000": date(2027, 12, 31),
        "lv-6.2.4.note35@localhost:8000": date(2026, 12, 31),
    }


def test_deadline_that_an_edition_moves_keeps_its_uid_and_counts_up(events, published, import_text):
    uid = "lv-6.2.2.1@localhost:8000"
    before = events()[uid]
    import_text(WEBINAR)
    after = events()[uid]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["DTSTART"].dt < after["DTSTART"].dt


def test_calendar_of_an_institution_has_the_deadlines_of_its_measures_alone(events, published):
    ministry = Institution.objects.get(code="TM")
    own = obligations_of(ministry, plan=published, on=date(2026, 11, 23)).values("measure")
    dated = Deadline.objects.filter(measure__in=own, due_date__isnull=False)
    found = events(f"/plans/lv-6/dati/institucijas/{ministry.slug}.ics")
    assert {uid for uid in found if ".note" not in uid} == {
        f"lv-6.{deadline.measure.key}.{deadline.serial}@localhost:8000" for deadline in dated
    }
    assert 0 < len(dated) < 20


def test_calendar_that_did_not_change_is_not_sent_again(client, published):
    address = "/plans/lv-6/dati/termini.ics"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
