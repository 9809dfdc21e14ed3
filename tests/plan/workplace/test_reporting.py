"""A report from its beginning to the coordinator's desk, and who may not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from balss.plan.models import IndicatorValue, OfficialStatus, ProgressReport
from balss.plan.services.progress import (
    discard_draft,
    start_report,
    submit_report,
    take_out_of_period,
    withdraw_report,
)
from balss.plan.services.refusals import (
    AlreadyReported,
    DateInFuture,
    DateOutsidePeriod,
    DraftChanged,
    DraftExists,
    NotInThatState,
    NotYourMeasure,
    PeriodClosed,
    PeriodNotBegun,
    ReportIncomplete,
    StatusNotOffered,
)
from balss.shared.permissions import ANONYMOUS, NotAllowed, Role, can


def test_report_begins_as_a_draft_of_the_own_institution(draft, ministry, anna, today):
    assert (draft.state, draft.institution, draft.author) == ("draft", ministry, anna.public_id)
    assert draft.as_of_date == date(2026, 6, 30)  # the last day of the period, which is over


def test_second_start_takes_up_the_draft(draft, measure, period, juris, now):
    assert start_report(measure=measure, period=period, by=juris.actor, now=now) == draft


def test_next_report_begins_from_what_was_reported(submitted, indicator, measure, anna, now, write):
    again = withdraw_report(report=submitted, by=anna.actor, now=now)
    address = {"value-1-number": Decimal(3), "value-1-address": "https://xm.lv/a"}
    again = write(again, anna, **address)
    submit_report(report=again, version=again.version, by=anna.actor, now=now)
    following = start_report(measure=measure, period=None, by=anna.actor, now=now)
    value = following.values.get()
    assert (following.text, following.as_of_date) == ("Darām.", now.date())
    assert (value.number, value.address, value.as_of_date, value.supersedes) == (3, "https://xm.lv/a", now.date(), None)


def test_measure_of_another_institution_is_refused(measure, period, other_official, now):
    with pytest.raises(NotYourMeasure) as refused:
        start_report(measure=measure, period=period, by=other_official.actor, now=now)
    assert "1.1" in refused.value.message
    assert ProgressReport.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.INSTITUTION_ADMIN])
def test_only_officials_report(role, measure, make_account, ministry, now):
    account = make_account("x@xm.lv", role, ministry if role == Role.INSTITUTION_ADMIN else None)
    with pytest.raises(NotAllowed):
        start_report(measure=measure, period=None, by=account.actor, now=now)


def test_nobody_reports_anonymously(measure, now):
    with pytest.raises(NotAllowed):
        start_report(measure=measure, period=None, by=ANONYMOUS, now=now)


def test_closed_period_is_refused(measure, period, anna, day):
    with pytest.raises(PeriodClosed):
        start_report(measure=measure, period=period, by=anna.actor, now=day(2026, 12, 16))
    assert start_report(measure=measure, period=period, by=anna.actor, now=day(2026, 12, 15)).period == period


def test_period_that_has_not_begun_is_refused(measure, next_period, anna, now):
    with pytest.raises(PeriodNotBegun):
        start_report(measure=measure, period=next_period, by=anna.actor, now=now)


def test_draft_of_a_period_that_closed_is_kept_and_sent_outside_the_periods(draft, send, anna, day, now):
    with pytest.raises(PeriodClosed):
        send(draft, anna, at=day(2026, 12, 16))
    draft.refresh_from_db()
    draft = take_out_of_period(report=draft, by=anna.actor, now=now)
    assert send(draft, anna, at=day(2026, 12, 16)).state == "submitted"


def test_future_day_is_refused(draft, write, anna, today):
    with pytest.raises(DateOutsidePeriod):
        write(draft, anna, as_of_date=date(2026, 7, 1))
    with pytest.raises(DateInFuture):
        write(draft, anna, as_of_date=today + timedelta(days=1))


def test_day_before_the_plan_is_refused(measure, anna, write, now):
    report = start_report(measure=measure, period=None, by=anna.actor, now=now)
    with pytest.raises(DateOutsidePeriod):
        write(report, anna, as_of_date=date(2025, 12, 31))


def test_report_needs_a_status_and_words(draft, anna, now):
    with pytest.raises(ReportIncomplete) as refused:
        submit_report(report=draft, version=draft.version, by=anna.actor, now=now)
    assert refused.value.missing == ["status", "text"]


def test_evidence_needs_a_value_beside_it(draft, indicator, write, anna, in_progress, now):
    draft = write(draft, anna, status=in_progress.pk, text="A", **{"value-1-address": "https://xm.lv"})
    with pytest.raises(ReportIncomplete) as refused:
        submit_report(report=draft, version=draft.version, by=anna.actor, now=now)
    assert refused.value.missing == ["value-1-number"]


def test_value_of_which_nothing_is_left_goes(draft, indicator, write, anna):
    draft = write(draft, anna, **{"value-1-number": Decimal(2)})
    draft = write(draft, anna, **{"value-1-number": None})
    assert not draft.values.exists()


def test_report_is_public_once_sent_and_no_longer_when_withdrawn(submitted, anna, now, deeds):
    assert list(ProgressReport.objects.public()) == [submitted]
    withdrawn = withdraw_report(report=submitted, by=anna.actor, now=now)
    assert (withdrawn.state, list(ProgressReport.objects.public())) == ("draft", [])
    assert deeds() == ["plan.report_submitted", "plan.report_withdrawn"]


def test_version_that_was_not_read_is_not_sent(draft, write, anna, juris, in_progress, now):
    read = write(draft, anna, status=in_progress.pk, text="Mans").version
    write(draft, juris, text="Jura")
    with pytest.raises(DraftChanged):
        submit_report(report=draft, version=read, by=anna.actor, now=now)


def test_second_report_for_a_period_is_refused(submitted, measure, period, anna, now):
    with pytest.raises(AlreadyReported) as refused:
        start_report(measure=measure, period=period, by=anna.actor, now=now)
    assert refused.value.report == submitted


def test_sent_report_is_neither_changed_nor_discarded(submitted, write, anna, now):
    with pytest.raises(NotInThatState):
        write(submitted, anna, text="Cits")
    with pytest.raises(NotInThatState):
        discard_draft(report=submitted, by=anna.actor, now=now)


def test_withdrawing_is_refused_while_another_draft_stands(submitted, measure, period, anna, now):
    ProgressReport.objects.create(
        measure=measure, period=period, institution=submitted.institution, as_of_date=period.end_date,
        created_at=now, updated_at=now, author="a",
    )  # fmt: skip
    with pytest.raises(DraftExists):
        withdraw_report(report=submitted, by=anna.actor, now=now)


def test_discarded_draft_is_gone_with_its_values(draft, indicator, write, anna, now):
    draft = write(draft, anna, **{"value-1-number": Decimal(2)})
    discard_draft(report=draft, by=anna.actor, now=now)
    assert (ProgressReport.objects.count(), IndicatorValue.objects.count()) == (0, 0)


@pytest.mark.parametrize("service", [submit_report, withdraw_report, discard_draft, take_out_of_period])
def test_report_of_another_institution_is_left_alone(service, draft, other_official, coordinator, now):
    more = {"version": 1} if service is submit_report else {}
    for account in (other_official, coordinator):
        with pytest.raises(NotAllowed):
            service(report=draft, by=account.actor, now=now, **more)


def test_draft_is_seen_by_its_institution_alone(draft, anna, juris, other_official, coordinator, reviewer, now):
    viewers = [a.actor for a in (anna, juris, other_official, coordinator, reviewer)]
    assert [can(actor, "plan.view_report", draft, now) for actor in (*viewers, ANONYMOUS)] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_status_that_the_plan_no_longer_offers_is_refused(draft, write, anna, plan):
    old = OfficialStatus.objects.create(plan=plan, code="old", place=9, label={"lv": "Senais"}, is_offered=False)
    with pytest.raises(StatusNotOffered):
        write(draft, anna, status=old.pk)
