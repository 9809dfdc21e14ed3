"""The coordinator accepts or returns; what was decided is corrected by a new report."""

from decimal import Decimal

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.plan.models import IndicatorValue, ProgressReport
from balss.plan.services.progress import (
    accept_reports,
    return_report,
    save_draft,
    start_report,
    submit_report,
    withdraw_report,
)
from balss.plan.services.refusals import AlreadyCorrected, NotInThatState, ReasonMissing
from balss.shared.permissions import NotAllowed, Role, can


@pytest.fixture
def accepted(submitted, coordinator, now):
    return accept_reports(reports=[submitted], by=coordinator.actor, now=now).accepted[0]


@pytest.fixture
def returned(submitted, coordinator, now):
    return return_report(report=submitted, reason="Trūkst skaita.", by=coordinator.actor, now=now)


def test_accepting_tells_the_author_alone(accepted, anna, juris, deeds):
    assert (accepted.state, Notice.objects.get().to) == ("accepted", anna.email)
    assert deeds() == ["plan.report_accepted", "plan.report_submitted"]


def test_returning_tells_the_institution_when_the_author_has_left(submitted, juris, anna, coordinator, now):
    anna.role_grants.update(ends_at=now)
    return_report(report=submitted, reason="Trūkst skaita.", by=coordinator.actor, now=now)
    notice = Notice.objects.get()
    assert notice.to == juris.email
    assert "Trūkst skaita." in notice.text


def test_reason_is_needed_and_stays_out_of_the_ledger(submitted, coordinator, now):
    with pytest.raises(ReasonMissing):
        return_report(report=submitted, reason="  ", by=coordinator.actor, now=now)
    return_report(report=submitted, reason="Starp mums.", by=coordinator.actor, now=now)
    assert "Starp mums" not in Entry.objects.get(action="plan.report_returned").content.body


def test_returned_report_is_not_public_and_the_coordinator_still_reads_it(returned, coordinator, other_official, now):
    assert not ProgressReport.objects.public().exists()
    assert can(coordinator.actor, "plan.view_report", returned, now)
    assert not can(other_official.actor, "plan.view_report", returned, now)


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.REVIEWER, Role.ADMINISTRATOR])
def test_only_the_coordinator_decides(role, submitted, ministry, make_account, now):
    account = make_account("x@xm.lv", role, ministry if role == Role.OFFICIAL else None)
    with pytest.raises(NotAllowed):
        accept_reports(reports=[submitted], by=account.actor, now=now)
    with pytest.raises(NotAllowed):
        return_report(report=submitted, reason="Nē", by=account.actor, now=now)


def test_coordinator_of_another_institution_decides_nothing(submitted, make_account, other_ministry, now):
    stranger = make_account("x@ym.lv", Role.COORDINATOR, other_ministry)
    with pytest.raises(NotAllowed):
        accept_reports(reports=[submitted], by=stranger.actor, now=now)


def test_what_was_withdrawn_meanwhile_is_passed_over(submitted, anna, coordinator, now):
    withdraw_report(report=submitted, by=anna.actor, now=now)
    outcome = accept_reports(reports=[submitted], by=coordinator.actor, now=now)
    assert (outcome.accepted, outcome.passed_over) == ([], [submitted])


def test_decided_report_is_not_decided_again(accepted, coordinator, now):
    with pytest.raises(NotInThatState):
        return_report(report=accepted, reason="Tomēr nē", by=coordinator.actor, now=now)


def test_returned_report_is_answered_by_a_new_one_begun_from_it(returned, measure, period, anna, now):
    again = start_report(measure=measure, period=period, by=anna.actor, now=now)
    assert (again.supersedes, again.text, again.pk == returned.pk) == (returned, "Darām.", False)


def test_correction_takes_the_place_of_the_accepted_report_once_it_is_sent(
    accepted, indicator, measure, anna, now, in_progress
):
    old = IndicatorValue.objects.create(
        indicator=indicator, report=accepted, institution=accepted.institution, number=Decimal(5),
        as_of_date=accepted.as_of_date, recorded_at=now, author="a",
    )  # fmt: skip
    draft = start_report(measure=measure, period=accepted.period, corrects=accepted, by=anna.actor, now=now)
    draft = save_draft(
        report=draft, content={"value-1-number": Decimal(4)}, base={}, version=draft.version, by=anna.actor, now=now
    ).report
    assert (list(ProgressReport.objects.public()), list(IndicatorValue.objects.public())) == ([accepted], [old])
    submit_report(report=draft, version=draft.version, by=anna.actor, now=now)
    assert list(ProgressReport.objects.public()) == [draft]
    assert [value.number for value in IndicatorValue.objects.public()] == [4]


def test_value_that_a_correction_leaves_out_is_no_longer_public(accepted, indicator, measure, anna, now):
    IndicatorValue.objects.create(
        indicator=indicator, report=accepted, number=Decimal(5), as_of_date=accepted.as_of_date, recorded_at=now,
        author="a",
    )  # fmt: skip
    draft = start_report(measure=measure, period=accepted.period, corrects=accepted, by=anna.actor, now=now)
    content = {"value-1-number": None}
    draft = save_draft(report=draft, content=content, base={}, version=1, by=anna.actor, now=now).report
    submit_report(report=draft, version=draft.version, by=anna.actor, now=now)
    assert list(IndicatorValue.objects.public()) == []


def test_correction_is_taken_after_the_period_closed(accepted, measure, anna, send, day):
    late = day(2027, 3, 1)
    draft = start_report(measure=measure, period=accepted.period, corrects=accepted, by=anna.actor, now=late)
    assert send(draft, anna, at=late).state == "submitted"


def test_report_is_corrected_once(accepted, measure, anna, send, now):
    draft = start_report(measure=measure, period=accepted.period, corrects=accepted, by=anna.actor, now=now)
    send(draft, anna)
    with pytest.raises(AlreadyCorrected):
        start_report(measure=measure, period=accepted.period, corrects=accepted, by=anna.actor, now=now)
