"""The computed status: from deadlines and values alone."""

from collections import Counter
from datetime import date

import pytest

from balss.places.models import Institution
from balss.plan import models
from balss.plan.queries import ComputedStatus, carries, current_plan, obligations_of, standing_of, standings_of
from balss.plan.queries.values import MOST_TOLD, told


def by_status(plan, on):
    found: dict[str, list[str]] = {}
    for standing in standings_of(plan, on=on):
        found.setdefault(standing.status.value, []).append(standing.measure.key)
    return found


def indicator(key, words):
    return models.Indicator.objects.get(measure__key=key, words__lv__startswith=words)


def test_statuses_on_the_day_with_nothing_reported(published, today):
    found = by_status(published, today)
    assert found["overdue"] == ["2.2", "2.5", "4.1"]
    assert (found["unclear"], found["continuous"]) == (["4.7"], ["1.4", "4.2", "4.3", "4.4", "4.6"])
    assert "done" not in found


def test_due_at_the_end_of_the_year_with_the_footnotes_date_beside(published, today):
    standings = {standing.measure.key: standing for standing in standings_of(published, on=today)}
    due = [key for key, standing in standings.items() if standing.next_due_date == date(2026, 12, 31)]
    beside = {
        key: [gap.due_date for gap in standing.conflicts] for key, standing in standings.items() if standing.conflicts
    }
    assert due == ["1.1", "1.3", "3.3"]
    assert beside == {"2.4": [date(2026, 12, 31)]}
    assert standings["2.4"].next_due_date == date(2027, 12, 31)


def test_overdue_parts_are_the_webinar_and_the_course(published, today):
    overdue = [
        (standing.measure.key, part.deadline.due_date, part.days_left)
        for standing in standings_of(published, on=today)
        for part in standing.deadlines
        if part.status == ComputedStatus.OVERDUE
    ]
    assert overdue == [
        ("2.2", date(2026, 3, 31), -237), ("2.5", date(2026, 9, 30), -54), ("4.1", date(2026, 6, 30), -146),
    ]  # fmt: skip


@pytest.mark.parametrize(("on", "status"), [(date(2026, 9, 30), "due"), (date(2026, 10, 1), "overdue")])
def test_deadline_is_overdue_from_the_day_after(published, on, status):
    assert standing_of(models.Measure.objects.get(key="2.5"), on=on).status == status


def test_deadline_is_done_when_all_its_indicators_are_met(published, today, report_value):
    report_value(indicator("2.2", "FM vebinārs"), 1)
    standing = standing_of(models.Measure.objects.get(key="2.2"), on=today)
    assert [part.status for part in standing.deadlines] == ["done", "continuous"]
    assert standing.status == "continuous"


def test_indicator_without_number_is_met_by_any_value(published, today, report_value):
    report_value(indicator("2.5", "Standarta"), 1)
    assert standing_of(models.Measure.objects.get(key="2.5"), on=today).status == "overdue"
    report_value(indicator("2.5", "Skaidrojošo"), 4)
    assert standing_of(models.Measure.objects.get(key="2.5"), on=today).status == "done"


@pytest.mark.parametrize(
    ("on", "status"), [(date(2027, 12, 30), "due"), (date(2027, 12, 31), "done"), (date(2028, 1, 1), "done")]
)
def test_count_without_number_goes_on_until_its_deadline(published, report_value, on, status):
    report_value(indicator("3.5", "Projektu"), 2, as_of=date(2026, 6, 30))
    assert standing_of(models.Measure.objects.get(key="3.5"), on=on).status == status


def test_value_of_a_later_day_does_not_count_yet(published, report_value):
    report_value(indicator("1.3", "Noorganizēta"), 1, as_of=date(2026, 11, 20))
    measure = models.Measure.objects.get(key="1.3")
    assert standing_of(measure, on=date(2026, 11, 19)).status == "due"
    assert standing_of(measure, on=date(2026, 11, 20)).status == "done"


