"""The independent reviewer: never of an own institution's measure, corrected by a new assessment."""

from datetime import date, timedelta

import pytest

from balss.plan.models import Assessment
from balss.plan.services.assessments import assess_measure
from balss.plan.services.refusals import AlreadyCorrected, DateInFuture, DateOutsidePeriod, ReasonMissing
from balss.shared.permissions import NotAllowed, Role


@pytest.fixture
def assess(measure, reviewer, now, today):
    def make(by=reviewer, **changes):
        given = {"completion": Assessment.Completion.LIMITED, "text": "Maz pierādījumu.", "as_of_date": today}
        return assess_measure(measure=measure, by=by.actor, now=now, **{**given, **changes})

    return make


def test_assessment_is_public_and_recorded(assess, deeds):
    assessment = assess()
    assert list(Assessment.objects.standing()) == [assessment]
    assert deeds() == ["plan.measure_assessed"]


def test_correction_takes_the_place_of_the_earlier(assess):
    first = assess()
    second = assess(corrects=first, completion=Assessment.Completion.COMPLETE)
    assert list(Assessment.objects.standing()) == [second]
    with pytest.raises(AlreadyCorrected):
        assess(corrects=first)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " "}, ReasonMissing),
        ({"as_of_date": date(2026, 11, 24)}, DateInFuture),
        ({"as_of_date": date(2025, 12, 31)}, DateOutsidePeriod),
    ],
)
def test_assessment_without_reasons_or_of_another_time_is_refused(assess, changes, refusal):
    with pytest.raises(refusal):
        assess(**changes)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("who", ["anna", "coordinator"])
def test_only_a_reviewer_assesses(who, assess, request):
    with pytest.raises(NotAllowed):
        assess(by=request.getfixturevalue(who))


def test_reviewer_who_works_for_the_responsible_institution_is_refused(assess, make_account, ministry, anna):
    both = make_account("rita2@example.lv", Role.REVIEWER, person=anna.person)
    with pytest.raises(NotAllowed):
        assess(by=both)


def test_reviewer_who_no_longer_works_there_is_independent(assess, make_account, anna, now):
    anna.role_grants.update(ends_at=now - timedelta(days=1))
    assert assess(by=make_account("rita2@example.lv", Role.REVIEWER, person=anna.person)).pk


def test_reviewer_from_a_co_responsible_institution_is_independent(
    assess, make_account, measure, name_body, other_ministry, other_official
):
    name_body(measure, other_ministry, "co_responsible")
    assert assess(by=make_account("rita2@example.lv", Role.REVIEWER, person=other_official.person)).pk
