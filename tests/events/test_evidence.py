"""Closing an event is all that an official does for the plan: its figures move in the same moment, and back again."""

# ruff: noqa: F401, F811  (fixtures of the plan are imported, and named as arguments)

from datetime import date, timedelta

import pytest

from balss.events import services
from balss.events.models import Speaker
from balss.events.queries import counted
from balss.events.services import Speaks
from balss.places.models import Audience, Territory
from balss.plan.models import EvidenceCount, Indicator, Measure
from balss.plan.queries import standing_of
from balss.shared.evidence import EvidenceFilter
from tests.events.conftest import LASTS
from tests.plan.conftest import NOW as PUBLISHED
from tests.plan.conftest import import_text, institutions, institutions_once, published, published_once

BEGINS = PUBLISHED + timedelta(days=2)
ENDS = BEGINS + LASTS


def measure_of(plan, key):
    return Measure.objects.get(plan=plan, key=key)


@pytest.fixture
def parish(institutions):
    return Territory.objects.get(slug="cirmas-pagasts")


@pytest.fixture
def youth(institutions):
    return Audience.objects.get(code="jauniesi")


@pytest.fixture
def made_for(published, make_event, schedule):
    """An event of the ministry for a measure, announced for two days after the plan was read."""

    def make(key, **values):
        measures = (measure_of(published, key),)
        return make_event(**{"starts_at": BEGINS, "ends_at": ENDS, "measures": measures, **values})

    return make


@pytest.fixture
def figure(published):
    """What an indicator of a measure, by its place, says of a metric."""

    def read(key, serial, metric):
        indicator = Indicator.objects.get(measure__plan=published, measure__key=key, serial=serial)
        return {each["metric"]: each["number"] for each in indicator.counted}[metric]

    return read


def in_kurzeme():
    return Territory.objects.get(slug="liepaja")


def test_event_held_in_latgale_moves_the_figure_of_measure_3_3(made_for, close, parish, figure):
    event = made_for("3.3", territory=parish)
    before = figure("3.3", 1, "events")
    close(event, at=ENDS)

    assert (before, figure("3.3", 1, "events"), figure("3.3", 2, "events")) == (0, 1, 0)


def test_event_elsewhere_counts_for_the_other_regions(made_for, close, figure):
    close(made_for("3.3", territory=in_kurzeme()), at=ENDS)

    assert (figure("3.3", 1, "events"), figure("3.3", 2, "events")) == (0, 1)


def test_event_without_a_place_counts_for_no_region(made_for, close, figure):
    online = made_for("3.3", form="online", territory=None, place="", address="")
    close(online, at=ENDS, came_onsite=None, came_online=12)

    assert (figure("3.3", 1, "events"), figure("3.3", 2, "events")) == (0, 0)


def test_event_that_was_not_held_after_all_falls_out_and_history_says_so(
    made_for, close, parish, anna, figure, published
):
    event = made_for("3.3", territory=parish)
    close(event, at=ENDS)
    services.reopen_event(event=event, reason="Noslēgts kļūdas dēļ.", by=anna.actor, now=ENDS + timedelta(hours=1))

    last = EvidenceCount.objects.filter(indicator__measure=measure_of(published, "3.3"), number=0, before=1).get()
    assert figure("3.3", 1, "events") == 0
    assert [(went["title"], went["state"]["en"]) for went in last.went] == [
        (event.title, "opened again: it was not held")
    ]
    assert EvidenceCount.objects.filter(indicator=last.indicator, number=1).exists()


def test_cancelled_event_counts_nowhere_and_says_why(made_for, close, parish, anna, figure):
    event = made_for("3.3", territory=parish)
    close(event, at=ENDS)
    services.reopen_event(event=event, reason="Kļūda.", by=anna.actor, now=ENDS)
    services.cancel_event(event=event, reason="lektors saslima", by=anna.actor, now=ENDS + timedelta(minutes=5))

    assert figure("3.3", 1, "events") == 0
    assert counted.states([event.slug]) == {event.slug: "atcelts: lektors saslima"}


