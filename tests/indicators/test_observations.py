"""Entering and correcting a value: who may, what is refused, what stays."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from balss.indicators.models import Area, Observation, Series, Wave
from balss.indicators.queries import figures_of_series
from balss.indicators.services import (
    AlreadyCorrected,
    AlreadyRecorded,
    Figure,
    ImpossibleFigure,
    OtherSource,
    ReasonMissing,
    WaveExists,
    announce_wave,
    correct_observation,
    record_observation,
)
from balss.ledger.models import Entry
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role

pytestmark = pytest.mark.django_db


def a_figure(value: str | None = "31.2") -> Figure:
    return Figure(None if value is None else Decimal(value), "OECD country note 2026", "https://example.org/note")


def police() -> Observation:
    return Observation.objects.get(series__code="trust-police")


def government() -> tuple[Series, Wave]:
    series = Series.objects.get(code="trust-national-government")
    return series, Wave.objects.get(source=series.question.source, period="2025")


def test_recorded_value_takes_the_empty_place(figures: None, coordinator: Actor, now: datetime) -> None:
    series, wave = government()

    record_observation(series=series, wave=wave, area=Area.LATVIA, figure=a_figure(), by=coordinator, now=now)

    shown = figures_of_series(series.code)
    assert shown is not None
    assert shown.latest is not None
    assert (shown.latest.value, shown.change, shown.awaited_waves) == (Decimal("31.2"), Decimal("2.5"), [])


def test_recorded_value_leaves_the_places_of_other_series_empty(
    figures: None, coordinator: Actor, now: datetime
) -> None:
    series, wave = government()

    record_observation(series=series, wave=wave, area=Area.LATVIA, figure=a_figure(), by=coordinator, now=now)

    other = figures_of_series("trust-police")
    assert other is not None
    assert other.awaited_waves == [wave]


def test_recorded_value_is_in_the_ledger(figures: None, coordinator: Actor, now: datetime) -> None:
    series, wave = government()

    entered = record_observation(series=series, wave=wave, area=Area.LATVIA, figure=a_figure(), by=coordinator, now=now)

    entry = Entry.objects.with_parts().about(entered).get()
    assert (entry.action, entry.actor) == ("indicators.observation_recorded", "coordinator-1")
    assert entry.content_value == {
        "series": "trust-national-government",
        "wave": "2025",
        "area": "LV",
        "value": "31.2",
        "document": "OECD country note 2026",
        "corrects": None,
        "reason": "",
    }


@pytest.mark.parametrize(
    "actor",
    [
        ANONYMOUS,
        Actor(public_id="resident", account_id=2),
        Actor(public_id="official", account_id=3, grant=Grant(Role.OFFICIAL, institution_id=1)),
        Actor(public_id="reviewer", account_id=4, grant=Grant(Role.REVIEWER)),
        Actor(public_id="administrator", account_id=5, grant=Grant(Role.ADMINISTRATOR)),
    ],
    ids=lambda actor: actor.public_id or "anonymous",
)
def test_anybody_but_the_coordinator_is_refused(figures: None, actor: Actor, now: datetime) -> None:
    series, wave = government()
    before = Observation.objects.count()

    with pytest.raises(NotAllowed):
        record_observation(series=series, wave=wave, area=Area.LATVIA, figure=a_figure(), by=actor, now=now)
    with pytest.raises(NotAllowed):
        correct_observation(observation=police(), figure=a_figure(), reason="Wrong", by=actor, now=now)
    with pytest.raises(NotAllowed):
        announce_wave(source=wave.source, period="2027", name_lv="a", name_en="a", by=actor, now=now)

    assert Observation.objects.count() == before


def test_value_for_a_wave_of_another_survey_is_refused(figures: None, coordinator: Actor, now: datetime) -> None:
    series = Series.objects.get(code="my-voice-counts-agree")
    parliaments = Wave.objects.get(source__code="ep-eurobarometer")

    with pytest.raises(OtherSource):
        record_observation(
            series=series, wave=parliaments, area=Area.LATVIA, figure=a_figure(), by=coordinator, now=now
        )


def test_second_value_for_one_wave_is_refused(figures: None, coordinator: Actor, now: datetime) -> None:
    first = police()

    with pytest.raises(AlreadyRecorded):
        record_observation(
            series=first.series, wave=first.wave, area=Area.LATVIA, figure=a_figure(), by=coordinator, now=now
        )


@pytest.mark.parametrize("value", ["100.1", "-1"])
def test_percentage_that_cannot_be_is_refused(figures: None, coordinator: Actor, now: datetime, value: str) -> None:
    series, wave = government()

    with pytest.raises(ImpossibleFigure):
        record_observation(series=series, wave=wave, area=Area.LATVIA, figure=a_figure(value), by=coordinator, now=now)


def test_correction_is_a_new_entry_and_the_old_one_stays(figures: None, coordinator: Actor, now: datetime) -> None:
    old = police()

    new = correct_observation(observation=old, figure=a_figure("52.4"), reason="Exact value", by=coordinator, now=now)

    old.refresh_from_db()
    assert (old.value, old.corrected_by, new.reason) == (52, new, "Exact value")
    assert list(Observation.objects.filter(series=old.series).in_force()) == [new]


def test_second_correction_of_one_entry_is_refused(figures: None, coordinator: Actor, now: datetime) -> None:
    old = police()
    correct_observation(observation=old, figure=a_figure("52.4"), reason="First", by=coordinator, now=now)

    with pytest.raises(AlreadyCorrected):
        correct_observation(observation=old, figure=a_figure("52.5"), reason="Second", by=coordinator, now=now)


def test_correction_without_reason_is_refused(figures: None, coordinator: Actor, now: datetime) -> None:
    with pytest.raises(ReasonMissing):
        correct_observation(observation=police(), figure=a_figure("52.4"), reason="  ", by=coordinator, now=now)


def test_withdrawn_value_is_shown_nowhere_and_its_place_is_empty(
    figures: None, coordinator: Actor, now: datetime
) -> None:
    correct_observation(observation=police(), figure=a_figure(None), reason="Not in it", by=coordinator, now=now)

    shown = figures_of_series("trust-police")
    assert shown is not None
    assert (shown.latest, [wave.period for wave in shown.awaited_waves]) == (None, ["2021", "2023", "2025"])


def test_wave_of_a_period_that_is_there_is_refused(figures: None, coordinator: Actor, now: datetime) -> None:
    _, wave = government()

    with pytest.raises(WaveExists):
        announce_wave(source=wave.source, period="2025", name_lv="a", name_en="a", by=coordinator, now=now)


def test_announced_wave_leaves_an_empty_place_in_series_still_asked_only(
    figures: None, coordinator: Actor, now: datetime
) -> None:
    _, wave = government()

    announce_wave(source=wave.source, period="2027", name_lv="OECD 2027", name_en="OECD 2027", by=coordinator, now=now)

    places = [
        [wave.period for wave in shown.awaited_waves]
        for code in ("trust-police", "trust-civil-service")
        if (shown := figures_of_series(code))
    ]
    assert places == [["2025", "2027"], []]


def test_database_refuses_two_first_entries_and_a_value_below_zero(figures: None) -> None:
    first = police()
    copy = {
        name: getattr(first, name)
        for name in ("series", "wave", "area", "document", "confidence", "recorded_at", "recorded_by")
    }

    for wrong in ({"value": 50}, {"value": -1, "area": Area.OECD}, {"value": None, "area": Area.EU}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.create(**copy | wrong)