def test_yearly_target_must_be_reached_in_every_year(published, report_value):
    afternoons = indicator("4.1", "1–2 labās prakses")
    report_value(afternoons, 2, as_of=date(2026, 5, 1))
    first = standing_of(afternoons.measure, on=date(2027, 1, 2)).indicators[-1]
    report_value(afternoons, 1, as_of=date(2027, 5, 1))
    second = standing_of(afternoons.measure, on=date(2027, 6, 1)).indicators[-1]
    assert (first.is_met, first.targets[0].by_year) == (False, {2026: 2, 2027: None})
    assert (second.is_met, second.targets[0].by_year) == (True, {2026: 2, 2027: 1})


def test_values_of_institutions_add_up_and_the_latest_of_each_counts(published, today, report_value):
    schools = indicator("4.7", "Programma ieviesta")
    one, other = Institution.objects.filter(kind="ministry")[:2]
    report_value(schools, 3, institution=one, as_of=date(2026, 3, 1))
    report_value(schools, 4, institution=one, as_of=date(2026, 9, 1))
    report_value(schools, 5, institution=other)
    (standing,) = standing_of(schools.measure, on=today).indicators
    assert (standing.targets[0].reached, standing.is_met) == (9, False)


@pytest.mark.parametrize("of_one", [True, False])
def test_last_value_of_an_institution_counts_behind_many_of_another(published, today, report_value, of_one):
    schools = indicator("4.7", "Programma ieviesta")
    one, other = Institution.objects.filter(kind="ministry")[:2]
    report_value(schools, 3, institution=one, as_of=date(2026, 3, 1))
    report_value(schools, institution=one, as_of=date(2026, 4, 1))
    for _ in range(MOST_TOLD + 1):
        report_value(schools, 5, institution=other)
    measure = standing_of(schools.measure, on=today)
    if not of_one:
        measure = next(each for each in standings_of(published, on=today) if each.measure == schools.measure)
    assert [target.reached for target in measure.indicators[0].targets] == [8]


def test_told_are_the_newest_values_alone(published, today, report_value):
    schools = indicator("4.7", "Programma ieviesta")
    one, other = Institution.objects.filter(kind="ministry")[:2]
    report_value(schools, 99, institution=one, as_of=date(2026, 3, 1))
    newest = [report_value(schools, number, institution=other) for number in range(MOST_TOLD)]
    (standing,) = standing_of(schools.measure, on=today).indicators
    assert told(standing.values) == (newest[::-1], True)


def test_values_count_for_their_own_metric(published, today, report_value):
    examples = indicator("4.2", "Vismaz 1 politikas")
    report_value(examples, 3, metric="policy_examples")
    standing = standing_of(examples.measure, on=today).indicators[0]
    assert [(target.reached, target.is_met) for target in standing.targets] == [(3, True), (None, False)]


def test_continuous_ends_with_the_plan(published):
    on = date(2028, 1, 1)
    assert Counter(standing.status.value for standing in standings_of(published, on=on)) == {
        "overdue": 23,
        "unclear": 1,
    }


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_does_not_grow(published, today, report_value, django_assert_num_queries, number):
    for _ in range(number):
        report_value(indicator("2.5", "Skaidrojošo"), 1)
    with django_assert_num_queries(5):
        standings_of(published, on=today)


def test_withdrawn_measure_is_not_in_the_plan(published, today):
    edition = published.editions.get()
    models.Measure.objects.filter(key="2.5").update(withdrawn_in=edition)
    assert "2.5" not in [standing.measure.key for standing in standings_of(published, on=today)]


def test_obligations_come_by_name_and_through_groups(published, today):
    parts = obligations_of(Institution.objects.get(code="TM"), plan=published, on=today)
    assert [part.measure.key for part in parts] == [
        "1.2",
        "1.5",
        "2.1",
        "2.2",
        "3.1",
        "3.6",
        "3.7",
        "4.2",
        "4.3",
        "4.4",
    ]
    assert {part.institution.code for part in parts} == {"VISAS_MINISTRIJAS"}


def test_institution_carries_only_its_own_measures(published, today):
    measure = models.Measure.objects.get(key="2.5")
    assert carries(Institution.objects.get(code="VK"), measure, on=today)
    assert not carries(Institution.objects.get(code="TM"), measure, on=today)


def test_current_plan_is_latvias_of_the_day(published, plan, today):
    assert current_plan(on=today) == published