COUNTED = [
    ("1.1", 2, "events", "practicum"),
    ("1.2", 1, "events", "seminar"),
    ("1.3", 1, "conferences", "conference"),
    ("1.4", 2, "events", "seminar"),
    ("2.2", 1, "webinars", "webinar"),
    ("2.2", 2, "communication_activities", "seminar"),
    ("2.3", 1, "communication_activities", "seminar"),
    ("2.3", 2, "good_practice_exchange", "practice_afternoon"),
    ("2.5", 2, "events", "seminar"),
    ("3.1", 2, "events", "seminar"),
    ("3.2", 1, "training_seminars", "training"),
    ("3.6", 2, "reuse_events", "hackathon"),
    ("4.1", 3, "training_events", "training"),
    ("4.1", 4, "good_practice_afternoons", "practice_afternoon"),
    ("4.3", 1, "events", "public_meeting"),
    ("4.3", 2, "webinars", "webinar"),
    ("4.5", 3, "participation_days", "participation_day"),
    ("4.6", 1, "activities", "seminar"),
]


def test_each_indicator_counts_the_event_that_is_made_for_it(made_for, close, figure):
    """One event for each; what it adds to the indicator."""
    added = {}
    for key, serial, metric, kind in COUNTED:
        before = figure(key, serial, metric)
        close(made_for(key, kind=kind), at=ENDS)
        added[key, serial] = figure(key, serial, metric) - before

    assert added == {(key, serial): 1 for key, serial, _, _ in COUNTED}


def test_participants_groups_institutions_and_foreign_speakers_are_counted(made_for, close, figure, anna, youth):
    event = made_for("3.2", kind="seminar")
    services.save_item(
        event=event, starts_at=BEGINS, ends_at=None, title="Sākums", speakers=[Speaks("Anna Smith", "OECD", "GB")],
        by=anna.actor, now=BEGINS,
    )  # fmt: skip
    close(event, at=ENDS, institutions=(("Finanšu ministrija", 2), ("Rīgas dome", 1)))
    close(made_for("4.6", audiences=(youth,)), at=ENDS, groups=((youth, 17),))

    assert figure("3.2", 2, "participants") == 40
    assert (figure("3.2", 2, "institutions_covered"), figure("3.2", 3, "foreign_lecturer")) == (2, 1)
    assert (figure("4.6", 2, "young_participants"), Speaker.objects.count()) == (17, 1)


def test_meeting_with_media_counts_where_public_or_regional_media_came(made_for, close, figure):
    close(made_for("1.2", kind="media_meeting"), at=ENDS, media=(("Latgales Laiks", "regional"),))
    close(made_for("1.2", kind="media_meeting"), at=ENDS, media=(("Kāds žurnāls", "national"),))

    assert (figure("1.2", 2, "meetings_with_media"), figure("1.2", 1, "events")) == (1, 0)


def test_event_held_after_the_plan_ended_counts_no_more(made_for, close, parish):
    event = made_for("3.3", territory=parish)
    close(event, at=ENDS)
    asked = EvidenceFilter(plan="lv-6", measure="3.3", until_date=date(2026, 11, 1))
    assert [len(counted.held_events(each)) for each in (asked, EvidenceFilter(plan="lv-6", measure="3.3"))] == [0, 1]


def test_page_of_the_measure_shows_the_figure_and_leads_to_the_event(
    made_for, close, parish, client, published, monkeypatch
):
    event = made_for("3.3", territory=parish)
    close(event, at=ENDS)
    monkeypatch.setattr("django.utils.timezone.now", lambda: ENDS + timedelta(hours=1))

    records = client.get("/plans/lv-6/pasakumi/3.3/ieraksti/1/").content.decode()
    standing = standing_of(measure_of(published, "3.3"), on=ENDS.date())
    assert f'href="/notikumi/{event.slug}/"' in records
    assert standing.indicators[0].counts[0].number == 1
    assert event.title in client.get("/plans/lv-6/pasakumi/3.3/").content.decode()
