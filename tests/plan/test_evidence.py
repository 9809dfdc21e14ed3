"""Records that count: from the board to the value of an indicator, its status and its history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from balss.places.models import Institution, Topic
from balss.plan import models
from balss.plan.queries import history_of, standing_of
from balss.plan.services import recount
from balss.shared.evidence import EvidenceKind, EvidenceRecord, evidence


@pytest.fixture
def held(monkeypatch):
    """Records of a room that has events: a list to change; its second part says what became of those that went."""
    records, became = [], {}
    kind = EvidenceKind(
        "events.held",
        "events",
        lambda wanted: [each for each in records if wanted.measure == "3.3" and not wanted.regions],
        lambda keys: {key: became[key] for key in keys if key in became},
    )
    monkeypatch.setitem(evidence._pins, "events.held", kind)
    return records, became


@pytest.fixture
def seminars(published):
    """Seminars in regions other than Latgale: 3–4 a year."""
    return models.Indicator.objects.get(measure__plan=published, measure__key="3.3", serial=2)


def event(key, day=date(2026, 5, 20), **columns):
    return EvidenceRecord(key, day, f"Seminārs {key}", f"/pasakumi/{key}/", **columns)


def standing(indicator, on):
    return next(each for each in standing_of(indicator.measure, on=on).indicators if each.indicator == indicator)


def test_record_counts_for_the_indicator(seminars, held, now, today):
    held[0].append(event("a"))
    recount(now=now)
    found = standing(seminars, today)
    assert [(count.metric, count.number) for count in found.counts] == [("events", 1)]
    assert found.targets[0].by_year == {2026: 1}


def test_yearly_target_is_met_by_records_of_its_year(seminars, held, now, today):
    held[0].extend(event(str(n), date(2026, 5, n)) for n in (1, 2))
    recount(now=now - timedelta(hours=1))
    before = standing(seminars, today)
    held[0].append(event("3", date(2026, 5, 3)))
    recount(now=now)
    assert (before.is_met, standing(seminars, today).is_met) == (False, True)


def test_record_that_goes_counts_no_more_and_history_says_why(seminars, held, now, today):
    records, became = held
    records.extend([event("a"), event("b")])
    recount(now=now)
    records.pop()
    became["b"] = "atcelts: lektors saslima"
    recount(now=now + timedelta(hours=1))
    told = history_of(seminars.measure)[0].subject
    assert (told.before, told.number, told.went[0]["title"]) == (2, 1, "Seminārs b")
    assert told.went[0]["state"]["lv"] == "atcelts: lektors saslima"
    assert standing(seminars, today).counts[0].number == 1


def test_record_hidden_since_is_not_named_in_the_history(seminars, held, now):
    held[0].append(event("a"))
    recount(now=now)
    held[0].clear()
    recount(now=now + timedelta(hours=1))
    (went,) = models.EvidenceCount.objects.filter(indicator=seminars).first().went
    assert (went["title"], went["url"]) == ("", "")


def test_count_of_an_earlier_day_stays(seminars, held, now, today):
    held[0].append(event("a"))
    recount(now=now - timedelta(days=3))
    held[0].append(event("b"))
    recount(now=now)
    assert [standing(seminars, today - timedelta(days=n)).counts[0].number for n in (0, 1)] == [2, 1]


def test_same_again_writes_nothing(seminars, held, now):
    held[0].append(event("a"))
    recount(now=now)
    assert recount(now=now + timedelta(days=1)) == 0


def test_changed_title_is_shown_and_is_no_change_of_the_count(seminars, held, now):
    held[0].append(event("a"))
    recount(now=now)
    held[0][0] = replace(held[0][0], title="Cits nosaukums")
    assert recount(now=now + timedelta(days=1)) == 0
    assert models.EvidenceCount.objects.filter(indicator=seminars).first().records[0]["title"] == "Cits nosaukums"


def test_what_a_body_reported_and_its_records_are_not_added_up(seminars, held, now, today, report_value):
    ministry = Institution.objects.get(code="VARAM")
    held[0].extend(event(key, institution=ministry.pk) for key in "ab")
    report_value(seminars, 3, institution=ministry)
    recount(now=now)
    assert standing(seminars, today).targets[0].by_year[2026] == 3


def test_records_of_a_body_add_to_what_another_reported(seminars, held, now, today, report_value):
    one, other = Institution.objects.filter(code__in=["VARAM", "VK"])
    held[0].extend(event(key, institution=one.pk) for key in "ab")
    report_value(seminars, 1, institution=other)
    recount(now=now)
    assert standing(seminars, today).targets[0].by_year[2026] == 3


def test_number_without_a_body_is_not_added_to_records(seminars, held, now, today, report_value):
    held[0].extend(event(key, institution=Institution.objects.get(code="VK").pk) for key in "ab")
    report_value(seminars, 2)
    recount(now=now)
    assert standing(seminars, today).targets[0].by_year[2026] == 2


@pytest.fixture
def examples(published, monkeypatch):
    """Processes by kind of example; and the indicator that wants one of each in each sector."""
    records = {"policy": [], "service": []}
    kind = EvidenceKind(
        "participation.processes",
        "processes",
        lambda wanted: [each for name in wanted.having.get("example", ()) for each in records[name]],
        lambda keys: {},
    )
    monkeypatch.setitem(evidence._pins, "participation.processes", kind)
    return records, models.Indicator.objects.get(measure__plan=published, measure__key="4.2", serial=1)


def test_target_in_each_sector_is_met_by_the_sector_that_has_fewest(examples, now, today):
    records, indicator = examples
    codes = list(Topic.objects.filter(parent=None).values_list("code", flat=True))
    records["policy"].extend(event(code, topics=(code,)) for code in codes[1:])
    recount(now=now)
    missing = standing(indicator, today).targets[0]
    records["policy"].append(event(codes[0], topics=(codes[0],)))
    recount(now=now + timedelta(hours=1))
    assert (missing.reached, missing.is_met) == (None, False)
    assert [each.is_met for each in standing(indicator, today).targets] == [True, False]


def test_number_of_queries_of_a_recount_does_not_grow(seminars, held, now, django_assert_max_num_queries):
    held[0].extend(event(str(n)) for n in range(300))
    with django_assert_max_num_queries(200):
        recount(now=now)


def test_day_of_a_count_is_that_of_riga(seminars, held):
    held[0].append(event("a"))
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    recount(now=late)
    assert models.EvidenceCount.objects.filter(indicator=seminars).first().as_of_date == timezone.localdate(late)
