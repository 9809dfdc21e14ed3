"""Who has to do what: by name, through groups, and inherited."""

from datetime import date

import pytest

from balss.places.models import Membership, Succession
from balss.plan.models import Indicator
from balss.plan.queries.duties import carriers_of, duties_of, duty_in, obliged_institutions


def carriers(measure, on):
    return {carrier.institution_id for carrier in carriers_of([measure], on=on)[measure.pk]}


def test_institution_named_in_the_plan_has_a_duty(measure, ministry, other_ministry, today):
    assert [duty.measure for duty in duties_of(ministry, on=today)] == [measure]
    assert duties_of(other_ministry, on=today) == []


def test_duty_through_a_group_names_the_group(measure, name_body, all_ministries, other_ministry, municipality, today):
    name_body(measure, all_ministries)
    duty = duty_in(measure, other_ministry, on=today)
    assert (duty.through, duty.is_responsible) == ([all_ministries], True)
    assert duty_in(measure, municipality, on=today) is None


def test_institution_named_itself_does_not_answer_through_its_group(
    measure, name_body, all_ministries, ministry, today
):
    name_body(measure, all_ministries)
    assert duty_in(measure, ministry, on=today).through == []


def test_successor_inherits_and_the_predecessor_has_no_duty_left(measure, ministry, make_institution, today):
    heir = make_institution("NEW")
    Succession.objects.create(predecessor=ministry, successor=heir, effective_date=date(2026, 7, 1), basis="Likums")
    assert duty_in(measure, heir, on=today).through == [ministry]
    assert duty_in(measure, ministry, on=today) is None
    assert duty_in(measure, ministry, on=date(2026, 6, 30)).through == []
    assert carriers(measure, today) == {heir.pk}


def test_membership_that_ended_obliges_nobody(make_measure, make_institution, municipality, today):
    group = make_institution("NET", "network")
    Membership.objects.create(group=group, member=municipality, valid_to=date(2026, 6, 30))
    measure = make_measure("1.2", group)
    assert duty_in(measure, municipality, on=today) is None
    assert carriers(measure, today) == set()
    assert carriers(measure, date(2026, 6, 30)) == {municipality.pk}


def test_group_in_a_group_leads_to_its_members(make_measure, make_institution, all_ministries, ministry, today):
    outer = make_institution("OUTER", "group")
    Membership.objects.create(group=outer, member=all_ministries)
    measure = make_measure("1.2", outer)
    assert duty_in(measure, ministry, on=today).through == [outer]
    assert carriers(measure, today) == {ministry.pk}


def test_body_that_carries_one_indicator_reports_on_that_alone(measure, indicator, other_ministry, name_body, today):
    other = Indicator.objects.create(measure=measure, serial=2, place=2, kind="count")
    name_body(measure, other_ministry, "co_responsible", indicator=other)
    duty = duty_in(measure, other_ministry, on=today)
    carrier = carriers_of([measure], on=today)[measure.pk][1]
    assert (duty.indicators, duty.is_responsible) == ([other], False)
    assert (carrier.carries(other), carrier.carries(indicator)) == (True, False)


def test_withdrawn_measure_is_no_duty(measure, ministry, plan, now, today):
    edition = plan.editions.create(number=1, sha256="", file_name="a", document={}, imported_at=now, author="system")
    measure.withdrawn_in = edition
    measure.save()
    assert duties_of(ministry, on=today) == []
    assert obliged_institutions(plan, on=today) == []


@pytest.mark.parametrize("count", [1, 60])
def test_duties_ask_the_same_number_of_queries(
    count, make_measure, ministry, measure, today, django_assert_num_queries
):
    for number in range(count):
        make_measure(f"9.{number}", ministry)
    with django_assert_num_queries(8):
        assert len(duties_of(ministry, on=today)) == count + 1


def test_published_plan_obliges_all_ministries_and_municipalities(published, today):
    obliged = [institution.kind for institution in obliged_institutions(published, on=today)]
    assert (obliged.count("ministry"), obliged.count("municipality")) == (14, 42)
